/** The conversation under an article, as fields of what it hangs on. */
import Joi from 'joi';
import { newsroomOf } from '../api/context';
import { cursorOf, findTarget, repliesKind, startFrom, threadsKind } from '../api/conversation';
import { presentDiscussion, presentDiscussionMeta } from '../api/presenters';
import { documentId, integer, text, validate } from '../api/validate';
import { newsroomError } from '../errors';
import {
  findListed,
  placeOfReply,
  placeOfThread,
  type Place,
  type ThreadSort,
} from '../discussion/lists';
import { readRepliesAround, readThreadsAround, type Page, type Start } from '../discussion/page';
import { isShown } from '../discussion/visibility';
import type { ItemRow, ReadComment, ReadReply } from '../rows';
import type { GraphqlRequest } from './request';

export interface Connection<Node> {
  nodes: Node[];
  pageInfo: {
    startCursor: string | null;
    endCursor: string | null;
    hasNextPage: boolean;
    hasPreviousPage: boolean;
  };
  totalCount: number;
}

const pageKeys = {
  first: integer(1, 100),
  after: text(500).allow(null),
  before: text(500).allow(null),
  around: documentId().allow(null),
};
const commentsSchema = Joi.object({
  ...pageKeys,
  sort: Joi.string().valid('newest', 'oldest', 'most-replied'),
});
const repliesSchema = Joi.object(pageKeys);
const codes = {
  first: { '*': 'invalid_limit' },
  after: { '*': 'invalid_cursor' },
  before: { '*': 'invalid_cursor' },
  around: { '*': 'comment_not_found' },
  sort: { '*': 'invalid_sort' },
} as const;

interface RepliesArgs {
  first: number;
  after?: string | null;
  before?: string | null;
  around?: string | null;
}

type CommentsArgs = RepliesArgs & { sort: ThreadSort };

/** @throws invalid_cursor, also for a cursor that leads the other way; invalid_query */
function startOf({ strapi }: GraphqlRequest, kind: string, args: RepliesArgs): Start | null {
  const { after, before, around } = args;
  if ([after, before, around].filter((one) => one != null).length > 1) {
    const message = 'give one of "after", "before" and "around"';
    throw newsroomError({ code: 'invalid_query', params: { message } });
  }
  const name = before == null ? 'after' : 'before';
  const start = startFrom(strapi, kind, after ?? before, name);
  if (start && start.direction !== name) {
    throw newsroomError({ code: 'invalid_cursor', path: [name] });
  }
  return start;
}

/** What an article says of its discussion, and what a form under it needs to know. */
export async function discussionOf(request: GraphqlRequest, articleId: string) {
  const discussion = await request.discussion.load(articleId);
  const { lastCommentAt } = presentDiscussion(discussion);
  return discussion
    ? { ...presentDiscussionMeta(discussion, newsroomOf(request.strapi).config), lastCommentAt }
    : null;
}

/**
 * The threads under an article, tombstones among them.
 * @throws invalid_limit, invalid_cursor, invalid_query, comment_not_found
 */
export async function commentsOf(
  request: GraphqlRequest,
  articleId: string,
  args: CommentsArgs,
): Promise<Connection<object>> {
  const given = validate<CommentsArgs>(commentsSchema, args, 'invalid_query', codes);
  const { sort, first, around } = given;
  const kind = threadsKind(articleId, sort);
  const start = startOf(request, kind, given);
  const discussion = await request.discussion.load(articleId);
  if (!discussion || !isShown(discussion)) return NOTHING;
  const { strapi } = request;
  const page = around
    ? await readThreadsAround(
        strapi,
        articleId,
        (await findTarget(strapi, articleId, around, sort)).thread,
        { sort, limit: first },
        'whole',
      )
    : await request.threads(sort, first).load({ of: articleId, start });
  return {
    ...connectionOf(request, kind, page, (comment) => placeOfThread(comment, sort)),
    nodes: page.rows.map(commentNode),
    totalCount: discussion.threadCount,
  };
}

/** The replies to a comment, oldest first. @throws invalid_limit, invalid_cursor, invalid_query */
export async function repliesOf(
  request: GraphqlRequest,
  comment: Pick<ItemRow, 'documentId' | 'replyCount'>,
  args: RepliesArgs,
): Promise<Connection<ReadReply>> {
  const given = validate<RepliesArgs>(repliesSchema, args, 'invalid_query', codes);
  const { first, around } = given;
  const { documentId: of, replyCount } = comment;
  const kind = repliesKind(of);
  const start = startOf(request, kind, given);
  if (replyCount === 0) return NOTHING;
  // Threads beside the one that holds it show what they show without it.
  const target = around ? await findListed(request.strapi, around, 'oldest') : null;
  const page =
    target?.reply && target.threadId === of
      ? await readRepliesAround(request.strapi, of, target.reply, first, 'whole')
      : await request.replies(first).load({ of, start });
  return {
    ...connectionOf(request, kind, page, placeOfReply),
    nodes: page.rows,
    totalCount: replyCount,
  };
}

const NOTHING = {
  nodes: [],
  pageInfo: { startCursor: null, endCursor: null, hasNextPage: false, hasPreviousPage: false },
  totalCount: 0,
};

function connectionOf<Row>(
  { strapi }: GraphqlRequest,
  kind: string,
  { rows, hasNext, hasPrevious }: Page<Row>,
  placeOf: (row: Row) => Place,
) {
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    pageInfo: {
      startCursor: first ? cursorOf(strapi, kind, 'before', placeOf(first)) : null,
      endCursor: last ? cursorOf(strapi, kind, 'after', placeOf(last)) : null,
      hasNextPage: hasNext,
      hasPreviousPage: hasPrevious,
    },
  };
}

/** A comment as a thread's head; of a tombstone only its place is told. */
export function commentNode(comment: ItemRow | ReadComment): object {
  if (comment.moderationStatus === 'approved') return comment;
  const { id, documentId, articleId, postedAt, replyCount } = comment;
  return { id, documentId, articleId, postedAt, replyCount, featured: false, tombstone: true };
}
