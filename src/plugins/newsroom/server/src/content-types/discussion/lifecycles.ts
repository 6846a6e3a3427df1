import { newsroomError } from '../../errors';
import { UID } from '../../names';
import type { Hooks } from '../../storage/hooks';
import { refuseMachineKept } from '../../storage/machine-kept';
import { rows, type Data, type Strapi } from '../../strapi';

const MACHINE_KEPT = [
  'articleId',
  'liveFrom',
  'commentCount',
  'threadCount',
  'lastCommentAt',
  'revision',
];

/** A discussion belongs to its article, counts what readers can open, and is never deleted by hand. */
export function discussionLifecycles(strapi: Strapi): Hooks {
  const refuse = () => {
    throw newsroomError({ code: 'invalid_transition', params: { action: 'delete' } });
  };
  return {
    beforeCreate: ({ params: { data } }) => {
      refuseMachineKept(MACHINE_KEPT.slice(1), data);
    },
    async beforeUpdate({ params: { where, data } }) {
      const stored = await rows(strapi, UID.discussion).findOne({ where });
      refuseMachineKept(MACHINE_KEPT, data, stored as unknown as Data);
    },
    beforeDelete: refuse,
  };
}
