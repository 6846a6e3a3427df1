/** Selections written from the schema: as deep and as wide as one request may be. */
import {
  isList,
  isObject,
  nameOf,
  typeOf,
  type Field,
  type NamedType,
  type Schema,
} from './graphql-probe-schema';

/** How many of each list inside are asked for. */
export const FEW = 2;

/** The arguments that make a list short; a list inside with others is not known here. */
export function shortened({ name, args }: Field): string {
  const names = args.map((argument) => argument.name);
  if (names.includes('first')) return `(first: ${FEW})`;
  if (names.includes('pagination')) return `(pagination: { limit: ${FEW} })`;
  if (args.length > 0)
    throw new Error(`${name} takes ${names.join(', ')}, and nothing to shorten it`);
  return '';
}

/** What remains of the limits of one request. */
interface Room {
  fields: number;
  objects: number;
}

const DEEPEST = 12;
/** A list without arguments counts for so many. */
const USUAL = 4;

export interface Selecting {
  /** The types' fields that some selection has asked for. */
  asked: Set<string>;
  /** A number from 0 to 1, the next one of a series that is the same in every run. */
  random: () => number;
}

const scalarsOf = (schema: Schema, { fields }: NamedType): Field[] =>
  fields!.filter((field) => !isObject(typeOf(schema, field.type)));
const objectsOf = (schema: Schema, { fields }: NamedType): Field[] =>
  fields!.filter((field) => isObject(typeOf(schema, field.type)));

const note = ({ asked }: Selecting, type: NamedType, { name }: Field): void =>
  void asked.add(`${type.name}.${name}`);

/** All that a type says of itself, and by chance of what it leads to, as far as there is room. */
export function treeOf(schema: Schema, root: Field, times: number, selecting: Selecting): string {
  const room: Room = { fields: 260, objects: 500 };
  const visit = (type: NamedType, depth: number, count: number): string => {
    if (!isObject(type)) return '';
    const scalars = scalarsOf(schema, type).slice(0, Math.max(room.fields, 1));
    room.fields -= scalars.length;
    for (const field of scalars) note(selecting, type, field);
    const inner = objectsOf(schema, type)
      .map((field) => ({ field, order: selecting.random() }))
      .sort((one, other) => one.order - other.order)
      .flatMap(({ field }) => {
        const many = field.args.length > 0 ? FEW : isList(field.type) ? USUAL : 1;
        const size = count * (field.name === 'nodes' ? 1 : many);
        const isTooMuch = depth + 1 >= DEEPEST || room.fields < 40 || room.objects < size;
        const isSkipped = field.name !== 'nodes' && selecting.random() < 0.15 * (depth - 1);
        if (isTooMuch || isSkipped) return [];
        room.fields -= 1;
        room.objects -= size;
        note(selecting, type, field);
        const words = visit(typeOf(schema, field.type), depth + 1, size);
        return [`${field.name}${shortened(field)} ${words}`];
      });
    const names = scalars.map(({ name }) => name);
    const all = [...(names.length + inner.length === 0 ? ['__typename'] : names), ...inner];
    return `{ ${all.join(' ')} }`;
  };
  return visit(typeOf(schema, root.type), 1, times);
}

/** For every field that leads on: the shortest way to it from a root, and all that stands there. */
export function waysFrom(schema: Schema, root: Field, selecting: Selecting): string[] {
  const start = typeOf(schema, root.type);
  const ways: string[] = [];
  const seen = new Set<string>();
  let edge: { type: NamedType; way: string[] }[] = [{ type: start, way: [] }];
  for (let depth = 1; depth < DEEPEST - 1 && edge.length > 0; depth += 1) {
    edge = edge.flatMap(({ type, way }) =>
      isObject(type)
        ? objectsOf(schema, type).flatMap((field) => {
            const key = `${type.name}.${field.name}`;
            if (seen.has(key)) return [];
            seen.add(key);
            note(selecting, type, field);
            const on = [...way, `${field.name}${shortened(field)}`];
            const target = typeOf(schema, field.type);
            for (const scalar of scalarsOf(schema, target)) note(selecting, target, scalar);
            const names = scalarsOf(schema, target).map(({ name }) => name);
            ways.push(nest(on, names.length > 0 ? names.join(' ') : '__typename'));
            return [{ type: target, way: on }];
          })
        : [],
    );
  }
  return ways;
}

export const nest = (way: string[], inner: string): string =>
  `{ ${way.reduceRight((words, step) => `${step} { ${words} }`, inner)} }`;

/** Every field of a type that an answer has filled. */
export function filledIn(
  schema: Schema,
  type: NamedType,
  value: unknown,
  filled: Set<string>,
): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const part of value) filledIn(schema, type, part, filled);
    return;
  }
  for (const [key, part] of Object.entries(value)) {
    const field = type.fields?.find(({ name }) => name === key);
    if (!field || part === null) continue;
    filled.add(`${type.name}.${key}`);
    if (isObject(typeOf(schema, field.type)))
      filledIn(schema, typeOf(schema, field.type), part, filled);
  }
}

/** The least that says which one it is. */
export function keyOf(schema: Schema, { type }: Field): string {
  const inner = typeOf(schema, type);
  if (!isObject(inner)) return '';
  const names = inner.fields!.map(({ name }) => name);
  if (names.includes('documentId')) return '{ documentId }';
  const nodes = inner.fields!.find(({ name }) => name === 'nodes');
  if (nodes) {
    const page = inner.fields!.find(({ name }) => name === 'pageInfo');
    const info = page
      ? `pageInfo { ${typeOf(schema, page.type)
          .fields!.map(({ name }) => name)
          .join(' ')} }`
      : '';
    return `{ nodes ${keyOf(schema, nodes)} ${info} }`;
  }
  const [scalar] = scalarsOf(schema, inner);
  return `{ ${scalar ? scalar.name : inner.fields!.map((field) => `${field.name} ${keyOf(schema, field)}`)[0]!} }`;
}

/** Numbers that look random and are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

export const nameOfType = ({ type }: Field): string => nameOf(type);
