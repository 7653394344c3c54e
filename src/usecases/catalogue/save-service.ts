import { z } from 'zod';
import type { App } from '../../app';
import type { Tx } from '../../database/database';
import { says } from '../../resources/kit/zod-problems';
import { patternProblem } from './pattern-problem';
import { type Author, checked, form, type SaveOutcome, saveRow } from './save-row';

const changes = z.object({
  name: form.text(60).optional(),
  emoji: z.string().trim().max(16, says('emoji')).optional(),
  /** Its first group is the code. Checked by patternProblem besides. */
  codePattern: form.text(200).nullish(),
  timeoutS: form.whole(60, 86_400).optional(),
  position: form.whole(-1_000_000, 1_000_000).optional(),
  isActive: z.boolean().optional(),
});
const draft = changes.extend({
  code: z.string().regex(/^[a-z0-9][a-z0-9_-]{1,39}$/, says('service_code')),
  name: form.text(60),
});

export type ServiceChanges = z.input<typeof changes>;
export type ServiceDraft = z.input<typeof draft>;

export function createService(app: App, input: ServiceDraft, author: Author): Promise<SaveOutcome> {
  return checked(draft, input, ({ code, ...rest }) =>
    withGoodPattern(rest, () =>
      saveRow(app, {
        ...{ table: 'services', entity: 'service', columns: { code, ...columnsOf(rest) } },
        before: (tx) => freeCode(tx, code),
        ...author,
      }),
    ),
  );
}

export function updateService(
  app: App,
  id: number,
  input: ServiceChanges,
  author: Author,
  seen?: ServiceChanges,
): Promise<SaveOutcome> {
  return checked(changes, input, (values) =>
    withGoodPattern(values, () =>
      saveRow(app, {
        table: 'services',
        entity: 'service',
        id,
        columns: columnsOf(values),
        seen: seen && columnsOf(seen),
        ...author,
      }),
    ),
  );
}

/** A service that was deleted gives its code to a new one, and can no longer be brought back then. */
async function freeCode(tx: Tx, code: string): Promise<void> {
  await tx.sql.rows(
    'services.freeCode',
    `UPDATE services SET code = code || '~' || id WHERE code = $1 AND deleted_at IS NOT NULL`,
    [code],
  );
}

async function withGoodPattern(
  { codePattern }: z.output<typeof changes>,
  save: () => Promise<SaveOutcome>,
): Promise<SaveOutcome> {
  const problem = codePattern ? await patternProblem(codePattern) : undefined;
  return problem ? { kind: 'invalid', problem: { ...problem, path: 'codePattern' } } : save();
}

function columnsOf({ codePattern, timeoutS, isActive, ...same }: z.output<typeof changes>) {
  return { ...same, code_pattern: codePattern, timeout_s: timeoutS, is_active: isActive };
}
