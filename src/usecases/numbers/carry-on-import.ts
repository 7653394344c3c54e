import type { App } from '../../app';
import type { NumberImportRow } from '../../database/stores/number-imports';
import { addMs } from '../../domain/time';

const BATCH = 20_000;
/** An import that nobody moved for this long is taken over by another process. */
export const IMPORT_LEASE_MS = 30_000;

/** Called after each piece of work, with the row as it stands. */
export type OnImportProgress = (row: NumberImportRow) => Promise<void> | void;

/** Works off a file that was stored: batch by batch, each its own transaction, so that any process can go on from there. */
export async function carryOnImport(
  app: App,
  o: { importId: bigint; onProgress?: OnImportProgress; signal?: AbortSignal },
): Promise<NumberImportRow> {
  const { maxUsesOfNumber: maxUses } = await app.settings();
  for (;;) {
    const row = (await app.db.numberImports.find(o.importId))!;
    await o.onProgress?.(row);
    if (row.endedAt !== null || row.state === 'READING' || o.signal?.aborted) return row;
    await app.db.transact(async (tx) => {
      const now = app.clock.now();
      await tx.numberImports.lease(row.id, addMs(now, IMPORT_LEASE_MS));
      // Shared: the service cannot be deleted while a batch of its numbers is written.
      if (!(await tx.numberImports.lockService(row.serviceId)))
        return tx.numberImports.fail(row.id, 'The service was deleted meanwhile.', now);
      if (row.state === 'CHECKING') return tx.numberImports.check(row.id, { maxUses, now });
      const batch = await tx.numberImports.writeBatch(row.id, { size: BATCH, maxUses, now });
      if (batch.kind !== 'done') return;
      const { counts } = (await tx.numberImports.find(row.id))!;
      await tx.audit.write({
        actor: { type: row.actorType, id: row.actorId },
        action: 'numbers.imported',
        entity: 'number_import',
        entityId: row.id,
        facts: { providerId: row.providerId, serviceId: row.serviceId, countryId: row.countryId, ...counts },
        requestId: row.requestId ?? undefined,
        at: now,
      });
    });
  }
}

/** Goes on with one import whose process died: what was stored whole is worked off, a file cut short is given up. */
export async function takeOverImport(
  app: App,
  signal?: AbortSignal,
): Promise<{ kind: 'nothing' | 'gave_up' | 'went_on' }> {
  const now = app.clock.now();
  const row = await app.db.numberImports.takeOver(now, addMs(now, IMPORT_LEASE_MS));
  if (!row) return { kind: 'nothing' };
  if (row.state === 'READING') {
    await app.db.numberImports.fail(row.id, 'The file broke off while it was read; nothing of it was imported.', now);
    return { kind: 'gave_up' };
  }
  await carryOnImport(app, { importId: row.id, signal });
  return { kind: 'went_on' };
}
