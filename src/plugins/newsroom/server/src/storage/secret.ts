import { createHmac } from 'node:crypto';
import { setting, type Strapi } from '../strapi';

/** A key for one purpose, derived from the application's own (`server.app.keys`). */
export function secretFor(strapi: Strapi, purpose: string): string {
  const keys = setting<string[] | undefined>(strapi, 'server.app.keys');
  if (!keys?.[0]) throw new Error('newsroom: server.app.keys is not set.');
  return createHmac('sha256', keys[0]).update(`newsroom:${purpose}`).digest('base64url');
}
