import { randomInt } from 'node:crypto';

export const EMAIL = 'editor@example.org';

const service = (strapi) => strapi.service('admin::user');

export const hasAdministrator = (strapi) => service(strapi).exists();

export const hasDemoAdministrator = (strapi) => service(strapi).exists({ email: EMAIL });

/** Creates the first administrator; null when there is one already. */
export async function createFirstAdministrator(strapi) {
  if (await hasAdministrator(strapi)) return null;
  const account = { email: EMAIL, password: freshPassword() };
  await service(strapi).createFirstAdmin({ firstname: 'Demo', lastname: 'Editor', ...account });
  return account;
}

// Without 0, O, 1, l and I: it is read off a terminal and typed.
const LOWER = 'abcdefghijkmnopqrstuvwxyz';
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';

const pick = (letters) => letters[randomInt(letters.length)];

/** Four groups, each with a capital and a digit, as the admin panel asks for. */
const freshPassword = () =>
  Array.from(
    { length: 4 },
    () => pick(UPPER) + pick(LOWER) + pick(LOWER) + pick(LOWER) + pick(DIGITS),
  ).join('-');
