/* eslint-disable @typescript-eslint/no-unsafe-enum-comparison --
   The enum of kinds lives in "graphql", which is here for its types alone: a host without the
   GraphQL plugin does not have it. */
/**
 * What one GraphQL request may cost. Depth alone limits nothing: three hundred aliases of one list
 * are two levels deep. So a request is weighed before it runs: how deep it goes, how many fields it
 * names (aliases and fragments spread out), how many objects its lists may bring and how many values
 * of them, and how much its filters look for.
 *
 * Each fragment is weighed once for each length of list that it stands in, however often it is spread,
 * and the walk ends after so many steps: weighing takes no longer than reading the request.
 */
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  FragmentSpreadNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  InlineFragmentNode,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql';
import { configOf } from '../api/context';
import { demandOf, MOST_CONDITIONS, MOST_SEARCHES } from '../api/filter-demand';
import type { NewsroomConfig } from '../config';
import { newsroomError } from '../errors';
import type { Strapi } from '../strapi';
import { addApolloPlugin } from './apollo';
import { excessIn, excessInLiterals, type Excess } from './values';

export type Limits = NewsroomConfig['graphql'];

interface RequestContext {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation?: OperationDefinitionNode;
  request: { variables?: Record<string, unknown> };
}

/**
 * Weighs each request; of a host's own only what no server can take is refused.
 *
 * It is weighed before GraphQL validates it, because fragments that double take validation seconds,
 * and again with its variables, which say how long lists are. Apollo takes no refusal before
 * validation, so until then a request that is refused is replaced by one that says so.
 */
export function limitCost(strapi: Strapi): void {
  const limits = configOf(strapi).graphql;
  addApolloPlugin(strapi, {
    requestDidStart: () =>
      Promise.resolve({
        validationDidStart(context: RequestContext) {
          for (const definition of context.document.definitions) {
            if (definition.kind !== 'OperationDefinition') continue;
            const { schema, document } = context;
            const exceeded = weigh(schema, document, definition, {}, limits);
            if (exceeded) context.document = refusalOf(exceeded);
          }
          return Promise.resolve();
        },
        didResolveOperation({ schema, document, operation, request }: RequestContext) {
          const refused = refusedBy(document);
          if (refused) throw tooCostly(refused);
          const { variables = {} } = request;
          const exceeded = operation && weigh(schema, document, operation, variables, limits);
          if (exceeded) throw tooCostly(exceeded);
          return Promise.resolve();
        },
      }),
  });
}

/** What a request asks for, or a part of it. */
interface Weight {
  depth: number;
  fields: number;
  /** Entries that its lists may bring. */
  objects: number;
  /** Values of them, long texts counting more. */
  values: number;
  conditions: number;
  searches: number;
  introspection: number;
}

/** The limit that a request exceeds, and by how much. */
export interface Exceeded {
  limit: keyof Weight | Excess['limit'];
  max: number;
  asked: number | 'endless';
}

/** How many objects a list brings when nothing is said of its length. */
const USUAL_PAGE = 25;
/** A story has a few credits, topics and corrections. */
const USUAL_RELATED = 4;
/** Whoever's types they are: nobody writes so much, and answering it would keep others waiting. */
const ANYBODYS = { fields: 20_000, introspection: 20 };
/** Nobody nests selections and fragments so deep. */
const NESTED_ENOUGH = 100;
/** A whole schema, against the one type that `__type` tells. */
const WHOLE_SCHEMA = 10;

/** Texts that are longer than others, in values. */
const LONG: Record<string, number> = {
  'NewsroomArticle.body': 100,
  'NewsroomArticle.bodyHtml': 100,
  'NewsroomComment.body': 10,
  'NewsroomReply.body': 10,
  'NewsroomSubmission.body': 10,
  'NewsroomQueueItem.body': 10,
  'NewsroomQueueItem.signals': 10,
  'NewsroomQueuedWords.body': 10,
  'NewsroomDecision.evidence': 10,
};

/** Ends the walk where going on would tell nothing new. */
class Enough extends Error {
  constructor(readonly exceeded: Pick<Exceeded, 'limit' | 'asked'>) {
    super();
  }
}

const ENDLESS = { limit: 'depth', asked: 'endless' } as const;

/** What a request exceeds first. */
export function weigh(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  limits: Limits,
): Exceeded | null {
  const values = { ...defaultsOf(operation), ...variables };
  const fragments = fragmentsOf(document);
  const weighed = new Map<FragmentDefinitionNode, Map<string, Weight>>();
  /** The fragments that the walk is in, and the selections. */
  const path: FragmentDefinitionNode[] = [];
  let nested = 0;
  /** A fragment is weighed anew for each length of list that it stands in. */
  let steps = 0;
  let isNewsroom = false;
  let excess: Excess | null = null;

  /** @param length of the list that `nodes` in this set is */
  function ofSet(set: SelectionSetNode, type: GraphQLNamedType, length: number): Weight {
    nested += 1;
    if (nested > NESTED_ENOUGH) throw new Enough(ENDLESS);
    const total = nothing();
    for (const selection of set.selections) {
      steps += 1;
      if (steps > ANYBODYS.fields) throw new Enough({ limit: 'fields', asked: steps });
      add(
        total,
        selection.kind === 'Field'
          ? ofField(selection, type, length)
          : ofFragment(selection, type, length),
      );
    }
    nested -= 1;
    return total;
  }

  function ofFragment(
    node: FragmentSpreadNode | InlineFragmentNode,
    type: GraphQLNamedType,
    length: number,
  ): Weight {
    const on = (fragment: FragmentDefinitionNode | InlineFragmentNode): GraphQLNamedType =>
      (fragment.typeCondition && schema.getType(fragment.typeCondition.name.value)) ?? type;
    if (node.kind === 'InlineFragment') return ofSet(node.selectionSet, on(node), length);
    const fragment = fragments.get(node.name.value);
    if (!fragment) return nothing();
    // Never valid, and more than some rules of depth can take.
    if (path.includes(fragment)) throw new Enough(ENDLESS);
    const known = weighed.get(fragment) ?? new Map<string, Weight>();
    weighed.set(fragment, known);
    const key = `${on(fragment).name} ${length}`;
    let weight = known.get(key);
    if (!weight) {
      path.push(fragment);
      weight = ofSet(fragment.selectionSet, on(fragment), length);
      path.pop();
      known.set(key, weight);
    }
    return weight;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType, length: number): Weight {
    const name = node.name.value;
    const one = { ...nothing(), depth: 1, fields: 1, values: 1 };
    if (name.startsWith('__')) {
      return { ...one, introspection: INTROSPECTION[name] ?? 0 };
    }
    const field =
      'getFields' in parent ? (parent as GraphQLObjectType).getFields()[name] : undefined;
    if (!field) return one;
    const { type, isList } = unwrap(field.type);
    isNewsroom ||= [parent.name, type.name].some((known) => known.includes('Newsroom'));
    if (isNewsroom) excess ??= excessInLiterals(node.arguments ?? []);
    const asked = sizeOf(node, field, isList, isRoot(parent), values);
    const isConnection = !isList && asked > 1;
    // Of a connection it is its nodes that are many.
    const times = name === 'nodes' ? length : isConnection ? 1 : asked;
    const inside = node.selectionSet
      ? ofSet(node.selectionSet, type, isConnection ? asked : 1)
      : nothing();
    const { conditions, searches } = demandOf(filtersOf(node, values));
    return {
      depth: 1 + inside.depth,
      fields: 1 + inside.fields,
      objects: node.selectionSet ? times * (1 + inside.objects) : 0,
      values: times * (node.selectionSet ? inside.values : (LONG[`${parent.name}.${name}`] ?? 1)),
      conditions: conditions + inside.conditions,
      searches: searches + inside.searches,
      introspection: inside.introspection,
    };
  }

  const isMutation = operation.operation === 'mutation';
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  const isRoot = (type: GraphQLNamedType): boolean => type === root;
  const max = {
    depth: limits.maxDepth,
    fields: limits.maxFields,
    objects: limits.maxObjects,
    values: limits.maxValues,
    conditions: 2 * MOST_CONDITIONS,
    searches: MOST_SEARCHES,
  };
  try {
    const weight = root ? ofSet(operation.selectionSet, root, 1) : nothing();
    return (
      (isNewsroom ? (excess ?? excessIn(variables)) : null) ??
      firstAbove(weight, isNewsroom ? { ...ANYBODYS, ...max } : ANYBODYS)
    );
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    const { limit, asked } = error.exceeded;
    return { limit, max: limit === 'depth' ? max.depth : max.fields, asked };
  }
}

const INTROSPECTION: Record<string, number> = { __schema: WHOLE_SCHEMA, __type: 1 };

const nothing = (): Weight => ({
  ...{ depth: 0, fields: 0, objects: 0, values: 0 },
  ...{ conditions: 0, searches: 0, introspection: 0 },
});

function add(total: Weight, { depth, ...more }: Weight): void {
  total.depth = Math.max(total.depth, depth);
  for (const [name, value] of Object.entries(more)) total[name as keyof typeof more] += value;
}

function firstAbove(weight: Weight, max: Partial<Weight>): Exceeded | null {
  for (const [name, most] of Object.entries(max)) {
    const limit = name as keyof Weight;
    if (weight[limit] > most) return { limit, max: most, asked: weight[limit] };
  }
  return null;
}

const filtersOf = (node: FieldNode, variables: Record<string, unknown>): unknown => {
  const filters = node.arguments?.find(({ name }) => name.value === 'filters');
  return filters && valueOf(filters.value, variables);
};

const fragmentsOf = ({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> =>
  new Map(
    definitions
      .filter((definition) => definition.kind === 'FragmentDefinition')
      .map((fragment) => [fragment.name.value, fragment]),
  );

const REFUSED = 'NewsroomQueryTooCostly';

/** A request for nothing, whose name keeps the reason: Apollo may keep it in place of the other. */
const refusalOf = ({ limit, max, asked }: Exceeded): DocumentNode =>
  ({
    kind: 'Document',
    definitions: [
      {
        kind: 'OperationDefinition',
        operation: 'query',
        name: { kind: 'Name', value: [REFUSED, limit, max, asked].join('_') },
        selectionSet: {
          kind: 'SelectionSet',
          selections: [{ kind: 'Field', name: { kind: 'Name', value: '__typename' } }],
        },
      },
    ],
  }) as unknown as DocumentNode;

function refusedBy({ definitions: [first] }: DocumentNode): Exceeded | null {
  const name = first?.kind === 'OperationDefinition' ? first.name?.value : undefined;
  const [mark, limit, max, asked] = name?.split('_') ?? [];
  return mark === REFUSED
    ? { limit: limit as Exceeded['limit'], max: Number(max), asked: Number(asked) || 'endless' }
    : null;
}

/** Apollo takes over the extensions of an error that comes before any field is read. */
function tooCostly(exceeded: Exceeded): Error {
  const error = newsroomError({ code: 'query_too_costly', params: { ...exceeded } });
  const { name, message, details } = error as Error & { details: object };
  const extensions = {
    code: 'BAD_USER_INPUT',
    error: { name, message, details },
    http: { status: 400 },
  };
  return Object.assign(error, { extensions });
}

/** How many entries a field brings: of a list, or of the connection that it is. */
function sizeOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  isList: boolean,
  isRoot: boolean,
  variables: Record<string, unknown>,
): number {
  const asked = lengthOf(node, variables);
  const isConnection = field.args.some(({ name }) => name === 'first' || name === 'pagination');
  if (!isList && !isConnection) return 1;
  if (asked !== null) return asked;
  const fallback = field.args.find(({ name }) => name === 'first')?.defaultValue;
  if (typeof fallback === 'number') return fallback;
  return isRoot ? USUAL_PAGE : USUAL_RELATED;
}

function lengthOf(node: FieldNode, variables: Record<string, unknown>): number | null {
  const lengths = (node.arguments ?? []).flatMap(({ name, value }) => {
    const given = valueOf(value, variables);
    if (name.value === 'first') return [given];
    if (name.value !== 'pagination' || typeof given !== 'object' || given === null) return [];
    const { limit, pageSize } = given as { limit?: unknown; pageSize?: unknown };
    return [limit, pageSize];
  });
  const numbers = lengths.filter((length) => typeof length === 'number' && length > 0);
  return numbers.length > 0 ? Math.max(...(numbers as number[])) : null;
}

function valueOf(node: ValueNode, variables: Record<string, unknown>): unknown {
  switch (node.kind) {
    case 'Variable':
      return variables[node.name.value];
    case 'IntValue':
      return Number(node.value);
    case 'StringValue':
    case 'EnumValue':
      return node.value;
    case 'BooleanValue':
      return node.value;
    case 'FloatValue':
      return Number(node.value);
    case 'ListValue':
      return node.values.map((value) => valueOf(value, variables));
    case 'ObjectValue':
      return Object.fromEntries(
        node.fields.map(({ name, value }) => [name.value, valueOf(value, variables)]),
      );
    default:
      return undefined;
  }
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode) =>
  Object.fromEntries(
    variableDefinitions
      .filter(({ defaultValue }) => defaultValue)
      .map(({ variable, defaultValue }) => [variable.name.value, valueOf(defaultValue!, {})]),
  );

function unwrap(given: GraphQLOutputType): { type: GraphQLNamedType; isList: boolean } {
  let type = given as GraphQLOutputType & { ofType?: GraphQLOutputType };
  let isList = false;
  while (type.ofType) {
    isList ||= type.toString().endsWith(']') || type.toString().endsWith(']!');
    type = type.ofType as typeof type;
  }
  return { type: type as GraphQLNamedType, isList };
}
