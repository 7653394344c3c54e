import type { App } from '../../app';
import type { Author } from '../catalogue/save-row';
import { carryOutDeletion } from './carry-out-deletion';

export type UndoCleanUpOutcome =
  | { readonly kind: 'restored'; readonly numbers: number }
  | { readonly kind: 'not_found' | 'already_undone' }
  | { readonly kind: 'too_late'; readonly undoUntil: Date };

/** Brings the numbers of one cleanup back into stock. */
export async function undoCleanUp(
  app: App,
  { deletionId, actor, requestId }: Author & { deletionId: bigint },
): Promise<UndoCleanUpOutcome> {
  const at = app.clock.now();
  const outcome = await app.db.transact(async (tx) => {
    const row = await tx.numberDeletions.lock(deletionId);
    if (row?.reason !== 'CLEANUP') return { kind: 'not_found' } as const;
    if (row.state === 'RESTORING' || row.state === 'RESTORED') return { kind: 'already_undone' } as const;
    if (row.undoUntil <= at) return { kind: 'too_late', undoUntil: row.undoUntil } as const;
    await tx.numberDeletions.startRestoring(deletionId);
    await tx.audit.write({
      ...{ actor, requestId, action: 'numbers.cleanup_undone', entity: 'number_deletion', entityId: deletionId },
      facts: { deleted: row.deleted },
      at,
    });
    return { kind: 'started' } as const;
  });
  if (outcome.kind !== 'started') return outcome;
  await carryOutDeletion(app, { deletionId });
  return { kind: 'restored', numbers: (await app.db.numberDeletions.find(deletionId))!.restored };
}
