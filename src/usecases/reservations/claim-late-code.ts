import type { App } from '../../app';
import type { Amount } from '../../domain/money/money';

export type ClaimOutcome =
  | { readonly kind: 'claimed' | 'repeated'; readonly reservationId: bigint }
  | { readonly kind: 'not_yours' | 'too_late' | 'banned' }
  | { readonly kind: 'insufficient_funds'; readonly price: Amount; readonly available: Amount };

/** The buyer takes a code that came after the end, at the old price. Nothing is ever charged for it without this. */
export async function claimLateCode(
  app: App,
  { key, messageId, userId }: { key: string; messageId: bigint; userId: bigint },
): Promise<ClaimOutcome> {
  const settings = await app.settings();
  const row = await app.db.receivedCodes.claimLateCode({
    key,
    messageId,
    userId,
    now: app.clock.now(),
    maxUses: settings.maxUsesOfNumber,
    lateWindowS: settings.lateCodeWindowS,
  });
  switch (row.kind) {
    case 'claimed':
    case 'repeated':
      if (row.kind === 'claimed') app.wake('outbox');
      return { kind: row.kind, reservationId: row.reservationId! };
    case 'insufficient_funds':
      return { kind: row.kind, price: row.price!, available: row.available! };
    default:
      return { kind: row.kind };
  }
}
