import { refuseTakenPaths } from '../../src/plugins/newsroom/server/src/http/taken-paths';
import type { Strapi } from '../../src/plugins/newsroom/server/src/strapi';

const hostWith = (restPrefix: string, uid: string, pluralName: string): Strapi =>
  ({
    config: { get: () => ({ restPrefix }) },
    contentTypes: {
      own: {
        uid: 'plugin::newsroom.article',
        plugin: 'newsroom',
        info: { pluralName: 'articles' },
      },
      other: { uid, info: { pluralName } },
    },
  }) as unknown as Strapi;

test('without a prefix, a type of the site with the same paths stops the start', () => {
  expect(() => {
    refuseTakenPaths(hostWith('', 'api::article.article', 'articles'));
  }).toThrow(/"\/articles" already belongs to api::article\.article.*restPrefix/);
});

test.each([
  ['/newsroom', 'api::article.article', 'articles'],
  ['', 'api::news-article.news-article', 'news-articles'],
  ['', 'plugin::other.comment', 'comments'],
])('with %j, %s does not', (restPrefix, uid, plural) => {
  expect(() => {
    refuseTakenPaths(hostWith(restPrefix, uid, plural));
  }).not.toThrow();
});
