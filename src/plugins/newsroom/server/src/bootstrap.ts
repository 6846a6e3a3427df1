import { arrangeContentManager } from './content-manager/arrange';
import { newsroomOf } from './api/context';
import { describeRoutes } from './contract/openapi';
import { protectTables } from './storage/protect-tables';
import { grantPublicDefaults } from './storage/public-defaults';
import { recountIfRulesChanged } from './discussion/recount';
import { prepareReader } from './storage/read';
import { adviseUtc } from './storage/utc';
import type { Strapi } from './strapi';

export async function bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
  const { config } = newsroomOf(strapi);
  describeRoutes(strapi);
  adviseUtc(strapi);
  await prepareReader(strapi);
  await protectTables(strapi);
  await grantPublicDefaults(strapi);
  await arrangeContentManager(strapi);
  await recountIfRulesChanged(strapi, config);
}
