/* eslint-disable @typescript-eslint/no-unsafe-enum-comparison --
   The enum of kinds lives in "graphql", which is here for its types alone: a host without the
   GraphQL plugin does not have it. */
/**
 * What one GraphQL request may cost. Depth alone limits nothing: three hundred aliases of one list
 * are two levels deep. So a request is weighed before it runs: how deep it goes, how many fields it
 * names (aliases and fragments spread out), and how many objects its lists may bring.
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
 * Weighs each request that touches the newsroom's types; a host's own requests are its own affair.
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

/** The limit that a request exceeds, and by how much as far as it was looked through. */
export interface Exceeded {
  limit: 'depth' | 'fields' | 'objects' | Excess['limit'];
  max: number;
  asked: number | 'endless';
}

/** How many objects a list brings when nothing is said of its length. */
const USUAL_PAGE = 25;
/** A story has a few credits, topics and corrections. */
const USUAL_RELATED = 4;
/** Requests that are not the newsroom's are looked through so far and no further. */
const FAR_ENOUGH = 20_000;
/** Nobody writes fragments in fragments so deep; their fields are counted no further. */
const NESTED_ENOUGH = 100;

/** What a request exceeds first, if it touches the newsroom's types. */
export function weigh(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  limits: Limits,
): Exceeded | null {
  const max = { depth: limits.maxDepth, fields: limits.maxFields, objects: limits.maxObjects };
  const weight = { depth: 0, fields: 0, objects: 0 };
  const values = { ...defaultsOf(operation), ...variables };
  const fragments = fragmentsOf(document);
  /** The fragments that the walk is in. */
  const path: object[] = [];
  let isNewsroom = false;
  let steps = 0;

  const exceeded = (): Exceeded | null => {
    if (!isNewsroom) return null;
    if (steps > FAR_ENOUGH) return { limit: 'fields', max: max.fields, asked: steps };
    const limit = (['depth', 'fields', 'objects'] as const).find(
      (name) => weight[name] > max[name],
    );
    return limit ? { limit, max: max[limit], asked: weight[limit] } : null;
  };

  function visit(
    set: SelectionSetNode,
    type: GraphQLNamedType,
    times: number,
    depth: number,
  ): Exceeded | null {
    for (const selection of set.selections) {
      steps += 1;
      const found =
        steps > FAR_ENOUGH
          ? exceeded()
          : selection.kind === 'Field'
            ? visitField(selection, type, times, depth)
            : visitFragment(selection, type, times, depth);
      if (found || steps > FAR_ENOUGH) return found;
    }
    return null;
  }

  function visitFragment(
    node: FragmentSpreadNode | InlineFragmentNode,
    type: GraphQLNamedType,
    times: number,
    depth: number,
  ): Exceeded | null {
    const fragment = node.kind === 'InlineFragment' ? node : fragments.get(node.name.value);
    if (!fragment || path.length > NESTED_ENOUGH) return null;
    // Never valid, and more than some rules of depth can take: refused whoever's types these are.
    if (path.includes(fragment)) return { limit: 'depth', max: max.depth, asked: 'endless' };
    const on = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
    path.push(fragment);
    const found = visit(fragment.selectionSet, on ?? type, times, depth);
    path.pop();
    return found;
  }

  function visitField(
    node: FieldNode,
    parent: GraphQLNamedType,
    times: number,
    depth: number,
  ): Exceeded | null {
    if (node.name.value.startsWith('__') || !('getFields' in parent)) return null;
    const field = (parent as GraphQLObjectType).getFields()[node.name.value];
    if (!field) return null;
    const { type, isList } = unwrap(field.type);
    isNewsroom ||= [parent.name, type.name].some((name) => name.includes('Newsroom'));
    const excess = isNewsroom ? excessInLiterals(node.arguments ?? []) : null;
    if (excess) return excess;
    weight.fields += 1;
    weight.depth = Math.max(weight.depth, depth);
    const size = times * sizeOf(node, field, isList, depth === 1, values);
    if (node.selectionSet) weight.objects += size;
    return (
      exceeded() ?? (node.selectionSet ? visit(node.selectionSet, type, size, depth + 1) : null)
    );
  }

  const isMutation = operation.operation === 'mutation';
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  const found = root ? visit(operation.selectionSet, root, 1, 1) : null;
  return found ?? (isNewsroom ? excessIn(variables) : null);
}

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

/** A field of `nodes` has the length of the connection that it belongs to. */
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
  if (field.name === 'nodes') return 1;
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
