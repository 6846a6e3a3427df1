/**
 * Files in a body are named by their documentId, as answers name them; Strapi links them by number.
 */
import { newsroomError } from '../errors';
import { modelOf, rows, type Strapi } from '../strapi';

type Data = Record<string, unknown>;
type Path = (string | number)[];
type Named = (documentId: string, path: Path) => unknown;

/**
 * The same data with the number of each file that was named by its documentId.
 * @throws invalid_field for a file that is not there
 */
export async function withFileNumbers(strapi: Strapi, uid: string, data: Data): Promise<Data> {
  const documentIds: string[] = [];
  mapFiles(strapi, uid, data, [], (documentId) => documentIds.push(documentId));
  if (documentIds.length === 0) return data;
  const files = await rows<{ id: number; documentId: string }>(
    strapi,
    'plugin::upload.file',
  ).findMany({ where: { documentId: { $in: documentIds } }, select: ['id', 'documentId'] });
  const numbers = new Map(files.map(({ id, documentId }) => [documentId, id]));
  return mapFiles(strapi, uid, data, [], (documentId, path) => {
    const id = numbers.get(documentId);
    if (id !== undefined) return id;
    const message = `${path.join('.')} names no file`;
    throw newsroomError({ code: 'invalid_field', path, params: { message } });
  });
}

/** A copy of the data with another value for each file that is named by its documentId. */
function mapFiles(strapi: Strapi, uid: string, data: Data, at: Path, named: Named): Data {
  const { attributes } = modelOf(strapi, uid);
  const each = (value: unknown, path: Path, one: (part: unknown, at: Path) => unknown): unknown =>
    Array.isArray(value) ? value.map((part, n) => one(part, [...path, n])) : one(value, path);
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const { type, component } = attributes[name] ?? {};
      const path = [...at, name];
      if (type === 'media') {
        return [
          name,
          each(value, path, (file, where) => (isDocumentId(file) ? named(file, where) : file)),
        ];
      }
      if (type !== 'component' || !component) return [name, value];
      const inside = (part: unknown, where: Path): unknown =>
        typeof part === 'object' && part !== null
          ? mapFiles(strapi, component, part as Data, where, named)
          : part;
      return [name, each(value, path, inside)];
    }),
  );
}

const isDocumentId = (file: unknown): file is string =>
  typeof file === 'string' && !/^\d+$/.test(file);
