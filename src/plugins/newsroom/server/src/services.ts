import { factories } from '@strapi/strapi';
import { UID } from './names';
import { discussions } from './discussion/service';
import { importer } from './storage/importer';

/** Strapi's own services behind the generated endpoints. */
const core = (uid: string) => factories.createCoreService(uid as never);

export const services = {
  article: core(UID.article),
  author: core(UID.author),
  section: core(UID.section),
  topic: core(UID.topic),
  discussions,
  importer,
};
