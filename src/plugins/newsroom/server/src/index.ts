import { bootstrap } from './bootstrap';
import { defaultConfig, validateConfig } from './config';
import { contentTypes } from './content-types';
import { controllers } from './http/controllers';
import { routes } from './http/routes';
import { services } from './services';
import { register } from './register';
import { closeReader } from './storage/read';
import type { Strapi } from './strapi';

export default {
  register,
  bootstrap,
  destroy: ({ strapi }: { strapi: Strapi }) => closeReader(strapi),
  config: { default: defaultConfig, validator: validateConfig },
  contentTypes,
  controllers,
  routes,
  services,
};
