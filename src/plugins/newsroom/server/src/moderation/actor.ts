import type { Actor } from '../storage/scope';
import type { Strapi } from '../strapi';

interface Credentials {
  id?: number | string;
  documentId?: string;
  name?: string;
  firstname?: string;
  lastname?: string;
  username?: string;
  type?: string;
}

interface KoaState {
  auth?: { strategy?: { name?: string }; credentials?: Credentials | null };
  user?: Credentials;
}

/** Who makes the running request: an administrator, a token, a signed-in reader, or the site itself. */
export function currentActor(strapi: Strapi): Actor {
  const state = strapi.requestContext.get()?.state as KoaState | undefined;
  const strategy = state?.auth?.strategy?.name;
  const credentials = state?.auth?.credentials ?? state?.user;
  if (!credentials || !strategy) return { type: 'site', id: null, name: null };
  const id =
    credentials.documentId ?? (credentials.id === undefined ? null : String(credentials.id));
  switch (strategy) {
    case 'admin':
    case 'admin-token':
      return { type: 'administrator', id, name: fullName(credentials) };
    case 'content-api-token':
    case 'api-token':
      return { type: 'token', id, name: credentials.name ?? null };
    default:
      return { type: 'commenter', id, name: credentials.username ?? null };
  }
}

const fullName = ({ firstname, lastname, username }: Credentials): string | null =>
  [firstname, lastname].filter(Boolean).join(' ') || username || null;
