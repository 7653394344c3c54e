import type { App } from '../../app';
import { UNITS_PER_WHOLE } from '../../domain/money/money';

/** What stands behind /start in the link of whoever brings people. */
export const REFERRAL_PAYLOAD = /^r_([A-Za-z0-9_-]{8,32})$/;

/** Notes who brought a new user. Whoever was brought once is never brought again, also after an erasure. */
export async function attachReferral(
  app: App,
  o: { userId: bigint; telegramId: bigint; payload: string },
): Promise<void> {
  const code = REFERRAL_PAYLOAD.exec(o.payload)?.[1];
  if (!code) return;
  const mark = await app.personMark(o.telegramId, 'referral');
  await app.db.growth.attachReferral({ userId: o.userId, code, mark, now: app.clock.now() });
}

/** The payload of this user's own link; made at the first asking. */
export async function referralPayload(app: App, userId: bigint): Promise<string> {
  return `r_${await app.db.growth.referralCode(userId, app.ids.token().slice(0, 10))}`;
}

export async function payReferral(app: App, { id }: { id: bigint }) {
  const { referralMostADay, referralBudget } = await app.settings();
  const outcome = await app.db.growth.payReferral({
    id,
    mostADay: BigInt(referralMostADay) * UNITS_PER_WHOLE,
    budget: BigInt(referralBudget) * UNITS_PER_WHOLE,
    now: app.clock.now(),
  });
  if (outcome.kind === 'paid') app.wake('outbox');
  return outcome;
}
