import type { App } from '../../app';
import type { DeletableTable } from '../../database/stores/deleted-rows';
import { ROW_ENTITIES } from './delete-row';
import type { Author } from './save-row';

export type RestoreRowOutcome =
  | { readonly kind: 'restored' }
  | { readonly kind: 'not_deleted' }
  | { readonly kind: 'too_late'; readonly undoUntil: Date }
  /** A new row took its name or place meanwhile. */
  | { readonly kind: 'replaced' }
  /** What it belongs to was deleted meanwhile. */
  | { readonly kind: 'parent_gone' }
  | { readonly kind: 'not_found' };

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';

/** Undoes a deletion within ten minutes: the row stands as it stood, with all that went with it. */
export async function restoreRow(
  app: App,
  { table, id, actor, requestId }: Author & { table: DeletableTable; id: number },
): Promise<RestoreRowOutcome> {
  const entity = ROW_ENTITIES[table];
  const now = app.clock.now();
  try {
    return await app.db.transact(async (tx): Promise<RestoreRowOutcome> => {
      const deleted = await tx.deletedRows.lock(entity, id);
      if (!deleted) {
        return { kind: (await tx.deletedRows.stands(table, id)) ? 'not_deleted' : 'not_found' };
      }
      if (deleted.undoUntil <= now) return { kind: 'too_late', undoUntil: deleted.undoUntil };
      await tx.deletedRows.putBack(deleted.parts);
      await tx.deletedRows.drop(deleted.id);
      const entry = { action: `${entity}.restored`, entity, entityId: id, facts: {}, at: now };
      await tx.audit.write({ ...entry, actor, requestId });
      return { kind: 'restored' };
    });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === UNIQUE_VIOLATION) return { kind: 'replaced' };
    if (code === FOREIGN_KEY_VIOLATION) return { kind: 'parent_gone' };
    throw error;
  }
}
