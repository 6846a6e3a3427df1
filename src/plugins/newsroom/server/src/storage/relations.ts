import { newsroomError } from '../errors';
import type { Data } from '../strapi';

/**
 * The id that a write gives a relation to one, in any of the shapes that reach a hook:
 * 5, {id: 5}, {set: [{id: 5}]}, {connect: [{id: 5}]}. Null when it gives none.
 */
export function relationId(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  if (Array.isArray(value)) return value.length > 0 ? relationId(value[value.length - 1]) : null;
  if (typeof value !== 'object' || value === null) return null;
  const { id, set, connect } = value as { id?: unknown; set?: unknown; connect?: unknown };
  return relationId(id ?? set ?? connect ?? null);
}

/**
 * The same of a field of a write, which may give one and no more: of several Strapi's own layers
 * take different ones.
 * @throws invalid_field
 */
export function oneRelationId(data: Data, field: string): number | null {
  const given = data[field];
  const { set, connect } = (given ?? {}) as { set?: unknown; connect?: unknown };
  for (const list of [given, set, connect]) {
    if (Array.isArray(list) && list.length > 1) {
      throw newsroomError({ code: 'invalid_field', path: [field] });
    }
  }
  return relationId(given);
}
