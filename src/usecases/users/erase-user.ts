import type { App } from '../../app';
import type { Tx } from '../../database/database';
import { ErasureStore, type ErasureSubject } from '../../database/stores/erasure';
import { type Amount, formatAmount } from '../../domain/money/money';
import type { Author } from '../catalogue/save-row';
import { rewardMark } from '../rewards/reward-mark';

export interface EraseOrder extends Author {
  readonly userId: bigint;
  /** Takes the available money off first; without it a person with money is not erased. */
  readonly forfeit?: boolean;
}

/** What went, in numbers only. */
export interface Erased {
  readonly userId: bigint;
  readonly reservations: number;
  readonly messages: number;
  /** Posts in the user data channel that are being deleted now. */
  readonly posts: number;
  /** Posts whose place in the channel is not known: an operator must look for them there. */
  readonly lostPosts: number;
  readonly forfeited: Amount;
}

export type EraseOutcome =
  | ({ kind: 'erased' } & Erased)
  | { kind: 'already_erased' }
  | { kind: 'user_not_found' }
  /** Numbers that may still receive an SMS; try again after `until`. */
  | { kind: 'still_receiving'; count: number; until: Date }
  /** Pay it out and deduct it, or forfeit it. */
  | { kind: 'has_money'; available: Amount };

/**
 * Forgets a person: everything that names him goes, in one transaction; his transfers stay under an id that names nobody.
 * Should he come back, he is somebody new. The posts about him leave the channel as soon as Telegram takes it.
 */
export async function eraseUser(app: App, order: EraseOrder): Promise<EraseOutcome> {
  const { lateCodeWindowS } = await app.settings();
  // Whatever the marks need is read before the transaction, which must not wait for another connection.
  await rewardMark(app, 0n, 0n);
  const outcome = await app.db.transact((tx) => erase(app, tx, order, lateCodeWindowS));
  app.wake('outbox');
  return outcome;
}

async function erase(app: App, tx: Tx, order: EraseOrder, lateWindowS: number): Promise<EraseOutcome> {
  const { userId } = order;
  const now = app.clock.now();
  const erasure = tx.erasure;
  await erasure.lockMemberships(userId);
  const subject = await erasure.lock(userId);
  if (!subject) return { kind: 'user_not_found' };
  if (subject.erasedAt || subject.telegramId === null) return { kind: 'already_erased' };
  const receiving = await erasure.countReceiving(userId, { now, lateWindowS });
  if (receiving.count > 0) return { kind: 'still_receiving', count: receiving.count, until: receiving.until ?? now };
  if (subject.held > 0n) throw new Error(`user ${userId} has held money and no open reservation`);
  if (subject.available > 0n && !order.forfeit) return { kind: 'has_money', available: subject.available };
  if (subject.available > 0n) await forfeit(tx, order, subject, now);

  const messages = await erasure.blankMessages(userId);
  await erasure.deleteUnread(userId);
  await erasure.deleteDeliveries(userId);
  await erasure.blankNumbers(userId, now);
  const reservations = await erasure.blankReservations(userId);
  // From here on no row about him is sent; then those that were sent until now are known.
  await erasure.blankOutbox(userId, now);
  const posts = await erasure.deletePosts(userId, now);
  await markClaims(app, erasure, subject.id, subject.telegramId);
  await erasure.deleteRows(userId, subject.telegramId);
  await erasure.blankMentions(subject, await erasure.deleteSupport(userId));
  await erasure.blankUser(userId, now);
  await erasure.forgetWords(userId, subject);
  const erased = { userId, reservations, messages, posts: posts.deleted, lostPosts: posts.lost };
  await trace(tx, order, { ...erased, forfeited: subject.available }, now);
  return { kind: 'erased', ...erased, forfeited: subject.available };
}

/** Rewards are given once for ever: what remains tells nobody who he was, and him that he had them. */
async function markClaims(app: App, erasure: ErasureStore, userId: bigint, telegramId: bigint): Promise<void> {
  for (const { id, channelTelegramId } of await erasure.listUnmarkedClaims(userId))
    await erasure.markClaim(id, await rewardMark(app, telegramId, channelTelegramId));
}

async function forfeit(tx: Tx, { actor }: EraseOrder, { id, available }: ErasureSubject, at: Date): Promise<void> {
  const posting = { key: `erase:${id}`, type: 'DEDUCT', amount: available, userId: id } as const;
  const { kind } = await tx.ledger.post({ ...posting, actor, reason: 'Forfeited at erasure', at });
  if (kind !== 'posted') throw new Error(`the balance of user ${id} could not be forfeited: ${kind}`);
}

async function trace(tx: Tx, { actor, requestId }: EraseOrder, erased: Erased, at: Date): Promise<void> {
  const { userId, forfeited, ...counts } = erased;
  const facts = { ...counts, forfeited: formatAmount(forfeited) };
  const entry = { actor, action: 'user.erased', entity: 'user', entityId: userId, facts, requestId, at };
  await tx.audit.write(entry);
}
