import type { App } from '../../app';
import { addMs } from '../../domain/time';
import { carryOutDeletion } from '../numbers/carry-out-deletion';
import type { Author } from './save-row';

/** So long a deleted service can be brought back. */
export const UNDO_MS = 600_000;

export interface ServiceDeleted {
  readonly kind: 'deleted';
  readonly deletionId: bigint;
  readonly undoUntil: Date;
  /** Numbers and reservations so far; with very many, the rest follows within seconds. */
  readonly numbers: number;
  readonly canceled: number;
}

export type DeleteServiceOutcome =
  | ServiceDeleted
  | { readonly kind: 'already_deleted'; readonly deletedAt: Date }
  | { readonly kind: 'not_found' };

/**
 * Deletes a service at once, with no question, whatever is open: from this transaction on nobody can buy it. Its open
 * reservations are then canceled with release and notice, and its numbers deleted, by small steps that any process goes
 * on with; the job "carry-out-deletions" sees to that.
 */
export async function deleteService(
  app: App,
  { serviceId, actor, requestId }: Author & { serviceId: number },
): Promise<DeleteServiceOutcome> {
  const now = app.clock.now();
  const undoUntil = addMs(now, UNDO_MS);
  const marked = await app.db.transact(async (tx) => {
    // It waits for reservations that are being written, so that nearly all are seen by the first step.
    const service = await tx.services.lock(serviceId);
    if (!service) return { kind: 'not_found' } as const;
    if (service.deletedAt) return { kind: 'already_deleted', deletedAt: service.deletedAt } as const;
    await tx.services.setDeletedAt(serviceId, now);
    const deletionId = await tx.numberDeletions.open({ reason: 'SERVICE', serviceId, actor, undoUntil, now });
    await tx.audit.write({
      ...{ actor, requestId, action: 'service.deleted', entity: 'service', entityId: serviceId },
      facts: { code: service.code, deletionId: String(deletionId) },
      at: now,
    });
    return { kind: 'marked', deletionId } as const;
  });
  if (marked.kind !== 'marked') return marked;
  const { deletionId } = marked;
  await carryOutDeletion(app, { deletionId });
  const { deleted, canceled } = (await app.db.numberDeletions.find(deletionId))!;
  return { kind: 'deleted', deletionId, undoUntil, numbers: deleted, canceled };
}
