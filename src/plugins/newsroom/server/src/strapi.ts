/**
 * Strapi's border. Strapi types its registries by what the host generates, which a plugin cannot
 * know; the casts that follow from this stand here and nowhere else.
 */
import type { Core } from '@strapi/strapi';
import type { UID } from './names';
import type {
  ArticleRow,
  AuthorRow,
  CommenterRow,
  DecisionRow,
  DiscussionRow,
  ItemRow,
  ReplyRow,
  SectionRow,
  SlugAliasRow,
} from './rows';

export type Strapi = Core.Strapi;

export interface RowsByUid {
  [UID.article]: ArticleRow;
  [UID.author]: AuthorRow;
  [UID.section]: SectionRow;
  [UID.topic]: SectionRow;
  [UID.comment]: ItemRow;
  [UID.reply]: ReplyRow;
  [UID.commenter]: CommenterRow;
  [UID.discussion]: DiscussionRow;
  [UID.decision]: DecisionRow;
  [UID.slugAlias]: SlugAliasRow;
}

export type Where = Record<string, unknown>;
export type Data = Record<string, unknown>;

/** A service of Strapi's container, by name. */
export const provided = <T>(strapi: Strapi, name: string): T => strapi.get<T>(name);

/** A value of the host's configuration. */
export const setting = <T>(strapi: Strapi, path: string, fallback?: T): T =>
  strapi.config.get<T>(path, fallback);

export interface FindParams {
  where?: Where;
  select?: string[];
  populate?: unknown;
  orderBy?: unknown;
  limit?: number;
  offset?: number;
  _q?: string;
}

export interface Repository<Row> {
  findOne(params: FindParams): Promise<Row | null>;
  findMany(params: FindParams): Promise<Row[]>;
  count(params: FindParams): Promise<number>;
  create(params: { data: Data; select?: string[]; populate?: unknown }): Promise<Row>;
  update(params: { where: Where; data: Data; populate?: unknown }): Promise<Row | null>;
  delete(params: { where: Where }): Promise<Row | null>;
}

/** Rows of a type through Strapi's query engine: lifecycle hooks run. */
export function rows<U extends keyof RowsByUid>(strapi: Strapi, uid: U): Repository<RowsByUid[U]>;
export function rows<Row>(strapi: Strapi, uid: string): Repository<Row>;
export function rows(strapi: Strapi, uid: string): Repository<unknown> {
  return strapi.db.query(uid);
}

export interface Builder<Row> {
  where(where: Where): Builder<Row>;
  select(fields: string | string[]): Builder<Row>;
  orderBy(order: unknown): Builder<Row>;
  limit(limit: number): Builder<Row>;
  forUpdate(): Builder<Row>;
  insert(data: Data | Data[]): Builder<Row>;
  onConflict(columns: string | string[]): Builder<Row>;
  ignore(): Builder<Row>;
  update(data: Data): Builder<Row>;
  increment(column: string, amount: number): Builder<Row>;
  delete(): Builder<Row>;
  count(field?: string): Builder<Row>;
  max(field: string): Builder<Row>;
  execute<Result = Row[]>(options?: { mapResults?: boolean }): Promise<Result>;
}

/** Plain statements on a type's table, inside the running transaction, without hooks. */
export function table<U extends keyof RowsByUid>(strapi: Strapi, uid: U): Builder<RowsByUid[U]>;
export function table<Row>(strapi: Strapi, uid: string): Builder<Row>;
export function table(strapi: Strapi, uid: string): Builder<unknown> {
  return strapi.db.queryBuilder(uid);
}

export interface Documents<Row> {
  findOne(params: Data): Promise<Row | null>;
  findMany(params: Data): Promise<Row[]>;
  create(params: Data): Promise<Row>;
  update(params: Data): Promise<Row | null>;
  publish(params: Data): Promise<{ documentId: string; entries: Row[] }>;
  unpublish(params: Data): Promise<{ documentId: string; entries: Row[] }>;
}

/** A type through Strapi's document service. */
export function documents<U extends keyof RowsByUid>(
  strapi: Strapi,
  uid: U,
): Documents<RowsByUid[U]> {
  return strapi.documents(uid as never) as unknown as Documents<RowsByUid[U]>;
}

/** The schema of a type or component, as far as the plugin reads it. */
export interface Model {
  uid: string;
  globalId?: string;
  attributes: Record<string, ModelAttribute>;
}

export interface ContentType extends Model {
  plugin?: string;
  info: { singularName: string; pluralName: string };
}

/** Every content type of the application. */
export const contentTypesOf = (strapi: Strapi): ContentType[] => {
  const types: unknown = strapi.contentTypes;
  return Object.values(types as Record<string, ContentType>);
};

export interface ModelAttribute {
  type: string;
  private?: boolean;
  writable?: boolean;
  repeatable?: boolean;
  multiple?: boolean;
  component?: string;
  target?: string;
  relation?: string;
  enum?: string[];
  maxLength?: number;
  required?: boolean;
  regex?: string;
}

/** Whether a relation, component or media field holds several. */
export const isMany = ({ type, relation, repeatable, multiple }: ModelAttribute): boolean =>
  type === 'component'
    ? Boolean(repeatable)
    : type === 'media'
      ? Boolean(multiple)
      : Boolean(relation?.endsWith('Many'));

export const modelOf = (strapi: Strapi, uid: string): Model => strapi.getModel(uid as never);

/** The table a type is kept in, for the few statements that Strapi's builder cannot express. */
export const tableName = (strapi: Strapi, uid: string): string =>
  strapi.db.metadata.get(uid).tableName;

/** A new documentId from Strapi's own generator. */
export function newDocumentId(strapi: Strapi, uid: string): string {
  const attribute = strapi.db.metadata.get(uid).attributes['documentId'] as unknown as {
    default: () => string;
  };
  return attribute.default();
}

/** What every row carries, for rows that are inserted without the query engine. */
export function rowDefaults(strapi: Strapi, uid: string, now = new Date()): Data {
  return {
    documentId: newDocumentId(strapi, uid),
    createdAt: now,
    updatedAt: now,
    publishedAt: now,
  };
}

/**
 * Writes the relations among the fields of a row, if there are any, in the running transaction.
 * @param how whether the row is new
 */
export async function writeRelations(
  strapi: Strapi,
  how: 'attachRelations' | 'updateRelations',
  uid: string,
  id: number,
  data: Data,
): Promise<void> {
  const { attributes } = modelOf(strapi, uid);
  if (!Object.keys(data).some((name) => attributes[name]?.type === 'relation')) return;
  await strapi.db.transaction(async ({ trx }) => {
    await strapi.db.entityManager[how](uid, id, data, { transaction: trx as never });
  });
}

/** A statement in SQL, in the running transaction; both databases answer in the same shape. */
export const statement = <T>(
  strapi: Strapi,
  sql: string,
  bindings: Record<string, unknown> | readonly unknown[],
): Promise<T[]> =>
  strapi.db.transaction(async ({ trx }) => {
    const raw = strapi.db.connection.raw(sql, bindings as never);
    const result: unknown = await raw.transacting(trx as never);
    return (Array.isArray(result) ? result : (result as { rows: T[] }).rows) as T[];
  }) as unknown as Promise<T[]>;

/** A moment as `read` gives it: SQLite keeps milliseconds, PostgreSQL's driver makes dates. */
export const momentOf = (stored: unknown): Date | null =>
  stored === null || stored === undefined ? null : new Date(stored as number | Date);

export const isPostgres = (strapi: Strapi): boolean => strapi.db.dialect.client === 'postgres';

/** A field of a write as text; Strapi has checked its type by the time a hook sees it. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

interface JoinTable {
  name: string;
  joinColumn: { name: string };
  inverseJoinColumn: { name: string };
}

/** The table behind a relation, and its columns from the type and to the other. */
export function linkOf(
  strapi: Strapi,
  uid: string,
  relation: string,
): { table: string; from: string; to: string } {
  const { joinTable } = strapi.db.metadata.get(uid).attributes[relation] as unknown as {
    joinTable: JoinTable;
  };
  const { name, joinColumn, inverseJoinColumn } = joinTable;
  return { table: name, from: joinColumn.name, to: inverseJoinColumn.name };
}
