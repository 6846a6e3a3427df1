import { COMPONENT, UID } from '../names';
import { provided, type Strapi } from '../strapi';
import {
  choice,
  longLine,
  machineKept,
  relationTo,
  type Attributes,
} from '../content-types/fields';

interface ComponentSchema {
  displayName: string;
  icon: string;
  attributes: Attributes;
}

export const CREDIT_ROLES = [
  'writer',
  'contributor',
  'photographer',
  'illustrator',
  'editor',
  'translator',
] as const;
export type CreditRole = (typeof CREDIT_ROLES)[number];

const components: Record<string, ComponentSchema> = {
  [COMPONENT.credit]: {
    displayName: 'Credit',
    icon: 'user',
    attributes: {
      author: relationTo(UID.author),
      name: { type: 'string', maxLength: 255 },
      role: choice(CREDIT_ROLES, { default: 'writer' }),
      label: machineKept(longLine()),
    },
  },
  [COMPONENT.leadImage]: {
    displayName: 'Lead image',
    icon: 'picture',
    attributes: {
      media: { type: 'media', multiple: false, allowedTypes: ['images'] },
      caption: { type: 'text', maxLength: 1000 },
      credit: { type: 'string', maxLength: 255 },
      altText: { type: 'text', maxLength: 500 },
    },
  },
  [COMPONENT.print]: {
    displayName: 'Print credit',
    icon: 'file',
    attributes: {
      publication: { type: 'string', maxLength: 255 },
      edition: { type: 'string', maxLength: 120 },
      publishedOn: { type: 'date' },
      section: { type: 'string', maxLength: 120 },
      page: { type: 'string', maxLength: 20 },
    },
  },
  [COMPONENT.correction]: {
    displayName: 'Correction',
    icon: 'information',
    attributes: {
      kind: choice(['correction', 'clarification'], { default: 'correction' }),
      text: { type: 'text', required: true, maxLength: 2000 },
      issuedAt: machineKept({ type: 'datetime' }),
    },
  },
  [COMPONENT.update]: {
    displayName: 'Update',
    icon: 'clock',
    attributes: {
      at: machineKept({ type: 'datetime' }),
      note: machineKept(longLine()),
    },
  },
  [COMPONENT.seo]: {
    displayName: 'Search and social',
    icon: 'search',
    attributes: {
      title: { type: 'string', maxLength: 255 },
      description: { type: 'text', maxLength: 500 },
      canonicalUrl: longLine(2048),
      noIndex: { type: 'boolean', default: false },
      image: { type: 'media', multiple: false, allowedTypes: ['images'] },
    },
  },
  [COMPONENT.link]: {
    displayName: 'Link',
    icon: 'link',
    attributes: {
      label: { type: 'string', maxLength: 120 },
      url: { ...longLine(2048), required: true, regex: '^https?://' },
    },
  },
};

const toComponent = (uid: string, { displayName, icon, attributes }: ComponentSchema) => {
  const [category, modelName] = uid.split('.') as [string, string];
  return {
    // The Content-Type Builder reads both marks of every component whenever it saves any.
    __filename__: `${modelName}.json`,
    __schema__: {
      collectionName: tableOf(uid),
      info: { displayName, icon },
      options: {},
      attributes,
    },
    collectionName: tableOf(uid),
    info: { displayName, icon },
    options: {},
    attributes,
    uid,
    category,
    modelType: 'component' as const,
    modelName,
    globalId: globalIdOf(uid),
  };
};

/** `newsroom.lead-image` → `ComponentNewsroomLeadImage`, as Strapi names them, also in GraphQL. */
const globalIdOf = (uid: string): string =>
  `Component${uid.replace(/(^|[.-])(.)/g, (_whole, _mark, letter: string) => letter.toUpperCase())}`;

const tableOf = (uid: string) => `components_${uid.replace(/[.-]/g, '_')}s`;

interface ComponentRegistry {
  get(uid: string): { attributes: Record<string, unknown> } | undefined;
  add(components: Record<string, unknown>): void;
}

/** Adds the plugin's components; one that the site has overridden is left as the site wants it. */
export function registerComponents(strapi: Strapi): void {
  const registry = provided<ComponentRegistry>(strapi, 'components');
  for (const [uid, schema] of Object.entries(components)) {
    const own = registry.get(uid);
    if (!own) {
      registry.add({ [uid]: toComponent(uid, schema) });
      continue;
    }
    const missing = Object.keys(schema.attributes).filter((name) => !(name in own.attributes));
    if (missing.length > 0) {
      throw new Error(
        `newsroom: the site's component "${uid}" lacks ${missing.join(', ')}, which the plugin needs. Add them to src/components/${uid.replace('.', '/')}.json.`,
      );
    }
  }
}
