import type { App } from '../../app';
import type { DeletableTable, RowUses } from '../../database/stores/deleted-rows';
import { addMs } from '../../domain/time';
import { UNDO_MS } from './delete-service';
import type { Author } from './save-row';

export type { DeletableTable, RowUse, RowUses } from '../../database/stores/deleted-rows';

export type DeleteRowOutcome =
  /** `routes`: so many went along. */
  | { readonly kind: 'deleted'; readonly undoUntil: Date; readonly routes: number }
  | { readonly kind: 'not_found' }
  /** Something refers to it: sales, numbers, messages, or rows below it. It can be switched off instead. */
  | { readonly kind: 'in_use'; readonly uses: RowUses };

/** As the audit log names them. A service is another matter: see `delete-service.ts`. */
export const ROW_ENTITIES: Readonly<Record<DeletableTable, string>> = {
  countries: 'country',
  offers: 'offer',
  routes: 'route',
  providers: 'provider',
};
const FOREIGN_KEY_VIOLATION = '23503';

/**
 * Deletes a row at once, with no question, when no sale, number or message refers to it; the database's references decide.
 * An offer and a provider take their routes along. For ten minutes it can be brought back (`restore-row.ts`).
 */
export async function deleteRow(
  app: App,
  { table, id, actor, requestId }: Author & { table: DeletableTable; id: number },
): Promise<DeleteRowOutcome> {
  const entity = ROW_ENTITIES[table];
  const now = app.clock.now();
  const undoUntil = addMs(now, UNDO_MS);
  try {
    return await app.db.transact(async (tx): Promise<DeleteRowOutcome> => {
      const parts = await tx.deletedRows.take(table, id);
      if (!parts) return { kind: 'not_found' };
      await tx.deletedRows.keep({ entity, id, parts, undoUntil, now });
      const { api_key_sealed: _key, webhook_key_sealed: _webhookKey, options: _options, ...facts } = parts[0]!.row;
      const entry = { action: `${entity}.deleted`, entity, entityId: id, facts, at: now };
      await tx.audit.write({ ...entry, actor, requestId });
      return { kind: 'deleted', undoUntil, routes: parts.slice(1).filter((part) => part.table === 'routes').length };
    });
  } catch (error) {
    if ((error as { code?: string }).code !== FOREIGN_KEY_VIOLATION) throw error;
    return { kind: 'in_use', uses: await app.db.deletedRows.usesOf(table, id) };
  }
}
