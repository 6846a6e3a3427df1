/** Draws the demo's pictures and puts them into the media library. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { drawPicture, pictures } from '../../database/demo/pictures.mjs';

const FILE = 'plugin::upload.file';
const FOLDER = 'plugin::upload.folder';
const FOLDER_NAME = 'The Harbour Ledger: demo pictures';
/** As many as two cores keep busy. */
const AT_ONCE = 2;

/**
 * The media ids of all pictures, by key. A picture that an interrupted run has left in the demo's
 * folder is used again, so that repeating never doubles one.
 */
export async function uploadPictures(strapi, onProgress) {
  const folder = await demoFolder(strapi);
  const ids = new Map();
  const waiting = [...pictures];
  const work = async () => {
    for (let picture = waiting.shift(); picture; picture = waiting.shift()) {
      ids.set(picture.key, await idOf(strapi, picture, folder));
      onProgress({ what: 'Drawing pictures', done: ids.size, total: pictures.length });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return ids;
}

async function demoFolder(strapi) {
  const where = { name: FOLDER_NAME, parent: null };
  const found = await strapi.db.query(FOLDER).findOne({ where });
  return found ?? strapi.plugin('upload').service('folder').create({ name: FOLDER_NAME });
}

async function idOf(strapi, picture, folder) {
  const name = picture.name.replace(/\.png$/, '.jpg');
  const where = { name, folder: { id: folder.id } };
  const known = await strapi.db.query(FILE).findOne({ where });
  return (known ?? (await upload(strapi, { ...picture, name }, folder))).id;
}

async function upload(strapi, { key, name, alternativeText }, folder) {
  const workplace = await mkdtemp(join(tmpdir(), 'newsroom-demo-'));
  try {
    const filepath = join(workplace, name);
    const image = await sharp(Buffer.from(drawPicture(key)))
      .jpeg({ quality: 90 })
      .toBuffer();
    await writeFile(filepath, image);
    const [file] = await strapi
      .plugin('upload')
      .service('upload')
      .upload({
        data: { fileInfo: { name, alternativeText, folder: folder.id } },
        files: { filepath, originalFilename: name, mimetype: 'image/jpeg', size: image.length },
      });
    return file;
  } finally {
    await rm(workplace, { recursive: true, force: true });
  }
}
