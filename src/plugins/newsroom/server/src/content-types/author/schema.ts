import { COMPONENT } from '../../names';
import { choice, hidden, NOT_IN_BUILDER, requiredLine } from '../fields';

export const author = {
  kind: 'collectionType',
  collectionName: 'newsroom_authors',
  info: {
    singularName: 'author',
    pluralName: 'authors',
    displayName: 'Author',
    description: 'A person or an organisation that stories are credited to.',
  },
  options: { draftAndPublish: false },
  pluginOptions: NOT_IN_BUILDER,
  indexes: [{ name: 'newsroom_authors_slug_idx', columns: ['slug'] }],
  attributes: {
    name: requiredLine(),
    slug: { type: 'uid', targetField: 'name' },
    kind: choice(['person', 'organization'], { default: 'person' }),
    jobTitle: { type: 'string', maxLength: 255 },
    bio: { type: 'text' },
    photo: { type: 'media', multiple: false, allowedTypes: ['images'] },
    links: { type: 'component', component: COMPONENT.link, repeatable: true },
    email: hidden({ type: 'email' }),
    externalId: hidden({ type: 'string' }),
  },
};
