import { createHmac } from 'node:crypto';
import { UID } from '../names';
import type { CommenterRow } from '../rows';
import { rowDefaults, table, type Strapi } from '../strapi';
import type { ItemChange } from './change';

/** Who is speaking, as far as it is proven. A guest's address is a claim and buys no trust. */
export type Identity =
  | { kind: 'account'; id: string; emailVerified: boolean }
  | { kind: 'reader'; id: string; emailVerified: boolean }
  | { kind: 'guest'; email: string };

/** The commenter behind an identity, noted on first sight. */
export async function commenterFor(
  strapi: Strapi,
  identity: Identity,
  displayName: string,
  secret: string,
): Promise<CommenterRow> {
  const identityKey = keyOf(identity, secret);
  await table(strapi, UID.commenter)
    .insert({
      ...rowDefaults(strapi, UID.commenter),
      identityKey,
      kind: identity.kind,
      displayName,
      emailVerified: identity.kind !== 'guest' && identity.emailVerified,
      approvedCount: 0,
      rejectedCount: 0,
    })
    .onConflict(['identity_key'])
    .ignore()
    .execute();
  const [commenter] = await table(strapi, UID.commenter)
    .select('*')
    .where({ identityKey })
    .limit(1)
    .execute();
  return commenter!;
}

const keyOf = (identity: Identity, secret: string): string =>
  identity.kind === 'guest'
    ? `guest:${createHmac('sha256', secret).update(identity.email.toLowerCase()).digest('hex')}`
    : `${identity.kind}:${identity.id}`.slice(0, 255);

const REJECTED = ['rejected', 'spam'];

/** Keeps how many of a commenter's texts are approved, and how many rejected, at present. */
export async function countForCommenter(
  strapi: Strapi,
  commenterId: number,
  { from, to, action }: ItemChange,
): Promise<void> {
  const before = action === 'create' ? null : from;
  const approved = Number(to === 'approved') - Number(before === 'approved');
  const rejected = Number(REJECTED.includes(to)) - Number(REJECTED.includes(before ?? ''));
  const counter = () => table(strapi, UID.commenter).where({ id: commenterId });
  if (approved !== 0) await counter().increment('approved_count', approved).execute();
  if (rejected !== 0) await counter().increment('rejected_count', rejected).execute();
}
