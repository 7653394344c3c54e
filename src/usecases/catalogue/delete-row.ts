import type { App } from '../../app';
import type { CatalogueTable } from '../../database/reads/catalogue.read';
import { AuditRepository } from '../../database/repositories/audit.repository';
import type { Author } from './save-row';

export type DeleteRowOutcome =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'not_found' }
  /** Something refers to it: sales, numbers, messages, or rows below it. It can be switched off instead. */
  | { readonly kind: 'in_use' };

/** What can be deleted when nothing refers to it. A service is another matter: see `delete-service.ts`. */
export type DeletableTable = Exclude<CatalogueTable, 'services'>;

const ENTITIES: Readonly<Record<DeletableTable, string>> = {
  countries: 'country',
  offers: 'offer',
  routes: 'route',
  providers: 'provider',
};
const FOREIGN_KEY_VIOLATION = '23503';

/** Deletes a row that nothing refers to; an offer takes its routes along. The database's references decide. */
export async function deleteRow(
  app: App,
  { table, id, actor, requestId }: Author & { table: DeletableTable; id: number },
): Promise<DeleteRowOutcome> {
  const entity = ENTITIES[table];
  try {
    return await app.db.transact(async (tx): Promise<DeleteRowOutcome> => {
      if (table === 'offers') await tx.sql.rows('routes.deleteOfOffer', 'DELETE FROM routes WHERE offer_id = $1', [id]);
      const [row] = await tx.sql.rows<{ facts: Record<string, unknown> }>(
        `${table}.delete`,
        `DELETE FROM ${table} x WHERE id = $1 RETURNING to_jsonb(x) - 'api_key_sealed' - 'options' AS facts`,
        [id],
      );
      if (!row) return { kind: 'not_found' };
      const entry = { action: `${entity}.deleted`, entity, entityId: id, facts: row.facts, at: app.clock.now() };
      await new AuditRepository(tx.sql).write({ ...entry, actor, requestId });
      return { kind: 'deleted' };
    });
  } catch (error) {
    if ((error as { code?: string }).code === FOREIGN_KEY_VIOLATION) return { kind: 'in_use' };
    throw error;
  }
}
