/** The conversation under an article, as fields of what it hangs on. */
import Joi from 'joi';
import { newsroomOf } from '../api/context';
import { encodeCursor } from '../api/cursor';
import { placeFrom, repliesKind, threadsKind } from '../api/conversation';
import { presentDiscussion, presentDiscussionMeta } from '../api/presenters';
import { integer, text, validate } from '../api/validate';
import {
  placeOfReply,
  placeOfThread,
  type Page,
  type Place,
  type ThreadSort,
} from '../discussion/page';
import { isShown } from '../discussion/visibility';
import type { ItemRow, ReplyRow } from '../rows';
import type { GraphqlRequest } from './request';

export interface Connection<Node> {
  nodes: Node[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
  totalCount: number | (() => Promise<number>);
}

const pageKeys = { first: integer(1, 100), after: text(500).allow(null) };
const commentsSchema = Joi.object({
  ...pageKeys,
  sort: Joi.string().valid('newest', 'oldest', 'most-replied'),
});
const repliesSchema = Joi.object(pageKeys);
const codes = {
  first: { '*': 'invalid_limit' },
  after: { '*': 'invalid_cursor' },
  sort: { '*': 'invalid_sort' },
} as const;

interface CommentsArgs {
  sort: ThreadSort;
  first: number;
  after?: string | null;
}

type RepliesArgs = Omit<CommentsArgs, 'sort'>;

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
 * @throws invalid_limit, invalid_cursor
 */
export async function commentsOf(
  request: GraphqlRequest,
  articleId: string,
  args: CommentsArgs,
): Promise<Connection<object>> {
  const { sort, first, after } = validate<CommentsArgs>(
    commentsSchema,
    args,
    'invalid_query',
    codes,
  );
  const discussion = await request.discussion.load(articleId);
  if (!discussion || !isShown(discussion)) return NOTHING;
  const kind = threadsKind(articleId, sort);
  const page = await request
    .threads(sort, first)
    .load({ of: articleId, after: placeFrom(request.strapi, kind, after, 'after') });
  return {
    ...connectionOf(request, kind, page, (comment) => placeOfThread(comment, sort)),
    nodes: page.rows.map(commentNode),
    totalCount: () => request.threadCount.load(articleId),
  };
}

/** The replies to a comment, oldest first. @throws invalid_limit, invalid_cursor */
export async function repliesOf(
  request: GraphqlRequest,
  comment: Pick<ItemRow, 'documentId' | 'replyCount'>,
  args: RepliesArgs,
): Promise<Connection<ReplyRow>> {
  const { first, after } = validate<RepliesArgs>(repliesSchema, args, 'invalid_query', codes);
  if (comment.replyCount === 0) return NOTHING;
  const kind = repliesKind(comment.documentId);
  const page = await request
    .replies(first)
    .load({ of: comment.documentId, after: placeFrom(request.strapi, kind, after, 'after') });
  return {
    ...connectionOf(request, kind, page, placeOfReply),
    nodes: page.rows,
    totalCount: comment.replyCount,
  };
}

const NOTHING = {
  nodes: [],
  pageInfo: { endCursor: null, hasNextPage: false },
  totalCount: 0,
};

function connectionOf<Row>(
  { strapi }: GraphqlRequest,
  kind: string,
  { rows, hasMore }: Page<Row>,
  place: (row: Row) => Place,
) {
  const last = rows.at(-1);
  const endCursor = last && encodeCursor(kind, place(last), newsroomOf(strapi).cursorSecret);
  return { pageInfo: { endCursor: endCursor ?? null, hasNextPage: hasMore } };
}

/** A comment as a thread's head; of a tombstone only its place is told. */
function commentNode(comment: ItemRow): object {
  if (comment.moderationStatus === 'approved') return comment;
  const { id, documentId, articleId, postedAt, replyCount } = comment;
  return { id, documentId, articleId, postedAt, replyCount, featured: false, tombstone: true };
}
