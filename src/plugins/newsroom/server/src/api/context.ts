import type { Core } from '@strapi/strapi';
import type { NewsroomConfig } from '../config';
import { PLUGIN_ID } from '../names';
import { secretFor } from '../storage/secret';
import { setting, type Strapi } from '../strapi';

/** What a handler needs: the application, the plugin's configuration, keys. */
export interface Newsroom {
  strapi: Strapi;
  config: NewsroomConfig;
  cursorSecret: string;
  commenterSecret: string;
}

const made = new WeakMap<Core.Strapi, Newsroom>();

export function newsroomOf(strapi: Strapi): Newsroom {
  const known = made.get(strapi);
  if (known) return known;
  const newsroom: Newsroom = {
    strapi,
    config: configOf(strapi),
    cursorSecret: secretFor(strapi, 'cursor'),
    commenterSecret: secretFor(strapi, 'commenter'),
  };
  made.set(strapi, newsroom);
  return newsroom;
}

export const configOf = (strapi: Strapi): NewsroomConfig =>
  setting<NewsroomConfig>(strapi, `plugin::${PLUGIN_ID}`);
