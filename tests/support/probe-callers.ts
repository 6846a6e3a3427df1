/** Who asks: every kind of caller, with what each may do stated here and not read off the plugin. */
import type { App } from './app';
import { createToken, signIn } from './newsroom';

export interface Caller {
  name: string;
  token: string | null;
  /** Whether a permission of the plugin, without its prefix, is theirs. */
  may(action: string): boolean;
  /** Whether they read relations to every type that readers read. */
  readsEverything: boolean;
}

/** What anonymous and signed-in readers may do: the promise of the design, word for word. */
const READERS = [
  ...['article', 'author', 'section', 'topic', 'comment', 'reply'].flatMap((type) => [
    `${type}.find`,
    `${type}.findOne`,
  ]),
  'comment.create',
  'reply.create',
  'submission.findOne',
  'submission.withdraw',
];

const ARTICLES = ['article.find', 'article.findOne'];

const oneOf =
  (actions: string[]) =>
  (action: string): boolean =>
    actions.includes(action);

export async function createCallers(app: App): Promise<Record<CallerName, Caller>> {
  const caller = (
    name: CallerName,
    token: string | null,
    may: Caller['may'],
    readsEverything = true,
  ): Caller => ({ name, token, may, readsEverything });
  const preview = [...ARTICLES, 'article.preview'];
  return {
    anonymous: caller('anonymous', null, oneOf(READERS)),
    reader: caller('reader', await signIn(app, 'curious'), oneOf(READERS)),
    'read-only': caller('read-only', await createToken(app, 'read-only'), (action) =>
      /\.find(One)?$/.test(action),
    ),
    'full-access': caller('full-access', await createToken(app, 'full-access'), () => true),
    articles: caller(
      'articles',
      await createToken(app, 'custom', ARTICLES),
      oneOf(ARTICLES),
      false,
    ),
    preview: caller('preview', await createToken(app, 'custom', preview), oneOf(preview), false),
  };
}

export const CALLERS = [
  'anonymous',
  'reader',
  'read-only',
  'full-access',
  'articles',
  'preview',
] as const;
export type CallerName = (typeof CALLERS)[number];
