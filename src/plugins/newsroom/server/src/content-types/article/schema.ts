import { COMPONENT, UID } from '../../names';
import {
  choice,
  hidden,
  longLine,
  machineKept,
  NOT_IN_BUILDER,
  relationTo,
  requiredLine,
} from '../fields';

const component = (uid: string, repeatable = false) => ({
  type: 'component',
  component: uid,
  repeatable,
});

export const article = {
  kind: 'collectionType',
  collectionName: 'newsroom_articles',
  info: {
    singularName: 'article',
    pluralName: 'articles',
    displayName: 'Article',
    description: 'A story: headline to corrections, with the dates that readers see.',
  },
  options: { draftAndPublish: true },
  pluginOptions: NOT_IN_BUILDER,
  // documentId and publishedAt are covered by an index of Strapi's own.
  indexes: [
    { name: 'newsroom_articles_display_idx', columns: ['published_at', 'display_date', 'id'] },
    { name: 'newsroom_articles_slug_idx', columns: ['slug'] },
  ],
  attributes: {
    headline: requiredLine(),
    shortHeadline: { type: 'string', maxLength: 255 },
    kicker: { type: 'string', maxLength: 80 },
    slug: { type: 'uid', targetField: 'headline' },
    standfirst: { type: 'text', maxLength: 1000 },
    body: { type: 'blocks' },
    credits: component(COMPONENT.credit, true),
    bylineOverride: { type: 'string', maxLength: 255 },
    byline: machineKept(longLine()),
    dateline: { type: 'string', maxLength: 120 },
    leadImage: component(COMPONENT.leadImage),
    section: relationTo(UID.section),
    topics: relationTo(UID.topic, 'manyToMany'),
    print: component(COMPONENT.print),
    source: { type: 'string', maxLength: 255 },
    language: {
      type: 'string',
      maxLength: 35,
      default: 'en',
      regex: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
    },
    corrections: component(COMPONENT.correction, true),
    updates: machineKept(component(COMPONENT.update, true)),
    seo: component(COMPONENT.seo),
    updateType: choice(['minor', 'major'], { default: 'minor' }),
    changeNote: longLine(500),
    datePublished: machineKept({ type: 'datetime' }),
    dateModified: machineKept({ type: 'datetime' }),
    displayDate: { type: 'datetime' },
    embargoUntil: { type: 'datetime' },
    publishAt: { type: 'datetime' },
    unpublishAt: { type: 'datetime' },
    isAccessibleForFree: { type: 'boolean', default: true },
    wordCount: machineKept({ type: 'integer', default: 0 }),
    readingTime: machineKept({ type: 'integer', default: 0 }),
    internalNote: hidden({ type: 'text' }),
    externalId: hidden({ type: 'string' }),
  },
};
