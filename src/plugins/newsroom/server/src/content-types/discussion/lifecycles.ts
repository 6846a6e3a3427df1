import { newsroomError } from '../../errors';
import type { Hooks } from '../../storage/hooks';

/** A discussion belongs to its article, and is never deleted by hand. */
export function discussionLifecycles(): Hooks {
  const refuse = () => {
    throw newsroomError({ code: 'invalid_transition', params: { action: 'delete' } });
  };
  return { beforeDelete: refuse };
}
