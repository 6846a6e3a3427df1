/** Every mutation of the newsroom: the permission that opens it, and arguments that would do. */
import type { Row } from './newsroom';
import type { Planted, PlantedItem } from './probe-plant';

export interface WritingField {
  plain: string;
  action: string;
  usual: Row;
  /** What readers may do themselves. */
  isPublic?: boolean;
}

export const WORDS = { body: 'What a good story.', authorName: 'Rose Tully' };

const upper = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

export function writingFields(planted: Planted): Record<string, WritingField> {
  const { stories, comments, replies, submitted } = planted;
  const isOpen = ({ story, shown }: PlantedItem): boolean =>
    story === 'plain' && shown === 'itself';
  const comment = comments.find(isOpen)!.documentId;
  const inReplyTo = replies.find((reply) => isOpen(reply) && reply.comment === comment);
  const article = stories.plain.documentId;

  const generated = (
    type: 'article' | 'author' | 'section' | 'topic',
    documentId: string,
    data: Row,
  ): Record<string, WritingField> => {
    const name = upper(type);
    const field = (verb: string, usual: Row): WritingField => ({
      plain: `${verb}${name}`,
      action: `${type}.${verb}`,
      usual,
    });
    return {
      [`createNewsroom${name}`]: field('create', { data }),
      [`updateNewsroom${name}`]: field('update', { documentId, data }),
      [`deleteNewsroom${name}`]: field('delete', { documentId }),
    };
  };

  return {
    ...generated('article', article, { headline: 'Mine' }),
    ...generated('author', planted.author, { name: 'Me' }),
    ...generated('section', planted.section, { name: 'Mine' }),
    ...generated('topic', planted.topic, { name: 'Mine' }),
    createNewsroomComment: {
      plain: 'createComment',
      action: 'comment.create',
      usual: { data: { article, ...WORDS } },
      isPublic: true,
    },
    createNewsroomReply: {
      plain: 'createReply',
      action: 'reply.create',
      usual: {
        data: { comment, ...(inReplyTo && { inReplyTo: inReplyTo.documentId }), ...WORDS },
      },
      isPublic: true,
    },
    withdrawNewsroomSubmission: {
      plain: 'withdrawSubmission',
      action: 'submission.withdraw',
      usual: { receipt: submitted[0]!.receipt },
      isPublic: true,
    },
    configureNewsroomDiscussion: {
      plain: 'configureDiscussion',
      action: 'discussion.configure',
      usual: { article, data: { state: 'closed' } },
    },
    decideNewsroomItems: {
      plain: 'decideItems',
      action: 'moderation.decide',
      usual: {
        data: { action: 'reject', items: [{ type: 'comment', documentId: comment }] },
      },
    },
  };
}
