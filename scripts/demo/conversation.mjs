/** Writes what readers said under a story, and what the paper's moderator thought of it. */

const COMMENT = 'plugin::newsroom.comment';
const REPLY = 'plugin::newsroom.reply';
const DISCUSSION = 'plugin::newsroom.discussion';
const DECISION = 'plugin::newsroom.decision';

export async function writeConversation(strapi, articleId, { discussion, conversation }) {
  await strapi.db.query(DISCUSSION).update({ where: { articleId }, data: discussion });
  const said = new Map();
  for (const item of conversation) {
    const place = item.thread ? answerTo(item, said) : { articleId };
    const { id, documentId } = await strapi
      .documents(item.thread ? REPLY : COMMENT)
      .create({ data: { ...place, ...wordsOf(item) } });
    said.set(item.key, id);
    if (item.status !== 'pending') await explain(strapi, documentId, item);
  }
}

// By their ids: Strapi does not resolve the documentId of a relation without a join table.
const answerTo = ({ thread, inReplyTo }, said) => ({
  comment: said.get(thread),
  ...(inReplyTo && { inReplyTo: said.get(inReplyTo) }),
});

const wordsOf = ({ body, authorName, authorEmail, status, reason, ...item }) => ({
  body,
  authorName,
  authorEmail,
  moderationStatus: status,
  rejectionReason: status === 'rejected' ? reason : null,
  featured: item.featured ?? false,
  postedAt: item.postedAt,
  moderatedAt: status === 'pending' ? null : item.moderatedAt,
});

/** The log of decisions says when the demo's moderator decided, and why. */
async function explain(strapi, itemId, { moderatedAt, reason, note }) {
  await strapi.db.query(DECISION).update({
    where: { itemId },
    data: { decidedAt: moderatedAt, ...(reason && { reason }), ...(note && { note }) },
  });
}
