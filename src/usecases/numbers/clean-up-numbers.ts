import { z } from 'zod';
import type { App } from '../../app';
import { countFitting, type NumberFilter } from '../../database/queries/numbers';
import { type Problem, problemAt } from '../../domain/problems';
import { addMs } from '../../domain/time';
import { form } from '../../resources/kit/fields';
import { firstProblem, read } from '../../resources/kit/zod-problems';
import type { Author } from '../catalogue/save-row';
import { carryOutDeletion } from './carry-out-deletion';

/** So long a cleanup can be undone. */
const UNDO_MS = 24 * 3_600_000;
const MOST = 1_000_000;

const filters = z.strictObject({
  serviceId: z.int().optional(),
  countryId: z.int().optional(),
  providerId: z.int().optional(),
  minUses: form.whole(0, MOST).optional(),
  maxUses: form.whole(0, MOST).optional(),
  minExpiries: form.whole(0, MOST).optional(),
  createdBefore: z.date().optional(),
  idleSince: z.date().optional(),
  isQuarantined: z.boolean().optional(),
});

export type CleanUpOutcome =
  | { readonly kind: 'cleaned_up'; readonly deletionId: bigint; readonly deleted: number; readonly undoUntil: Date }
  | { readonly kind: 'nothing_fits' }
  | { readonly kind: 'invalid'; readonly problem: Problem };

/** How many numbers a cleanup would delete. Nothing changes. */
export async function previewCleanUp(app: App, filter: NumberFilter) {
  const checked = check(filter);
  return checked.kind === 'invalid'
    ? checked
    : { kind: 'preview' as const, ...(await countFitting(app.db, checked.filter)) };
}

/**
 * Deletes the free numbers of the pool that fit all conditions; at least one must be given. Numbers that somebody has
 * are left alone. It can be undone within a day.
 */
export async function cleanUpNumbers(
  app: App,
  { filter, actor, requestId }: Author & { filter: NumberFilter },
): Promise<CleanUpOutcome> {
  const checked = check(filter);
  if (checked.kind === 'invalid') return checked;
  const { free } = await countFitting(app.db, checked.filter);
  if (free === 0) return { kind: 'nothing_fits' };
  const now = app.clock.now();
  const undoUntil = addMs(now, UNDO_MS);
  const deletionId = await app.db.transact(async (tx) => {
    const id = await tx.numberDeletions.open({ reason: 'CLEANUP', filter: checked.filter, actor, undoUntil, now });
    await tx.audit.write({
      ...{ actor, requestId, action: 'numbers.cleaned_up', entity: 'number_deletion', entityId: id },
      facts: { filter: checked.filter, fitting: free },
      at: now,
    });
    return id;
  });
  await carryOutDeletion(app, { deletionId });
  const { deleted } = (await app.db.numberDeletions.find(deletionId))!;
  return { kind: 'cleaned_up', deletionId, deleted, undoUntil };
}

function check(filter: NumberFilter) {
  const parsed = read(filters, filter);
  if (parsed.kind === 'bad') return { kind: 'invalid', problem: firstProblem(parsed.issues) } as const;
  const given = Object.values(parsed.value).filter((value) => value !== undefined);
  if (given.length > 0) return { kind: 'valid', filter: parsed.value as NumberFilter } as const;
  return { kind: 'invalid', problem: problemAt('filter', 'no_condition') } as const;
}
