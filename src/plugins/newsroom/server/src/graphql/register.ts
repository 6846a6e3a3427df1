/**
 * GraphQL by the rules of REST. Strapi generates types, inputs and filters; every field that reads
 * or writes is the plugin's own and goes through the operations that REST goes through.
 */
import { configOf } from '../api/context';
import { excerptOf } from '../api/present-story';
import type { ErrorCode } from '../errors';
import { COMPONENT, UID } from '../names';
import { toHtml } from '../publishing/blocks';
import type { ArticleRow, ItemRow, ReadReply, ReplyRow } from '../rows';
import { isMany, modelOf, type Strapi } from '../strapi';
import { commentsOf, discussionOf, repliesOf } from './conversation';
import { hideStackTraces } from './apollo';
import { limitCost } from './cost';
import { inEnvelope, nameCallersFaults } from './faults';
import { refuseClashes } from './plain-names';
import { isRelated, loadRelated, type Nested } from './related';
import { requestOf, type GraphqlContext, type GraphqlRequest } from './request';
import { rootFields, type RootField } from './root';
import { typeDefsOf } from './schema';

interface FieldSwitch {
  disable(): void;
  disableInput(): void;
  disableOutput(): void;
}

interface ShadowCrud {
  isEnabled(): boolean;
  disable(): void;
  disableQueries(): void;
  disableMutations(): void;
  field(name: string): FieldSwitch;
}

type Resolver = (parent: never, args: never, context: GraphqlContext) => unknown;

interface Extension {
  shadowCRUD(uid: string): ShadowCrud;
  use(
    configuration: () => {
      typeDefs: string;
      resolvers: Record<string, Record<string, unknown>>;
      resolversConfig: Record<string, unknown>;
    },
  ): void;
}

interface GraphqlPlugin {
  service(name: 'extension'): Extension;
}

/** What is exposed; everything else of the plugin is machinery. */
const EXPOSED: readonly string[] = [
  UID.article,
  UID.author,
  UID.section,
  UID.topic,
  UID.comment,
  UID.reply,
];

export function registerGraphql(strapi: Strapi): void {
  const graphql = strapi.plugin('graphql') as unknown as GraphqlPlugin | undefined;
  if (!graphql) return;
  const extension = graphql.service('extension');
  narrowGenerated(strapi, extension);
  hideStackTraces(strapi);
  limitCost(strapi);
  nameCallersFaults(strapi, GUARDED);
  extension.use(() => {
    const named = namesOf(strapi, extension);
    return {
      typeDefs: typeDefsOf(named),
      resolvers: resolversOf(strapi, named),
      resolversConfig: { ...rootPermissions(named), ...relatedFields(strapi), ...OWN_PERMISSIONS },
    };
  });
}

/** Strapi's generated root fields go past the guard, so the plugin brings its own. */
function narrowGenerated(strapi: Strapi, extension: Extension): void {
  for (const uid of Object.values(UID)) {
    if (uid === UID.lock) continue;
    const type = extension.shadowCRUD(uid);
    if (!EXPOSED.includes(uid)) {
      type.disable();
      continue;
    }
    type.disableQueries();
    type.disableMutations();
    for (const name of ['id', 'createdBy', 'updatedBy', 'locale', 'localizations']) {
      type.field(name).disable();
    }
    for (const name of ['createdAt', 'updatedAt', 'publishedAt']) type.field(name).disableInput();
  }
  for (const uid of Object.values(COMPONENT)) extension.shadowCRUD(uid).field('id').disable();

  const submitted = ['authorName', 'authorEmail'];
  for (const uid of [UID.comment, UID.reply]) {
    for (const name of Object.keys(modelOf(strapi, uid).attributes)) {
      if (!submitted.includes(name)) extension.shadowCRUD(uid).field(name).disableInput();
    }
  }
  // A draft may be without, and who may write and not read is not told.
  extension.shadowCRUD(UID.article).field('headline').disableOutput();
  // A tombstone has neither, so the plugin's own are nullable.
  for (const name of ['body', 'authorName']) {
    extension.shadowCRUD(UID.comment).field(name).disableOutput();
  }
}

type Named = readonly [name: string, field: RootField];

/** A host whose REST paths have no prefix has plain names in GraphQL too. */
function namesOf(strapi: Strapi, extension: Extension): Named[] {
  const named = rootFields.map((field): Named => [field.name, field]);
  if (configOf(strapi).restPrefix !== '') return named;
  refuseClashes(strapi, (uid) => extension.shadowCRUD(uid).isEnabled());
  return [...named, ...rootFields.map((field): Named => [field.plain, field])];
}

const rootPermissions = (named: readonly Named[]) =>
  Object.fromEntries(
    named.map(([name, { on, action }]) => [`${on}.${name}`, { auth: { scope: [action] } }]),
  );

/** Fields added to a type are open to everybody unless they say what they need. */
const OWN_PERMISSIONS = {
  'NewsroomArticle.comments': { auth: { scope: [`${UID.comment}.find`] } },
  'NewsroomComment.replies': { auth: { scope: [`${UID.reply}.find`] } },
  'NewsroomComment.article': { auth: { scope: [`${UID.article}.find`] } },
  'NewsroomReply.article': { auth: { scope: [`${UID.article}.find`] } },
  'NewsroomReply.comment': { auth: { scope: [`${UID.comment}.find`] } },
  'NewsroomReply.inReplyTo': { auth: { scope: [`${UID.reply}.find`] } },
};

const GUARDED = [
  ...rootFields.flatMap(({ name, plain }) => [name, plain]),
  ...Object.keys(OWN_PERMISSIONS).map((field) => field.split('.')[1]!),
];

function resolversOf(strapi: Strapi, named: readonly Named[]) {
  const of =
    <Parent, Args = object>(
      resolve: (request: GraphqlRequest, parent: Parent, args: Args) => unknown,
      fallback: ErrorCode = 'invalid_query',
    ): Resolver =>
    async (parent: Parent, args: Args, context) => {
      try {
        return await resolve(requestOf(strapi, context), parent, args);
      } catch (error) {
        throw inEnvelope(strapi, error, fallback);
      }
    };
  const root = (type: 'Query' | 'Mutation') =>
    Object.fromEntries(
      named
        .filter(([, { on }]) => on === type)
        .map(([name, { resolve }]) => [
          name,
          of(
            (request, _parent, args) => resolve(request, args as never),
            type === 'Mutation' ? 'invalid_field' : 'invalid_query',
          ),
        ]),
    );

  return {
    Query: root('Query'),
    Mutation: root('Mutation'),
    NewsroomArticle: {
      bodyHtml: ({ body }: ArticleRow) => toHtml(body),
      excerpt: (article: ArticleRow) => excerptOf(article),
      discussion: of((request, { documentId }: ArticleRow) => discussionOf(request, documentId)),
      comments: of((request, { documentId }: ArticleRow, args) =>
        commentsOf(request, documentId, args as never),
      ),
    },
    NewsroomComment: {
      tombstone: ({ tombstone }: { tombstone?: boolean }) => tombstone ?? false,
      article: of(({ article }, { articleId }: ItemRow) => article.load(articleId)),
      replies: of((request, comment: ItemRow, args) => repliesOf(request, comment, args as never)),
    },
    NewsroomReply: {
      article: of(({ article }, { articleId }: ItemRow) => article.load(articleId)),
      comment: of(({ comment }, { threadId }: ReplyRow) => comment.load(threadId)),
      inReplyTo: of(answered),
    },
    NewsroomCommentSort: { NEWEST: 'newest', OLDEST: 'oldest', MOST_REPLIED: 'most-replied' },
    NewsroomQueueSort: { OLDEST: 'oldest', NEWEST: 'newest' },
  };
}

/** A reply from a thread names what it answers; of one from elsewhere that has to be read. */
async function answered(request: GraphqlRequest, reply: ReplyRow | ReadReply) {
  const known = 'inReplyTo' in reply ? reply : await request.reply.load(reply.documentId);
  const { inReplyTo } = known ?? {};
  return inReplyTo?.listed ? request.reply.load(inReplyTo.documentId) : null;
}

/** Relations, components and media of the exposed types and of the components. */
function relatedFields(strapi: Strapi): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const uid of [...EXPOSED, ...Object.values(COMPONENT)]) {
    const { attributes, globalId } = modelOf(strapi, uid);
    const typeName = uid.includes('::') ? typeNameOf(uid) : globalId!;
    for (const [name, attribute] of Object.entries(attributes)) {
      if (!isRelated(attribute)) continue;
      const middleware = async (
        _next: unknown,
        parent: never,
        args: Nested,
        context: GraphqlContext,
      ) => {
        try {
          return await loadRelated(requestOf(strapi, context), uid, name, parent, args);
        } catch (error) {
          throw inEnvelope(strapi, error, 'invalid_query');
        }
      };
      fields[`${typeName}.${name}`] = { auth: false, middlewares: [middleware] };
      if (isMany(attribute) && attribute.type !== 'component') {
        fields[`${typeName}.${name}_connection`] = {
          auth: false,
          middlewares: [
            async (...rest: Parameters<typeof middleware>) => ({
              nodes: await middleware(...rest),
            }),
          ],
        };
      }
    }
  }
  for (const type of ['Article', 'Author', 'Section', 'Topic']) {
    fields[`Newsroom${type}EntityResponseCollection.pageInfo`] = {
      middlewares: [(_next: unknown, { pageInfo }: { pageInfo: object }) => pageInfo],
    };
  }
  return fields;
}

/** `plugin::newsroom.article` → `NewsroomArticle` */
const typeNameOf = (uid: string): string => {
  const name = uid.split('.')[1]!;
  return `Newsroom${name[0]!.toUpperCase()}${name.slice(1)}`;
};
