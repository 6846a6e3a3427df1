import type { NewsroomConfig } from '../../config';
import { isCommentListed, settleComment } from '../../discussion/counts';
import { UID } from '../../names';
import type { ItemRow } from '../../rows';
import type { Hooks } from '../../storage/hooks';
import type { Strapi } from '../../strapi';
import { itemLifecycles } from '../item-lifecycles';

export const commentLifecycles = (strapi: Strapi, config: NewsroomConfig): Hooks =>
  itemLifecycles<ItemRow>(strapi, config, {
    type: 'comment',
    uid: UID.comment,
    immutable: ['articleId'],
    place: () => Promise.resolve(),
    isListed: isCommentListed,
    settle: settleComment,
  });
