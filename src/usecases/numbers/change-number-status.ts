import type { App } from '../../app';
import { type NumberRow, readNumber } from '../../database/queries/numbers';
import type { NumberStatus } from '../../domain/number/number-status';
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
  const outcome = await setStatus(app, order, { action: 'number.retired', status: 'DELETED', refused });
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
  const outcome = await setStatus(app, order, { action: 'number.restored', status: 'AVAILABLE', refused });
  return 'number' in outcome ? { kind: 'restored', number: outcome.number } : outcome;
}

type LockedNumber = NumberRow & { readonly isServiceGone: boolean };

async function setStatus<Refusal extends { kind: string }>(
  app: App,
  { numberId, actor, requestId }: NumberOrder,
  o: { action: string; status: NumberStatus; refused: (number: LockedNumber) => Refusal | undefined },
): Promise<Refusal | { kind: 'not_found' } | { number: NumberRow }> {
  return app.db.transact(async (tx) => {
    const at = app.clock.now();
    const [lock] = await tx.sql.rows<{ isServiceGone: boolean }>(
      'numbers.lock',
      `SELECT s.deleted_at IS NOT NULL AS "isServiceGone" FROM numbers n JOIN services s ON s.id = n.service_id
       WHERE n.id = $1 FOR UPDATE OF n`,
      [numberId],
    );
    const before = lock && (await readNumber(tx, numberId));
    if (!before) return { kind: 'not_found' };
    const refusal = o.refused({ ...before, ...lock });
    if (refusal) return refusal;
    await tx.sql.rows(
      'numbers.setStatus',
      `UPDATE numbers SET status = $2::number_status, deletion_id = NULL,
         deleted_at = CASE WHEN $2::number_status = 'DELETED' THEN $3::timestamptz END,
         available_at = CASE WHEN $2::number_status = 'DELETED' THEN available_at END,
         expiries_in_a_row = CASE WHEN $2::number_status = 'DELETED' THEN expiries_in_a_row ELSE 0 END WHERE id = $1`,
      [numberId, o.status, at],
    );
    const facts = { from: before.status, usageCount: before.usageCount };
    const entry = { actor, requestId, action: o.action, entity: 'number', entityId: numberId, facts, at };
    await tx.audit.write(entry);
    return { number: (await readNumber(tx, numberId))! };
  });
}
