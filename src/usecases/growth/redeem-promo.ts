import type { App } from '../../app';
import type { RedeemRow } from '../../database/stores/growth';

/** Gives a promo code, however it is written. Five wrong ones in five minutes close the door for as long. */
export async function redeemPromo(app: App, o: { userId: bigint; code: string }): Promise<RedeemRow> {
  return app.db.growth.redeemPromo({ userId: o.userId, code: o.code.trim().slice(0, 64), now: app.clock.now() });
}
