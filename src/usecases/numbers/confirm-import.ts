import type { App } from '../../app';
import type { NumberImportRow } from '../../database/stores/number-imports';
import type { Author } from '../catalogue/save-row';
import { carryOnImport } from './carry-on-import';

/** More than so many are left to the job, so that whoever confirms gets an answer at once. */
const MOST_AT_ONCE = 20_000;

export type ConfirmImportOutcome =
  | { readonly kind: 'started'; readonly import: NumberImportRow }
  /** It is no dry run that was finished: never checked, or confirmed before. */
  | { readonly kind: 'not_checked' }
  | { readonly kind: 'not_found' }
  /** Its lines are kept for a week. */
  | { readonly kind: 'too_old' };

/** Does what a dry run said, with the lines that were stored then; verdicts are found anew, as the stock is now. */
export async function confirmImport(
  app: App,
  { importId, actor, requestId }: Author & { importId: bigint },
): Promise<ConfirmImportOutcome> {
  const outcome = await app.db.transact(async (tx) => {
    const at = app.clock.now();
    const row = await tx.numberImports.find(importId);
    if (!row) return { kind: 'not_found' } as const;
    if (!(await tx.numberImports.confirm(importId, at))) return { kind: 'not_checked' } as const;
    if ((await tx.numberImports.resetVerdicts(importId)) === 0) {
      await tx.numberImports.fail(importId, 'Its lines are forgotten; import the list again.', at);
      return { kind: 'too_old' } as const;
    }
    await tx.numberImports.dropFile(importId);
    const { source, entries, providerId, serviceId, countryId, revives } = row;
    const facts = { source, entries, providerId, serviceId, countryId, revives };
    const entry = { action: 'numbers.import_started', entity: 'number_import', entityId: importId, facts, at };
    await tx.audit.write({ ...entry, actor, requestId });
    return { kind: 'confirmed', isSmall: entries <= MOST_AT_ONCE } as const;
  });
  if (outcome.kind !== 'confirmed') return outcome;
  if (outcome.isSmall) await carryOnImport(app, { importId });
  return { kind: 'started', import: (await app.db.numberImports.find(importId))! };
}
