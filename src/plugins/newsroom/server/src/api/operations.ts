/** Everything that may be asked of the newsroom's types, made once for an application. */
import { UID } from '../names';
import type { Strapi } from '../strapi';
import { articleRules } from './articles';
import { generatedOperations, type Operations, type Rules } from './generated';
import { itemOperations, type ItemOperations } from './items';

export type GeneratedType = 'article' | 'author' | 'section' | 'topic';

export type NewsroomOperations = Record<GeneratedType, Operations> &
  Record<'comment' | 'reply', ItemOperations>;

const made = new WeakMap<Strapi, NewsroomOperations>();

const byName: Rules = { guard: {}, defaultSort: ['name:asc', 'documentId:asc'] };

export function operationsOf(strapi: Strapi): NewsroomOperations {
  const known = made.get(strapi);
  if (known) return known;
  const operations: NewsroomOperations = {
    article: generatedOperations(strapi, UID.article, articleRules(strapi)),
    author: generatedOperations(strapi, UID.author, byName),
    section: generatedOperations(strapi, UID.section, byName),
    topic: generatedOperations(strapi, UID.topic, byName),
    comment: itemOperations(strapi, 'comment'),
    reply: itemOperations(strapi, 'reply'),
  };
  made.set(strapi, operations);
  return operations;
}
