import type { App } from '../../app';
import { STARS_PAYOUT_USD } from '../../domain/payment/stars';
import { findStarsMethod } from './stars';

/**
 * Every shop has a row for Telegram Stars, off until an operator turns it on. Where the shop's currency is not the dollar,
 * nobody can say what a star is worth: the operator does, before it can be turned on.
 */
export async function ensureStarsMethod(
  app: Pick<App, 'db' | 'clock'>,
  { isActive } = { isActive: false },
): Promise<void> {
  if (await findStarsMethod(app)) return;
  await app.db.payments.insertStars({ rate: STARS_PAYOUT_USD, isActive, at: app.clock.now() });
}
