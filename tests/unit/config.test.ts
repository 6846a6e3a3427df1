/** The plugin's configuration: right as it comes, and clear about what is wrong. */
import {
  configSchema,
  defaultConfig,
  validateConfig,
} from '../../src/plugins/newsroom/server/src/config';

/** The default configuration with one value changed, by its path. */
function withValue(path: string, value: unknown): object {
  const [key, inner] = path.split('.') as [string, string | undefined];
  return inner
    ? { ...defaultConfig, [key]: { ...defaultConfig.discussion, [inner]: value } }
    : { ...defaultConfig, [key]: value };
}

test.each([
  ['the defaults', defaultConfig],
  ['nothing', undefined],
  ['an empty object', {}],
])('%s will do', (_, config) => {
  expect(() => validateConfig(config)).not.toThrow();
});

test.each<[string, unknown]>([
  ['restPrefix', ''],
  ['restPrefix', '/press/v2'],
  ['siteName', 'روزنامہ'],
  ['keepReplies', false],
  ['wordsPerMinute', 50],
  ['discussion.moderationMode', 'postmoderate'],
  ['discussion.bodyMin', 1],
  ['discussion.bodyMax', 50_000],
  ['discussion.nameMax', 255],
  ['discussion.email', 'off'],
  ['discussion.notice', ''],
  ['discussion.guidelinesUrl', 'https://example.org/rules'],
  ['discussion.guidelinesUrl', null],
])('%s may be %j', (path, value) => {
  expect(() => validateConfig(withValue(path, value))).not.toThrow();
});

test.each<[string, unknown]>([
  ['restPrefix', 'press'],
  ['restPrefix', '/'],
  ['restPrefix', '/press/'],
  ['restPrefix', '/Press'],
  ['restPrefix', '/press?x'],
  ['restPrefix', null],
  ['siteName', ''],
  ['siteName', 'x'.repeat(256)],
  ['siteName', 5],
  ['keepReplies', 'false'],
  ['wordsPerMinute', 49],
  ['wordsPerMinute', 1001],
  ['wordsPerMinute', 238.5],
  ['wordsPerMinute', '238'],
  ['wordsPerMinute', NaN],
  ['discussion', null],
  ['discussion.moderationMode', 'inherit'],
  ['discussion.moderationMode', 'none'],
  ['discussion.bodyMin', 0],
  ['discussion.bodyMin', 1001],
  ['discussion.bodyMax', 0],
  ['discussion.bodyMax', 50_001],
  ['discussion.bodyMax', '5000'],
  ['discussion.nameMax', 0],
  ['discussion.nameMax', 256],
  ['discussion.email', true],
  ['discussion.email', 'always'],
  ['discussion.notice', null],
  ['discussion.notice', 'x'.repeat(1001)],
  ['discussion.guidelinesUrl', 'javascript:alert(1)'],
  ['discussion.guidelinesUrl', '/rules'],
  ['discussion.guidelinesUrl', ''],
  ['moderationMode', 'premoderate'],
  ['discussion.maxLength', 5],
])('%s = %j is refused, by name', (path, value) => {
  expect(() => validateConfig(withValue(path, value))).toThrow(`"${path}"`);
});

test('every wrong value is named at once', () => {
  const config = { keepReplies: 1, discussion: { bodyMin: 0, email: 1 } };
  expect(() => validateConfig(config)).toThrow(
    /"keepReplies".*; "discussion\.bodyMin".*; "discussion\.email"/,
  );
});

test('a body cannot be shorter at most than at least', () => {
  const config = { ...defaultConfig, discussion: { ...defaultConfig.discussion, bodyMin: 100 } };
  expect(() =>
    validateConfig({ ...config, discussion: { ...config.discussion, bodyMax: 10 } }),
  ).toThrow('"discussion.bodyMax"');
});

// A story's byline is always filled.
test('a blank name of the site is refused', () => {
  expect(() => validateConfig(withValue('siteName', ' '))).toThrow('"siteName"');
});

interface Described {
  keys?: Record<string, Described>;
  flags?: { description?: string };
}

test('every value has a default and a description', () => {
  const pathsOf = ({ keys = {} }: Described, before = ''): [string, Described][] =>
    Object.entries(keys).flatMap(([key, schema]): [string, Described][] =>
      schema.keys ? pathsOf(schema, `${before}${key}.`) : [[`${before}${key}`, schema]],
    );
  for (const [path, schema] of pathsOf(configSchema.describe())) {
    expect(defaultConfig).toHaveProperty(path);
    expect([path, schema.flags?.description]).toEqual([path, expect.stringMatching(/\.$/)]);
  }
});
