import type { App } from '../../app';
import type { Tx } from '../../database/database';
import type { NumberRow } from '../../database/queries/numbers';
import type { Author } from '../catalogue/save-row';

type NumberOrder = Author & { readonly numberId: bigint };

export type RetireNumberOutcome =
  | { readonly kind: 'retired'; readonly number: NumberRow }
  | { readonly kind: 'not_found' | 'already_deleted' }
  /** A buyer is waiting for a code on it. */
  | { readonly kind: 'reserved' };

export type RestoreNumberOutcome =
  | { readonly kind: 'restored'; readonly number: NumberRow }
  | { readonly kind: 'not_found' | 'not_deleted' | 'service_deleted' }
  /** It was bought for one reservation; it is not ours to sell. */
  | { readonly kind: 'not_ours' }
  | { readonly kind: 'spent'; readonly usageCount: number; readonly maxUses: number };

/** Takes one number out of the pool for good. Who completed with it keeps it until his time is over. */
export async function retireNumber(app: App, order: NumberOrder): Promise<RetireNumberOutcome> {
  const refused = ({ status }: LockedNumber) => {
    if (status === 'DELETED') return { kind: 'already_deleted' } as const;
    return status === 'RESERVED' ? ({ kind: 'reserved' } as const) : undefined;
  };
  const change = (tx: Tx) => tx.numbers.retire(order.numberId, app.clock.now());
  const outcome = await changeNumber(app, order, { action: 'number.retired', change, refused });
  return 'number' in outcome ? { kind: 'retired', number: outcome.number } : outcome;
}

/** Puts one number that was deleted, or that rests in quarantine, back into stock, with a clean slate of expiries. */
export async function restoreNumber(app: App, order: NumberOrder): Promise<RestoreNumberOutcome> {
  const { maxUsesOfNumber: maxUses } = await app.settings();
  const refused = ({ status, origin, usageCount, isServiceGone }: LockedNumber) => {
    if (status !== 'DELETED' && status !== 'QUARANTINED') return { kind: 'not_deleted' } as const;
    if (origin !== 'POOL') return { kind: 'not_ours' } as const;
    if (isServiceGone) return { kind: 'service_deleted' } as const;
    return usageCount >= maxUses ? ({ kind: 'spent', usageCount, maxUses } as const) : undefined;
  };
  const change = (tx: Tx) => tx.numbers.putBack(order.numberId);
  const outcome = await changeNumber(app, order, { action: 'number.restored', change, refused });
  return 'number' in outcome ? { kind: 'restored', number: outcome.number } : outcome;
}

type LockedNumber = NumberRow & { readonly isServiceGone: boolean };

async function changeNumber<Refusal extends { kind: string }>(
  app: App,
  { numberId, actor, requestId }: NumberOrder,
  o: { action: string; change: (tx: Tx) => Promise<void>; refused: (number: LockedNumber) => Refusal | undefined },
): Promise<Refusal | { kind: 'not_found' } | { number: NumberRow }> {
  return app.db.transact(async (tx) => {
    const before = await tx.numbers.lock(numberId);
    if (!before) return { kind: 'not_found' };
    const isServiceGone = !(await tx.services.isThere(before.serviceId));
    const refusal = o.refused({ ...before, isServiceGone });
    if (refusal) return refusal;
    await o.change(tx);
    const facts = { from: before.status, usageCount: before.usageCount };
    const entry = { actor, requestId, action: o.action, entity: 'number', entityId: numberId, facts };
    await tx.audit.write({ ...entry, at: app.clock.now() });
    return { number: (await tx.numbers.find(numberId))! };
  });
}
