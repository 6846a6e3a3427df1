import { newsroomError } from '../errors';
import type { Data } from '../strapi';
import { currentScope } from './scope';

/**
 * Refuses a change of fields that the hooks keep, unless one of the domain's services makes it.
 * Saying again what is stored is no change: the Content Manager sends whole forms.
 * @throws unknown_field
 */
export function refuseMachineKept(
  fields: readonly string[],
  data: Data,
  stored: Data | null = null,
): void {
  if (currentScope()) return;
  for (const field of fields) {
    if (!(field in data) || data[field] === undefined) continue;
    if (sameValue(data[field], stored?.[field] ?? null)) {
      delete data[field];
      continue;
    }
    throw newsroomError({ code: 'unknown_field', path: [field] });
  }
}

const sameValue = (given: unknown, stored: unknown): boolean =>
  given === stored ||
  (isEmpty(given) && isEmpty(stored)) ||
  (isDateLike(given) && isDateLike(stored) && +new Date(given) === +new Date(stored));

/** What a schema's default or an empty form field gives: no statement about a field. */
const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === 0 || value === false;

const isDateLike = (value: unknown): value is string | Date =>
  value instanceof Date || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
