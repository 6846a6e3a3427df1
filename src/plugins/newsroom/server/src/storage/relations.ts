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
