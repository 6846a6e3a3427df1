import type { NewsroomConfig } from '../../config';
import { settleReply } from '../../discussion/counts';
import { newsroomError } from '../../errors';
import { UID } from '../../names';
import type { ReplyRow } from '../../rows';
import type { Hooks } from '../../storage/hooks';
import { holdItem } from '../../storage/locks';
import { oneRelationId } from '../../storage/relations';
import { currentScope } from '../../storage/scope';
import { rows, type Data, type Strapi } from '../../strapi';
import { itemLifecycles } from '../item-lifecycles';

export const replyLifecycles = (strapi: Strapi, config: NewsroomConfig): Hooks =>
  itemLifecycles<ReplyRow>(strapi, config, {
    type: 'reply',
    uid: UID.reply,
    immutable: ['articleId', 'threadId', 'comment', 'inReplyTo'],
    place,
    isListed: (status) => status === 'approved',
    settle: settleReply,
  });

/** A reply belongs where its comment does, which nobody deletes meanwhile; what it answers must stand in the same thread. */
async function place(strapi: Strapi, data: Data): Promise<void> {
  const commentId = oneRelationId(data, 'comment');
  const held = currentScope()?.held?.comment;
  const comment =
    held && held.id === commentId
      ? held
      : (await holdItem(strapi, 'comment', { id: commentId ?? 0 }))?.item.row;
  if (!comment) throw newsroomError({ code: 'comment_not_found', path: ['comment'] });
  const answeredId = oneRelationId(data, 'inReplyTo');
  if (answeredId) {
    const answered = await rows(strapi, UID.reply).findOne({ where: { id: answeredId } });
    if (answered?.threadId !== comment.documentId) {
      throw newsroomError({ code: 'reply_not_in_thread', path: ['inReplyTo'] });
    }
  }
  data['articleId'] = comment.articleId;
  data['threadId'] = comment.documentId;
}
