import Joi from 'joi';
import { MODERATION_MODES, type ModerationMode } from './names';

export interface NewsroomConfig {
  restPrefix: string;
  siteName: string;
  keepReplies: boolean;
  wordsPerMinute: number;
  discussion: {
    moderationMode: Exclude<ModerationMode, 'inherit'>;
    bodyMin: number;
    bodyMax: number;
    nameMax: number;
    email: 'off' | 'optional' | 'required';
    notice: string;
    guidelinesUrl: string | null;
    cacheMegabytes: number;
    maxAge: number;
    sharedMaxAge: number;
  };
  graphql: {
    maxDepth: number;
    maxFields: number;
    maxObjects: number;
    maxValues: number;
  };
}

export const defaultConfig: NewsroomConfig = {
  restPrefix: '/newsroom',
  siteName: 'Staff reporter',
  keepReplies: true,
  wordsPerMinute: 238,
  discussion: {
    moderationMode: 'premoderate',
    bodyMin: 2,
    bodyMax: 5000,
    nameMax: 80,
    email: 'optional',
    notice: 'Comments are moderated, and are posted if they are on-topic and not abusive.',
    guidelinesUrl: null,
    cacheMegabytes: 16,
    maxAge: 0,
    sharedMaxAge: 0,
  },
  graphql: { maxDepth: 12, maxFields: 500, maxObjects: 5000, maxValues: 50_000 },
};

/** The one schema of the plugin's configuration; the README's table is checked against it. */
export const configSchema = Joi.object({
  restPrefix: Joi.string()
    .allow('')
    .pattern(/^(\/[a-z0-9-]+)*$/)
    .description(
      'Path between `/api` and the plugin’s own paths, with `/` before it and none behind; empty for `/api/articles`, and for plain names in GraphQL.',
    ),
  siteName: Joi.string()
    .trim()
    .max(255)
    .description('The byline of a story without credits or source.'),
  keepReplies: Joi.boolean().description(
    'Whether replies stay readable, under a tombstone, when their comment is not visible.',
  ),
  wordsPerMinute: Joi.number()
    .integer()
    .min(50)
    .max(1000)
    .description('Reading speed behind `readingTime` (Brysbaert 2019: 238 for English).'),
  discussion: Joi.object({
    moderationMode: Joi.string()
      .valid(...MODERATION_MODES.filter((mode) => mode !== 'inherit'))
      .description(
        'Of the site, for sections and discussions that inherit. `trusted` waits for a moderator, like `premoderate`, in this version.',
      ),
    bodyMin: Joi.number().integer().min(1).max(1000).description('Fewest characters of a text.'),
    bodyMax: Joi.number()
      .integer()
      .min(Joi.ref('bodyMin'))
      .max(50000)
      .description('Most characters of a text.'),
    nameMax: Joi.number().integer().min(1).max(255).description('Most characters of a name.'),
    email: Joi.string()
      .valid('off', 'optional', 'required')
      .description('Whether a guest may, or must, leave an e-mail address.'),
    notice: Joi.string().allow('').max(1000).description('The promise shown to readers.'),
    guidelinesUrl: Joi.string()
      .uri({ scheme: ['http', 'https'] })
      .allow(null)
      .description('Where the community guidelines stand.'),
    cacheMegabytes: Joi.number()
      .integer()
      .min(0)
      .max(4096)
      .description('How much memory pages of the conversation may take that are kept; 0: none.'),
    maxAge: Joi.number()
      .integer()
      .min(0)
      .max(86_400)
      .description(
        'Seconds for which browsers may keep a page of the conversation without asking.',
      ),
    sharedMaxAge: Joi.number()
      .integer()
      .min(0)
      .max(86_400)
      .description('The same for caches on the way (`s-maxage`); 0: like `maxAge`.'),
  }),
  graphql: Joi.object({
    maxDepth: Joi.number()
      .integer()
      .min(4)
      .max(50)
      .description('How deep a GraphQL request may go that touches the newsroom’s types.'),
    maxFields: Joi.number()
      .integer()
      .min(20)
      .max(10000)
      .description('How many fields it may name, aliases and fragments spread out.'),
    maxObjects: Joi.number()
      .integer()
      .min(100)
      .max(100000)
      .description('How many objects its lists may bring.'),
    maxValues: Joi.number()
      .integer()
      .min(100)
      .max(1_000_000)
      .description(
        'How many values its lists may bring: a comment’s text counts as 10, a story’s as 100.',
      ),
  }),
});

/**
 * Checks the plugin's configuration at boot.
 * @throws an Error that names the key and what it may hold.
 */
export function validateConfig(config: unknown): void {
  const { error } = configSchema.validate(config, { abortEarly: false, convert: false });
  if (error) {
    throw new Error(error.details.map(({ message }) => message).join('; '));
  }
}
