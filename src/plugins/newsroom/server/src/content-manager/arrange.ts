import { PLUGIN_ID } from '../names';
import type { Strapi } from '../strapi';
import { COMPONENT_LAYOUTS, LAYOUTS, type Layout } from './layouts';

interface Configuration {
  settings: Record<string, unknown>;
  metadatas: Record<string, { edit: Record<string, unknown>; list: Record<string, unknown> }>;
  layouts: { list: string[]; edit: { name: string; size: number }[][] };
}

interface ConfigurationService {
  findConfiguration(model: unknown): Promise<Configuration>;
  updateConfiguration(model: unknown, configuration: Configuration): Promise<unknown>;
}

const KEY = { type: 'plugin', name: PLUGIN_ID, key: 'content-manager' } as const;
const HALF = 6;

/**
 * Gives the Content Manager labels, order and read-only fields for the plugin's types: each type
 * once, so what an administrator changes afterwards stays.
 */
export async function arrangeContentManager(strapi: Strapi): Promise<void> {
  const plugin = strapi.plugin('content-manager');
  if (!plugin) return;
  const arranged = new Set(((await strapi.store.get(KEY)) ?? []) as string[]);
  const types = plugin.service('content-types') as unknown as ConfigurationService;
  const components = plugin.service('components') as unknown as ConfigurationService;

  const arrange = async (service: ConfigurationService, uid: string, layout: Layout) => {
    if (arranged.has(uid)) return;
    const model = { uid };
    const configuration = await service.findConfiguration(model);
    await service.updateConfiguration(model, apply(layout, configuration));
    arranged.add(uid);
  };
  for (const [uid, layout] of Object.entries(LAYOUTS)) await arrange(types, uid, layout);
  for (const [uid, layout] of Object.entries(COMPONENT_LAYOUTS))
    await arrange(components, uid, layout);
  await strapi.store.set({ ...KEY, value: [...arranged] });
}

function apply(layout: Layout, configuration: Configuration): Configuration {
  const metadatas = { ...configuration.metadatas };
  for (const [name, { label, help = '', readOnly = false, shows }] of Object.entries(
    layout.fields,
  )) {
    const known = metadatas[name];
    if (!known) continue;
    metadatas[name] = {
      edit: {
        ...known.edit,
        label,
        description: help,
        editable: !readOnly,
        visible: true,
        ...(shows && { mainField: shows }),
      },
      list: { ...known.list, label },
    };
  }
  return {
    settings: {
      ...configuration.settings,
      mainField: layout.mainField,
      ...(layout.sortBy && { defaultSortBy: layout.sortBy[0], defaultSortOrder: layout.sortBy[1] }),
    },
    metadatas,
    layouts: {
      list: layout.list ?? configuration.layouts.list,
      edit: layout.rows.map((row) =>
        row.map((name) => ({ name, size: layout.fields[name]?.size ?? HALF })),
      ),
    },
  };
}
