import type { Hooks } from '../../storage/hooks';
import type { Strapi } from '../../strapi';
import { namedLifecycles } from '../named-lifecycles';

export const topicLifecycles = (strapi: Strapi): Hooks => namedLifecycles(strapi, 'topic');
