import type { Description } from 'joi';
import { configSchema, defaultConfig } from '../../src/plugins/newsroom/server/src/config';

/** The README's table of the configuration, from its schema and defaults. */
export function configurationTable(): string {
  const rows = rowsOf(configSchema.describe(), defaultConfig, '');
  return ['| key | default | what it is |', '| --- | --- | --- |', ...rows].join('\n');
}

function rowsOf({ keys = {} }: Description, defaults: object, prefix: string): string[] {
  return Object.entries(keys as Record<string, Description>).flatMap(([name, description]) => {
    const value = (defaults as Record<string, unknown>)[name];
    const path = `${prefix}${name}`;
    if (description.type === 'object') return rowsOf(description, value as object, `${path}.`);
    const { description: what } = description.flags as { description: string };
    const choices = (description['allow'] as unknown[] | undefined)?.filter(Boolean) ?? [];
    const isChoice = (description.flags as { only?: boolean }).only;
    const list = isChoice
      ? ` One of ${choices.map((one) => `\`${String(one)}\``).join(', ')}.`
      : '';
    return [`| \`${path}\` | \`${JSON.stringify(value)}\` | ${what}${list} |`];
  });
}
