/**
 * What holds for every comment and reply, whichever way it is written: plain text within limits,
 * the transition table, counts and `listed` in the transaction of the change, a decision for each.
 * comment/ and reply/ say where the two differ.
 */
import { newsroomError, type Problem } from '../errors';
import type { UID } from '../names';
import { type ItemType, type ModerationStatus } from '../names';
import type { NewsroomConfig } from '../config';
import { lockDiscussion } from '../discussion/discussions';
import { initialStatus, resolveMode } from '../discussion/mode';
import { bodyProblem, nameProblem, normaliseName, normaliseText } from '../discussion/text';
import { currentActor } from '../moderation/actor';
import { refuseUnknownStatus, settleChange, type ItemChange } from '../moderation/change';
import { countForCommenter } from '../moderation/commenters';
import { recordDecision } from '../moderation/log';
import type { DiscussionRow, ItemRow } from '../rows';
import type { Hooks } from '../storage/hooks';
import { READ_WITH } from '../storage/locks';
import { refuseMachineKept } from '../storage/machine-kept';
import { currentScope, type Actor } from '../storage/scope';
import { asText, newDocumentId, rows, type Data, type Strapi } from '../strapi';

const MACHINE_KEPT = [
  'postedAt',
  'editedAt',
  'moderatedAt',
  'replyCount',
  'revision',
  'listed',
  'commenter',
  'signals',
  'ipHash',
  'userAgent',
  'receiptHash',
  'label',
];

/** Follow from the rest, so that even an import cannot say otherwise. */
const DERIVED = ['listed', 'replyCount'];

/** What a discussion's mode decided, nobody did. */
const POLICY: Actor = { type: 'policy', id: null, name: null };

export interface ItemKind<Row extends ItemRow> {
  type: ItemType;
  uid: typeof UID.comment | typeof UID.reply;
  /** Fields that say where it belongs, and never change. */
  immutable: readonly string[];
  /** Checks and completes where a new one belongs. */
  place(strapi: Strapi, data: Data): Promise<void>;
  /** Whether readers find it, where a thread stays when its comment goes (`keepReplies`). */
  isListed(status: ModerationStatus, replyCount: number): boolean;
  /** What the change means for readers; `after` is null when the row is gone. */
  settle(
    strapi: Strapi,
    discussion: DiscussionRow,
    before: Row | null,
    after: Row | null,
    keepReplies: boolean,
  ): Promise<void>;
}

export function itemLifecycles<Row extends ItemRow>(
  strapi: Strapi,
  config: NewsroomConfig,
  kind: ItemKind<Row>,
): Hooks {
  const find = (where: Data): Promise<Row | null> =>
    rows<Row>(strapi, kind.uid).findOne({
      where,
      populate: READ_WITH[kind.type],
    });

  /** What is written, with its discussion locked; unless the service that writes has done so. */
  async function hold(
    where: Data,
  ): Promise<{ stored: Row; discussion: DiscussionRow | null } | null> {
    const held = currentScope()?.held;
    if (held?.item?.type === kind.type && held.item.row.id === where['id']) {
      return { stored: held.item.row as Row, discussion: held.discussion };
    }
    const unlocked = await find(where);
    if (!unlocked) return null;
    const discussion = await lockDiscussion(strapi, unlocked.articleId);
    const stored = discussion ? await find({ id: unlocked.id }) : unlocked;
    return stored && { stored, discussion };
  }

  async function holdDiscussion(articleId: string): Promise<DiscussionRow | null> {
    const held = currentScope()?.held?.discussion;
    return held?.articleId === articleId ? held : lockDiscussion(strapi, articleId);
  }

  /** The row as it is now: what was written over what was stored. Relations do not change. */
  const afterwards = (stored: Row, data: Data, result: unknown): Row => ({
    ...stored,
    ...data,
    ...(result as Partial<Row>),
    ...Object.fromEntries(
      Object.keys(READ_WITH[kind.type]).map((name) => [name, stored[name as keyof Row]]),
    ),
  });

  async function afterChange(
    discussion: DiscussionRow | null,
    before: Row | null,
    after: Row | null,
    change: ItemChange | null,
    actor = actorOf(),
  ): Promise<void> {
    const item = (after ?? before)!;
    if (discussion) await kind.settle(strapi, discussion, before, after, config.keepReplies);
    if (!change) return;
    const scope = currentScope();
    if (scope) scope.changed = true;
    if (item.commenter) await countForCommenter(strapi, item.commenter.id, change);
    await recordDecision(strapi, {
      itemType: kind.type,
      itemId: item.documentId,
      articleId: item.articleId,
      action: change.action,
      fromStatus: change.from,
      toStatus: change.to,
      reason: change.reason,
      previousReason: change.previousReason,
      note: scope?.note ?? null,
      evidence: item.signals ?? undefined,
      revision: before?.revision ?? item.revision,
      actor,
      policyVersion: scope?.policyVersion ?? null,
      restores: scope?.restores ?? null,
    });
  }

  /** Where it does not depend on other rows, it is part of the write itself. */
  function writeListed(data: Data, status: ModerationStatus, replyCount: number): void {
    if (config.keepReplies) data['listed'] = kind.isListed(status, replyCount);
  }

  const actorOf = (): Actor => currentScope()?.actor ?? currentActor(strapi);

  return {
    async beforeCreate({ params: { data }, state }) {
      refuseMachineKept(MACHINE_KEPT, data);
      for (const field of DERIVED) delete data[field];
      if (currentScope()?.operation === 'clone') keepOnlyWords(data);
      data['documentId'] ??= newDocumentId(strapi, kind.uid);
      await kind.place(strapi, data);
      const discussion = await holdDiscussion(data['articleId'] as string);
      if (!discussion) throw newsroomError({ code: 'article_not_found', path: ['articleId'] });
      writeText(data, config, true);
      writeLabel(data, null);
      const chosen = data['moderationStatus'] as ModerationStatus | null | undefined;
      if (chosen) refuseUnknownStatus(chosen);
      const above = currentScope()?.modeAbove;
      const status = chosen ?? initialStatus(await resolveMode(strapi, config, discussion, above));
      if (data['featured'] && status !== 'approved') data['featured'] = false;
      data['moderationStatus'] = status;
      data['rejectionReason'] = status === 'rejected' ? (data['rejectionReason'] ?? 'other') : null;
      data['postedAt'] ??= new Date();
      data['revision'] ??= 1;
      writeListed(data, status, 0);
      state['discussion'] = discussion;
      state['isChosen'] = Boolean(chosen);
    },

    async afterCreate({ params: { data }, result, state }) {
      if (data['moderationStatus'] === 'pending') return;
      const item = await find({ id: (result as Row).id });
      const discussion = state['discussion'] as DiscussionRow;
      const to = item!.moderationStatus;
      const change: ItemChange = {
        action: 'create',
        from: 'pending',
        to,
        reason: item!.rejectionReason ?? null,
        previousReason: null,
      };
      const actor = state['isChosen'] ? actorOf() : POLICY;
      await afterChange(discussion, null, item, change, actor);
    },

    async beforeUpdate({ params: { where, data }, state }) {
      const held = await hold(where);
      if (!held) return;
      const { stored, discussion } = held;
      refuseStale(data, stored);
      refuseMachineKept(MACHINE_KEPT, data, stored as unknown as Data);
      for (const field of DERIVED) delete data[field];
      keepPlace(data, stored as unknown as Data, kind.immutable);
      keepUnchangedWords(data, stored);
      if (currentScope()?.action !== 'erase') writeText(data, config, false);
      if ('body' in data || 'authorName' in data) writeLabel(data, stored);
      const change = settleChange(stored, data, currentScope(), new Date());
      if (change) writeListed(data, change.to, stored.replyCount);
      state['change'] = change;
      state['stored'] = stored;
      state['discussion'] = discussion;
    },

    async afterUpdate({ params: { data }, result, state }) {
      const stored = state['stored'] as Row | undefined;
      if (!stored || !result) return;
      const after = afterwards(stored, data, result);
      const change = state['change'] as ItemChange | null;
      const isMoved = +new Date(after.postedAt) !== +new Date(stored.postedAt);
      if (!change && !isMoved && after.revision === stored.revision) return;
      await afterChange(state['discussion'] as DiscussionRow | null, stored, after, change);
    },

    async beforeDelete({ params: { where }, state }) {
      const held = await hold(where);
      if (!held) return;
      state['discussion'] = held.discussion;
      state['stored'] = held.stored;
    },

    async afterDelete({ state }) {
      const stored = state['stored'] as Row | null | undefined;
      if (!stored) return;
      const discussion = state['discussion'] as DiscussionRow | null;
      const from = stored.moderationStatus;
      const previousReason = stored.rejectionReason ?? null;
      await afterChange(
        discussion,
        stored,
        null,
        from === 'removed'
          ? null
          : { action: 'remove', from, to: 'removed', reason: null, previousReason },
      );
    },
  };
}

/** Whoever writes over a revision that has changed since has not seen what they decide on. */
function refuseStale(data: Data, stored: ItemRow): void {
  if (currentScope() || data['revision'] == null) return;
  if (data['revision'] !== stored.revision) {
    throw newsroomError({ code: 'conflict', params: { revision: stored.revision } });
  }
}

/** A duplicate says the same words in the same place; it is a new voice in everything else. */
function keepOnlyWords(data: Data): void {
  const kept = new Set([
    'articleId',
    'comment',
    'inReplyTo',
    'body',
    'authorName',
    'authorEmail',
    'documentId',
    'createdAt',
    'updatedAt',
    'publishedAt',
  ]);
  for (const field of Object.keys(data)) if (!kept.has(field)) delete data[field];
}

function keepPlace(data: Data, stored: Data, immutable: readonly string[]): void {
  for (const field of immutable) {
    if (!(field in data) || data[field] === undefined) continue;
    if (data[field] !== stored[field] && !isSameRelation(data[field], stored[field])) {
      throw newsroomError({ code: 'unknown_field', path: [field] });
    }
    delete data[field];
  }
}

/** What a form that did not touch a relation sends: {connect: [], disconnect: []}, or its id. */
function isSameRelation(given: unknown, stored: unknown): boolean {
  if (typeof given !== 'object' || given === null)
    return given === (stored as { id?: number } | null)?.id;
  const {
    connect = [],
    disconnect = [],
    set,
  } = given as Record<string, { id?: number }[] | undefined>;
  if (set)
    return (
      set.length <= 1 && (set[0]?.id ?? null) === ((stored as { id?: number } | null)?.id ?? null)
    );
  return connect.length === 0 && disconnect.length === 0;
}

/** A form that sends an old text again must not fail limits that are younger than the text. */
function keepUnchangedWords(data: Data, stored: ItemRow): void {
  if (data['body'] === stored.body) delete data['body'];
  if (data['authorName'] === stored.authorName) delete data['authorName'];
}

/** Who says what, in a line: relations and titles in the Content Manager show one field. */
function writeLabel(data: Data, stored: ItemRow | null): void {
  const name = asText(data['authorName'] ?? stored?.authorName);
  const words = Array.from(asText(data['body'] ?? stored?.body).replace(/\s+/g, ' '));
  const start = words.slice(0, LABEL_WORDS).join('');
  data['label'] =
    name && `${name}: ${start}${words.length > LABEL_WORDS ? ' …' : ''}`.slice(0, 255);
}

const LABEL_WORDS = 80;

/** Normalises what a person wrote, and holds it to the limits. */
function writeText(data: Data, config: NewsroomConfig, isNew: boolean): void {
  const problems: (Problem | null)[] = [];
  if (isNew || 'body' in data) {
    const body = normaliseText(asText(data['body']));
    data['body'] = body;
    problems.push(bodyProblem(body, config.discussion));
  }
  if (isNew || 'authorName' in data) {
    const name = normaliseName(asText(data['authorName']));
    data['authorName'] = name;
    problems.push(nameProblem(name, config.discussion));
  }
  const [first, ...others] = problems.filter((problem) => problem !== null);
  if (first) throw newsroomError(first, ...others);
}
