import { createHash } from 'node:crypto';
import type { App } from '../../app';
import type { EndGiftRow } from '../../database/stores/growth';
import type { GiveKind } from '../../domain/growth/growth-words';
import { type Amount, UNITS_PER_WHOLE } from '../../domain/money/money';

/** What stands behind /start in the link of a gift: 128 bits that nobody can guess. */
export const GIFT_PAYLOAD = /^g_([A-Za-z0-9_-]{22})$/;

export type GiveOutcome =
  /** Who has the payload has the money. It is shown once: only its hash is kept. */
  | { readonly kind: 'given'; readonly giftId: bigint; readonly payload: string }
  | { readonly kind: Exclude<GiveKind, 'given'>; readonly most: Amount };

/** Puts money into a link. The same key does it once, and cannot show the link again. */
export async function giveGift(app: App, o: { key: string; userId: bigint; amount: Amount }): Promise<GiveOutcome> {
  const { giftHoldHours: holdHours, giftMostADay } = await app.settings();
  const token = app.ids.token();
  const mostADay = BigInt(giftMostADay) * UNITS_PER_WHOLE;
  if (o.amount <= 0n) return { kind: 'not_enough', most: 0n };
  const row = await app.db.growth.giveGift({
    ...o,
    tokenHash: hashOf(token),
    holdHours,
    mostADay,
    now: app.clock.now(),
  });
  if (row.kind === 'given') return { kind: 'given', giftId: row.giftId!, payload: `g_${token}` };
  return { kind: row.kind, most: row.most ?? 0n };
}

/** Takes what a link carries. */
export async function takeGift(app: App, o: { userId: bigint; payload: string }): Promise<EndGiftRow> {
  const token = GIFT_PAYLOAD.exec(o.payload)?.[1];
  const gift = token ? await app.db.growth.findGiftByToken(hashOf(token)) : null;
  if (!gift) return { kind: 'unknown', amount: null, available: null };
  return endGift(app, { id: gift.id, takerId: o.userId });
}

/** The giver takes it back while nobody has taken it. */
export async function cancelGift(app: App, o: { userId: bigint; giftId: bigint }): Promise<EndGiftRow> {
  const gift = await app.db.growth.findGift(o.giftId);
  if (gift?.giverId !== o.userId) return { kind: 'unknown', amount: null, available: null };
  return endGift(app, { id: o.giftId, takerId: null });
}

/** Without a taker it goes back. */
export async function endGift(app: App, o: { id: bigint; takerId: bigint | null }): Promise<EndGiftRow> {
  const outcome = await app.db.growth.endGift({ ...o, now: app.clock.now() });
  if (outcome.kind === 'taken' || outcome.kind === 'returned') app.wake('outbox');
  return outcome;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest();
