import type { App } from '../../app';
import { carryOutDeletion } from '../numbers/carry-out-deletion';
import type { Author } from './save-row';

export type RestoreServiceOutcome =
  | { readonly kind: 'restored'; readonly numbers: number }
  | { readonly kind: 'not_deleted' }
  | { readonly kind: 'too_late'; readonly undoUntil: Date }
  /** A new service took its code meanwhile. */
  | { readonly kind: 'replaced' }
  | { readonly kind: 'not_found' };

/** Undoes the deletion of a service: it is on sale again, with its numbers. What buyers lost stays canceled. */
export async function restoreService(
  app: App,
  { serviceId, actor, requestId }: Author & { serviceId: number },
): Promise<RestoreServiceOutcome> {
  const now = app.clock.now();
  const undone = await app.db.transact(async (tx) => {
    const service = await tx.services.lock(serviceId);
    if (!service) return { kind: 'not_found' } as const;
    if (!service.deletedAt) return { kind: 'not_deleted' } as const;
    const deletion = await tx.numberDeletions.lockOfService(serviceId);
    const undoUntil = deletion?.undoUntil ?? service.deletedAt;
    if (!deletion || undoUntil <= now) return { kind: 'too_late', undoUntil } as const;
    if (service.code.endsWith(`~${serviceId}`)) return { kind: 'replaced' } as const;
    await tx.services.setDeletedAt(serviceId, null);
    await tx.numberDeletions.startRestoring(deletion.id);
    await tx.audit.write({
      ...{ actor, requestId, action: 'service.restored', entity: 'service', entityId: serviceId },
      facts: { code: service.code, deletionId: String(deletion.id) },
      at: now,
    });
    return { kind: 'marked', deletionId: deletion.id } as const;
  });
  if (undone.kind !== 'marked') return undone;
  await carryOutDeletion(app, undone);
  return { kind: 'restored', numbers: (await app.db.numberDeletions.find(undone.deletionId))!.restored };
}
