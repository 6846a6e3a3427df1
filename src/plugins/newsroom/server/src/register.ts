import { registerComponents } from './components';
import { historyLifecycles } from './components/history-lifecycles';
import { creditLifecycles } from './components/credit-lifecycles';
import { articleLifecycles } from './content-types/article/lifecycles';
import { authorLifecycles } from './content-types/author/lifecycles';
import { commentLifecycles } from './content-types/comment/lifecycles';
import { replyLifecycles } from './content-types/reply/lifecycles';
import { sectionLifecycles } from './content-types/section/lifecycles';
import { topicLifecycles } from './content-types/topic/lifecycles';
import { discussionLifecycles } from './content-types/discussion/lifecycles';
import { registerGraphql } from './graphql/register';
import { configOf } from './api/context';
import { registerErrorCodes } from './http/error-codes';
import { offerGrants } from './http/grants';
import { refuseTakenPaths } from './http/taken-paths';
import { COMPONENT, UID } from './names';
import { registerPublishing } from './publishing/publish';
import { registerCloneScope } from './storage/clone';
import { hideRelated } from './storage/hide-related';
import { registerDocumentLocks } from './storage/locks';
import { guardEveryWrite } from './storage/every-write';
import { registerForms } from './storage/forms';
import { subscribe } from './storage/hooks';
import { registerModels } from './storage/models';
import type { Strapi } from './strapi';

export function register({ strapi }: { strapi: Strapi }): void {
  const config = configOf(strapi);
  registerComponents(strapi);
  registerModels(strapi);
  refuseTakenPaths(strapi);
  registerGraphql(strapi);
  hideRelated(strapi);
  registerErrorCodes(strapi);
  offerGrants(strapi);

  guardEveryWrite(strapi);
  subscribe(strapi, UID.article, articleLifecycles(strapi, config));
  subscribe(strapi, UID.author, authorLifecycles(strapi, config));
  subscribe(strapi, UID.section, sectionLifecycles(strapi));
  subscribe(strapi, UID.topic, topicLifecycles(strapi));
  subscribe(strapi, UID.comment, commentLifecycles(strapi, config));
  subscribe(strapi, UID.reply, replyLifecycles(strapi, config));
  subscribe(strapi, UID.discussion, discussionLifecycles(strapi));
  subscribe(strapi, COMPONENT.credit, creditLifecycles(strapi));
  for (const uid of [COMPONENT.correction, COMPONENT.update] as const) {
    subscribe(strapi, uid, historyLifecycles(strapi, uid));
  }
  registerDocumentLocks(strapi);
  registerForms(strapi);
  registerCloneScope(strapi);
  registerPublishing(strapi);
}
