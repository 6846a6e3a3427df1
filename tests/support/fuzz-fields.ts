/** Arbitrary bodies: values of any kind in fields that exist, and fields that do not. */
import fc, { type Arbitrary } from 'fast-check';
import type { Attribute, Vocabulary } from './fuzz-vocabulary';
import { BODY_KEYS, NASTY_DATES, NASTY_VALUES, NASTY_WORDS } from './fuzz-words';
import type { Row } from './newsroom';

const anyWord = fc.oneof(
  fc.constantFrom(...NASTY_WORDS),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

const anyValue: Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: anyWord },
  { weight: 3, arbitrary: fc.constantFrom(...NASTY_VALUES) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

const BLOCK_TYPES = ['paragraph', 'heading', 'list', 'list-item', 'quote', 'code', 'image', 'link'];
const LEAF_TYPES = ['text', 'link', 'list-item'];

/** Blocks that are nearly right: the checks that follow see most of them. */
const blocks = (): Arbitrary<unknown> => {
  const { block } = fc.letrec<{ block: unknown }>((tie) => ({
    block: fc.record(
      {
        type: fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom(...BLOCK_TYPES, ...LEAF_TYPES) },
          { weight: 1, arbitrary: anyValue },
        ),
        text: fc.oneof(fc.constant('words'), anyValue),
        level: fc.oneof(fc.constantFrom(0, 1, 2, 6, 7), anyValue),
        format: fc.oneof(fc.constantFrom('ordered', 'unordered'), anyValue),
        url: anyValue,
        image: anyValue,
        bold: anyValue,
        children: fc.oneof(
          { maxDepth: 3, depthSize: 'small' },
          fc.constant([{ type: 'text', text: 'words' }]),
          fc.array(tie('block'), { maxLength: 3 }),
          anyValue,
        ),
      },
      { requiredKeys: ['type'] },
    ),
  }));
  return fc.array(block, { maxLength: 3 });
};

const relation = (known: readonly string[]): Arbitrary<unknown> => {
  const reference = fc.oneof(
    fc.constantFrom(...known),
    fc.constantFrom(...known).map((documentId) => ({ documentId })),
    anyValue,
  );
  const list = fc.array(reference, { maxLength: 3 });
  return fc.oneof(
    reference,
    list,
    fc.record({ connect: list, disconnect: list, set: list }, { requiredKeys: [] }),
  );
};

/** A value of nearly the right kind for an attribute. */
function valueOf(
  words: Vocabulary,
  attribute: Attribute,
  known: readonly string[],
): Arbitrary<unknown> {
  const right: Record<string, () => Arbitrary<unknown>> = {
    boolean: () => fc.boolean(),
    integer: () => fc.double(),
    enumeration: () => fc.constantFrom(...(attribute.enum ?? [])),
    datetime: () => fc.constantFrom(...NASTY_DATES).map(decodeURIComponent),
    date: () => fc.constantFrom(...NASTY_DATES).map(decodeURIComponent),
    blocks,
    relation: () => relation(known),
    component: () => componentOf(words, attribute, known),
  };
  const arbitrary = (right[attribute.type] ?? (() => anyWord))();
  return fc.oneof({ weight: 3, arbitrary }, { weight: 1, arbitrary: anyValue });
}

function componentOf(
  words: Vocabulary,
  { component, repeatable }: Attribute,
  known: readonly string[],
): Arbitrary<unknown> {
  const one = fieldsOf(words, component, known);
  return repeatable ? fc.array(one, { maxLength: 3 }) : one;
}

const fieldsOf = (
  words: Vocabulary,
  uid: string | undefined,
  known: readonly string[],
): Arbitrary<Row> => {
  const fields = Object.entries({ id: { type: 'integer' }, ...words.attributesOf(uid) }).map(
    ([name, attribute]) =>
      valueOf(words, attribute, known).map((value): [string, unknown] => [name, value]),
  );
  return fc.array(fc.oneof(...fields), { maxLength: 3 }).map(Object.fromEntries);
};

/** Some fields of a body, each of them with a value it may or may not take. */
export function bodyFields(
  words: Vocabulary,
  uid: string | undefined,
  base: Row,
  known: readonly string[],
): Arbitrary<Row> {
  const keys = [...new Set([...Object.keys(base), ...BODY_KEYS])];
  const any = fc.tuple(fc.constantFrom(...keys), fc.oneof(anyValue, fc.constantFrom(...known)));
  const odd = fc.array(any, { maxLength: 2 }).map(Object.fromEntries) as Arbitrary<Row>;
  return fc.oneof(
    { weight: 2, arbitrary: uid ? fieldsOf(words, uid, known) : odd },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: mutated(base) as Arbitrary<Row> },
  );
}

/** A known body with one of its values, however deep, replaced. */
function mutated(base: unknown): Arbitrary<unknown> {
  if (typeof base !== 'object' || base === null) return anyValue;
  const entries = Object.entries(base);
  if (entries.length === 0) return anyValue;
  return fc.constantFrom(...entries).chain(([key, value]) =>
    mutated(value).map((changed) => {
      const copy = (Array.isArray(base) ? [...(base as unknown[])] : { ...base }) as Row;
      copy[key] = changed;
      return copy;
    }),
  );
}
