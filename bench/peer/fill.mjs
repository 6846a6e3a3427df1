/** The same conversation as the newsroom's, in the tables of strapi-plugin-comments. */
const WORDS =
  'The wall has stood since before any of us, and the town has paid for it twice over; let it be mended properly this time.';
const ARTICLE = 'api::article.article';

/** Threads, a tenth of them answered three times, a second between two of them. */
export async function fillPeer(strapi, comments) {
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
  for (const action of ['findAllInHierarchy', 'findAllFlat']) {
    await strapi.db
      .query('plugin::users-permissions.permission')
      .create({ data: { action: `plugin::comments.client.${action}`, role: role.id } });
  }
  const { documentId } = await strapi
    .documents(ARTICLE)
    .create({ data: { title: `A story with ${comments} comments` }, status: 'published' });
  const knex = strapi.db.connection;
  const row = (key, second) => ({
    document_id: key,
    content: WORDS,
    related: `${ARTICLE}:${documentId}`,
    approval_status: 'APPROVED',
    author_id: 'reader',
    author_name: 'Rose Tully',
    author_email: 'rose@example.org',
    blocked: false,
    blocked_thread: false,
    created_at: 1704067200000 + second * 1000,
    updated_at: 1704067200000 + second * 1000,
    published_at: 1704067200000 + second * 1000,
  });
  for (let n = 0; n < comments; n += 1) {
    const [{ id: thread }] = await knex('plugin_comments_comments')
      .insert(row(`c${n}`, n))
      .returning('id');
    if (n % 10 > 0) continue;
    for (const reply of [0, 1, 2]) {
      const [{ id }] = await knex('plugin_comments_comments')
        .insert(row(`r${n}n${reply}`, n + reply + 1))
        .returning('id');
      await knex('plugin_comments_comments_thread_of_lnk').insert({
        comment_id: id,
        inv_comment_id: thread,
      });
    }
  }
  return documentId;
}
