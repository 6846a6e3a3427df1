/** A conversation in the tables of strapi-plugin-comments. */
const ARTICLE = 'api::article.article';

/**
 * Fills the threads (see ../discussion/threads.mjs), and lets everybody read them.
 * @returns the documentId of their article
 */
export async function fillPeer(strapi, { threads, words }) {
  // What the plugin's own settings page would store; the file's settings are not read everywhere.
  await strapi.store({ type: 'plugin', name: 'comments' }).set({
    key: 'config',
    value: {
      enabledCollections: [ARTICLE],
      approvalFlow: [ARTICLE],
      moderatorRoles: [],
      entryLabel: { '*': ['title'] },
      blockedAuthorProps: ['email'],
      badWords: false,
      reportReasons: {
        BAD_LANGUAGE: 'BAD_LANGUAGE',
        DISCRIMINATION: 'DISCRIMINATION',
        OTHER: 'OTHER',
      },
      client: { url: null, contactEmail: null },
    },
  });
  const role = await strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'public' } });
  await strapi.db.query('plugin::users-permissions.permission').create({
    data: { action: 'plugin::comments.client.findAllInHierarchy', role: role.id },
  });
  const { documentId } = await strapi
    .documents(ARTICLE)
    .create({ data: { title: 'A story with comments' }, status: 'published' });
  const knex = strapi.db.connection;
  const ids = [];
  for (const { key, parent, second } of threads) {
    const moment = 1704067200000 + second * 1000;
    const [{ id }] = await knex('plugin_comments_comments')
      .insert({
        document_id: `c${key}`,
        content: words,
        related: `${ARTICLE}:${documentId}`,
        approval_status: 'APPROVED',
        author_id: 'reader',
        author_name: 'Rose Tully',
        author_email: 'rose@example.org',
        blocked: false,
        blocked_thread: false,
        created_at: moment,
        updated_at: moment,
        published_at: moment,
      })
      .returning('id');
    ids.push(id);
    if (parent === null) continue;
    await knex('plugin_comments_comments_thread_of_lnk').insert({
      comment_id: id,
      inv_comment_id: ids[parent],
    });
  }
  return documentId;
}
