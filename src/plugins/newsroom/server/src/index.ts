import { bootstrap } from './bootstrap';
import { defaultConfig, validateConfig } from './config';
import { contentTypes } from './content-types';
import { controllers } from './http/controllers';
import { routes } from './http/routes';
import { services } from './services';
import { register } from './register';

export default {
  register,
  bootstrap,
  config: { default: defaultConfig, validator: validateConfig },
  contentTypes,
  controllers,
  routes,
  services,
};
