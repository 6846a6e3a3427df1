import { PLUGIN_ID, PUBLIC_ACTIONS } from '../names';
import { takeLock } from './locks';
import { inTransaction } from './transactions';
import { rows, type Strapi } from '../strapi';

const PERMISSION = 'plugin::users-permissions.permission';
const ROLE = 'plugin::users-permissions.role';
const KEY = { type: 'plugin', name: PLUGIN_ID, key: 'public-defaults' } as const;

interface Role {
  id: number;
  type: string;
}

/**
 * Grants what readers need to Public and Authenticated, once. What an administrator takes away
 * later stays away; only when all rows of the plugin are gone are the defaults given again.
 */
export async function grantPublicDefaults(strapi: Strapi): Promise<void> {
  const plugin = strapi.plugin('users-permissions');
  if (!plugin) return;
  // It fills its own defaults only while there is no permission at all; ours must not come first.
  await (
    plugin.service('users-permissions') as unknown as { initialize(): Promise<void> }
  ).initialize();

  // Processes that start side by side grant once.
  await inTransaction(strapi, async () => {
    await takeLock(strapi, 'public-defaults');
    await grantOnce(strapi);
  });
}

async function grantOnce(strapi: Strapi): Promise<void> {
  const permissions = rows<{ id: number }>(strapi, PERMISSION);
  const own = await permissions.count({
    where: { action: { $startsWith: `plugin::${PLUGIN_ID}.` } },
  });
  if (own > 0 && (await strapi.store.get(KEY))) return;
  const roles = await rows<Role>(strapi, ROLE).findMany({
    where: { type: { $in: ['public', 'authenticated'] } },
  });
  for (const role of roles) {
    for (const action of PUBLIC_ACTIONS) {
      const where = { action, role: { id: role.id } };
      if ((await permissions.count({ where })) === 0) {
        await permissions.create({ data: { action, role: role.id } });
      }
    }
  }
  await strapi.store.set({ ...KEY, value: true });
}
