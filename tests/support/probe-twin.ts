/**
 * Changes everything that is hidden and nothing that is shown, behind the application's back. What
 * readers get must stay the same, byte for byte: whatever differs was a way to find out.
 */
import type { Knex } from 'knex';
import type { App } from './app';
import { postComment, writeStory } from './newsroom';
import { GUESS, secret, type Planted } from './probe-plant';

const ALTERED = 'altered';
const OWN_TABLE = /^(components_)?newsroom_/;

export async function alterHidden(app: App, planted: Planted): Promise<void> {
  await rewriteSecrets(app);
  const knex = app.strapi.db.connection;
  await alterItems(knex, 'newsroom_comments');
  await alterItems(knex, 'newsroom_replies');
  await alterStories(knex, planted);
  await knex('newsroom_commenters').update({ approved_count: 50, rejected_count: 7 });
  await knex('newsroom_decisions').update({ reason: 'hate', revision: 12 });
  await knex('newsroom_sections').update({ moderation_mode: 'inherit' });
  await addHidden(app, planted);
}

interface Column {
  type: string;
  columnName?: string;
}

/** Another word in every text that holds the guessed one: no public text does. */
async function rewriteSecrets({ strapi, database }: App): Promise<void> {
  const knex = strapi.db.connection;
  for (const { tableName, attributes } of strapi.db.metadata.values()) {
    if (!OWN_TABLE.test(tableName)) continue;
    for (const { type, columnName } of Object.values(attributes) as Column[]) {
      const isJson = ['json', 'blocks'].includes(type);
      if (!columnName || !(isJson || ['string', 'text', 'uid', 'email'].includes(type))) continue;
      const asText = isJson && database.isPostgres ? '??::text' : '??';
      const back = isJson && database.isPostgres ? '::jsonb' : '';
      await knex.raw(`update ?? set ?? = replace(${asText}, ?, ?)${back} where ${asText} like ?`, [
        tableName,
        columnName,
        columnName,
        GUESS,
        ALTERED,
        columnName,
        `%${GUESS}%`,
      ]);
    }
  }
}

const LONG_AGO = new Date('1999-01-01T00:00:00.000Z');

async function alterItems(knex: Knex, table: string): Promise<void> {
  const hidden = () => knex(table).whereNot('moderation_status', 'approved');
  await hidden().where('moderation_status', 'rejected').update({ moderation_status: 'removed' });
  await hidden().where('moderation_status', 'pending').update({ moderation_status: 'spam' });
  await hidden().update({
    featured: true,
    revision: 9,
    edited_at: LONG_AGO,
    moderated_at: LONG_AGO,
  });
  // A tombstone shows when it was posted, and how many replies it has.
  await hidden().where('listed', false).update({ posted_at: LONG_AGO, reply_count: 77 });
  await knex(table).update({ rejection_reason: 'hate', commenter_id: null });
}

async function alterStories(knex: Knex, { closedStories }: Planted): Promise<void> {
  const closed = closedStories.map(({ documentId }) => documentId);
  await knex('newsroom_articles')
    .whereNull('published_at')
    .orWhereIn('document_id', closed)
    .update({
      word_count: 999,
      reading_time: 99,
      language: 'de',
      display_date: LONG_AGO,
      date_published: LONG_AGO,
      is_accessible_for_free: false,
    });
  await knex('newsroom_discussions')
    .whereIn('article_id', closed)
    .update({ comment_count: 99, revision: 99, last_comment_at: LONG_AGO, state: 'closed' });
  await knex('newsroom_discussions').update({ moderation_mode: 'premoderate' });
}

async function addHidden(app: App, { stories, comments }: Planted): Promise<void> {
  await writeStory(app, { headline: secret('draft', 'another') }, 'draft');
  await postComment(app, stories.plain.documentId, { body: secret('words', 'another') });
  const gone = comments.find(({ story, shown }) => story === 'plain' && shown === 'nothing')!;
  await app.strapi.db
    .connection('newsroom_comments')
    .where({ document_id: gone.documentId })
    .delete();
}
