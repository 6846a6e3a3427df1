/** What a comment or reply says of itself, against what is stored of the others: in SQL, for many at once. */
import { UID } from '../names';
import { read } from '../storage/read';
import { linkOf, table, tableName, type Strapi } from '../strapi';

export interface Wrong {
  id: number;
  articleId: string;
  listed: boolean;
  replyCount: number;
}

export interface RowCheck {
  table: string;
  /** Rows of an interval of ids (after, to] that say something else than they should, with what. */
  wrongBetween: (after: number, to: number) => Promise<Wrong[]>;
  wrongAmong: (ids: readonly number[]) => Promise<Wrong[]>;
  mend: (wrong: Wrong) => Promise<unknown>;
}

interface Judged {
  id: number;
  article_id: string;
  should: number;
  n: number | string;
}

/**
 * A reply is listed if it is approved and its thread is shown; it counts the approved answers to it.
 * (SQLite joins in the order of a cross join: from the few answers, and not from all that is approved.)
 */
export function replyCheck(strapi: Strapi, keepReplies: boolean): RowCheck {
  const [comments, replies] = [UID.comment, UID.reply].map((uid) => tableName(strapi, uid));
  const link = linkOf(strapi, UID.reply, 'inReplyTo');
  return check(
    strapi,
    UID.reply,
    `select t.id, t.article_id, t.listed, t.reply_count,
       case when t.moderation_status = 'approved' and c.id is not null and (:keep = 1 or c.moderation_status = 'approved') then 1 else 0 end as should,
       (select count(*) from ${link.table} as l cross join ${replies} as a where l.${link.to} = t.id and a.id = l.${link.from} and a.moderation_status = 'approved') as n
     from ${replies} as t left join ${comments} as c on c.document_id = t.thread_id`,
    { keep: Number(keepReplies) },
  );
}

/** A comment counts its listed replies, and is listed if it is approved or has any. */
export function commentCheck(strapi: Strapi): RowCheck {
  const [comments, replies] = [UID.comment, UID.reply].map((uid) => tableName(strapi, uid));
  const counted = `(select count(*) from ${replies} as r where r.thread_id = t.document_id and r.listed = :yes)`;
  return check(
    strapi,
    UID.comment,
    `select t.id, t.article_id, t.listed, t.reply_count,
       case when t.moderation_status = 'approved' or ${counted} > 0 then 1 else 0 end as should,
       ${counted} as n
     from ${comments} as t`,
    { yes: true },
  );
}

function check(
  strapi: Strapi,
  uid: typeof UID.comment | typeof UID.reply,
  judged: string,
  bindings: Record<string, unknown>,
): RowCheck {
  const wrongWhere = async (where: string, more: Record<string, unknown>): Promise<Wrong[]> => {
    const found = await read<Judged>(
      strapi,
      `select * from (${judged} where ${where}) as judged
       where n <> coalesce(reply_count, -1) or should <> case when listed then 1 else 0 end`,
      { ...bindings, ...more },
    );
    return found.map(({ id, article_id, should, n }) => ({
      id,
      articleId: article_id,
      listed: Number(should) === 1,
      replyCount: Number(n),
    }));
  };
  return {
    table: tableName(strapi, uid),
    wrongBetween: (after, to) => wrongWhere('t.id > :after and t.id <= :to', { after, to }),
    // Numbers from the database, and a few of them.
    wrongAmong: (ids) => wrongWhere(`t.id in (${ids.map(Number).join(', ')})`, {}),
    mend: ({ id, listed, replyCount }) =>
      table(strapi, uid).where({ id }).update({ listed, replyCount }).execute(),
  };
}
