/** Fills an empty database with the demo newsroom of database/demo, through the plugin's hooks. */
import { setImmediate as breathe } from 'node:timers/promises';
import { readNewsroom } from './content.mjs';
import { writeConversation } from './conversation.mjs';
import { uploadPictures } from './pictures.mjs';
import { writeStory } from './story.mjs';

const uid = (name) => `plugin::newsroom.${name}`;
const CONTENT = ['article', 'author', 'section', 'topic', 'comment', 'reply'].map(uid);
const NEWSROOM = { type: 'site', id: null, name: 'demo newsroom' };

/** Whether there is anything in the database that a newsroom wrote. */
export async function holdsContent(strapi) {
  for (const type of CONTENT) {
    if ((await strapi.db.query(type).count()) > 0) return true;
  }
  return false;
}

/**
 * Fills the newsroom.
 *
 * All rows are written in one transaction: a run that fails or is killed leaves none, and can be
 * repeated. Only the pictures come before it, because files cannot be rolled back; the media
 * library is not what makes a database count as filled, and a repeated run finds them there.
 *
 * @throws when the database holds content
 */
export async function fillNewsroom(strapi, { now = new Date(), onProgress = () => {} } = {}) {
  await refuseContent(strapi);
  const newsroom = readNewsroom(now);
  const pictures = await uploadPictures(strapi, onProgress);
  await strapi.db.transaction(async () => {
    await refuseContent(strapi);
    await strapi
      .plugin('newsroom')
      .service('importer')
      .run(() => write(strapi, newsroom, pictures, onProgress), NEWSROOM);
  });
}

async function refuseContent(strapi) {
  if (await holdsContent(strapi)) {
    throw new Error('The database holds content already; the demo fills an empty one only.');
  }
}

async function write(strapi, { authors, sections, topics, stories }, pictures, onProgress) {
  const known = {
    picture: pictures,
    author: await writeAll(strapi, 'author', authors, ({ picture, ...author }) => ({
      ...author,
      photo: picture ? pictures.get(picture) : null,
    })),
    section: await writeAll(strapi, 'section', sections, ({ parent, ...section }, written) => ({
      ...section,
      parent: parent ? written.get(parent) : null,
    })),
    topic: await writeAll(strapi, 'topic', topics, (topic) => topic),
  };
  for (const [index, story] of stories.entries()) {
    const articleId = await writeStory(strapi, story, known);
    await writeConversation(strapi, articleId, story);
    // SQLite answers without leaving the event loop, in which Ctrl-C would go unheard.
    await breathe();
    onProgress({ what: 'Writing stories', done: index + 1, total: stories.length });
  }
}

/** The documentIds of what was written, by slug. */
async function writeAll(strapi, type, records, toData) {
  const written = new Map();
  for (const record of records) {
    const data = toData(record, written);
    const { documentId } = await strapi.documents(uid(type)).create({ data });
    written.set(record.slug, documentId);
  }
  return written;
}
