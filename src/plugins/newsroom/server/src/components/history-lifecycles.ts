import { COMPONENT } from '../names';
import type { Hooks } from '../storage/hooks';
import { refuseMachineKept } from '../storage/machine-kept';
import { rows, type Data, type Strapi } from '../strapi';

const KEPT = {
  [COMPONENT.correction]: ['issuedAt'],
  [COMPONENT.update]: ['at', 'note'],
};

/** What a story says of its own past is noted by the publish that made it so, and by nobody else. */
export function historyLifecycles(strapi: Strapi, uid: keyof typeof KEPT): Hooks {
  return {
    beforeCreate: ({ params: { data } }) => {
      refuseMachineKept(KEPT[uid], data);
    },
    async beforeUpdate({ params: { where, data } }) {
      const stored = await rows<Data>(strapi, uid).findOne({ where });
      refuseMachineKept(KEPT[uid], data, stored);
    },
  };
}
