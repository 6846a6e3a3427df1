/** The demo newsroom as its files tell it, with moments instead of "hours ago". */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';

const FOLDER = join(root, 'database/demo');
const HOUR = 3_600_000;
/** How many hours the paper's moderator takes over a comment. */
const PATIENCE = 0.2;

const read = (...path) => JSON.parse(readFileSync(join(FOLDER, ...path), 'utf8'));

const hoursFrom = (now, hours) => new Date(now.getTime() + hours * HOUR).toISOString();

/** The slug of the story that has every part a newspaper's page can have. */
export const FRONT_PAGE = 'harbour-wall-closes-for-repair';

export function readNewsroom(now) {
  return {
    authors: read('authors.json'),
    sections: read('sections.json'),
    topics: read('topics.json'),
    stories: readdirSync(join(FOLDER, 'stories'))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => storyOf(read('stories', name), now)),
  };
}

/** A story's `fields`, and what belongs to it but is stored elsewhere. */
function storyOf({ state, discussion, comments = [], ...fields }, now) {
  return {
    state,
    discussion,
    conversation: conversationOf(comments, now),
    fields: dated(fields, now),
  };
}

function dated(fields, now) {
  const { publishedHoursAgo, updatedHoursAgo, embargoHoursFromNow, changeNote, ...rest } = fields;
  const at = (hoursAgo) => (hoursAgo === undefined ? undefined : hoursFrom(now, -hoursAgo));
  const modifiedAt = at(updatedHoursAgo);
  return {
    ...rest,
    datePublished: at(publishedHoursAgo),
    dateModified: modifiedAt,
    embargoUntil: embargoHoursFromNow && hoursFrom(now, embargoHoursFromNow),
    print: rest.print && printed(rest.print, now),
    corrections: rest.corrections?.map((one) => ({ ...one, issuedAt: modifiedAt })),
    updates: modifiedAt && [{ at: modifiedAt, note: changeNote ?? null }],
  };
}

const printed = ({ publishedDaysAgo, ...print }, now) => ({
  ...print,
  publishedOn: hoursFrom(now, -24 * publishedDaysAgo).slice(0, 10),
});

/** Comments and replies as they were said, one after the other; a reply names its thread. */
const conversationOf = (comments, now) =>
  comments
    .flatMap(({ replies = [], ...comment }) => [
      comment,
      ...replies.map((reply) => ({ ...reply, thread: comment.key })),
    ])
    .sort((one, other) => other.hoursAgo - one.hoursAgo)
    .map(({ hoursAgo, ...item }) => ({
      ...item,
      postedAt: hoursFrom(now, -hoursAgo),
      moderatedAt: hoursFrom(now, Math.min(PATIENCE - hoursAgo, 0)),
    }));
