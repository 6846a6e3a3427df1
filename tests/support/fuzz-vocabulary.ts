/** What the plugin's types call their fields, so that junk stands in places that exist. */
import type { App } from './app';

export interface Attribute {
  type: string;
  target?: string;
  private?: boolean;
  component?: string;
  repeatable?: boolean;
  enum?: string[];
}

export interface Vocabulary {
  fields: string[];
  attributesOf(uid: string | undefined): Record<string, Attribute>;
}

export function vocabularyOf({ strapi }: App): Vocabulary {
  const models = { ...strapi.contentTypes, ...strapi.components } as unknown as Record<
    string,
    { attributes: Record<string, Attribute> }
  >;
  const own = Object.keys(models).filter((uid) => /^(plugin::)?newsroom\./.test(uid));
  return {
    fields: [...new Set(own.flatMap((uid) => Object.keys(models[uid]!.attributes)))],
    attributesOf: (uid) => models[uid ?? '']?.attributes ?? {},
  };
}
