import { UID } from '../names';
import { provided, type Strapi } from '../strapi';

/** Tables without a content type: machinery that no export needs to carry. */
export function registerModels(strapi: Strapi): void {
  provided<{ add(model: object): void }>(strapi, 'models').add({
    uid: UID.lock,
    singularName: 'newsroom-lock',
    tableName: 'newsroom_locks',
    attributes: {
      id: { type: 'increments' },
      name: { type: 'string' },
    },
    indexes: [{ name: 'newsroom_locks_name_idx', type: 'unique', columns: ['name'] }],
  });
}
