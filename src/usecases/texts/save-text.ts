import type { App } from '../../app';
import type { Language } from '../../domain/language';
import type { Problem } from '../../domain/problems';
import { type TextKey, textProblems } from '../../domain/texts/custom-texts';
import type { Author } from '../catalogue/save-row';

export interface SaveTextOrder {
  readonly language: Language;
  readonly key: TextKey;
  /** Null: the built-in words again. */
  readonly text: string | null;
  /** What its author saw, undefined when he does not say; null for the built-in words. */
  readonly seen?: string | null;
}

export type SaveTextOutcome =
  | { kind: 'saved' }
  | { kind: 'invalid'; problems: readonly Problem[] }
  /** Somebody else changed it since; nothing was changed. `now` is what stands, null for the built-in words. */
  | { kind: 'changed_meanwhile'; now: string | null };

/**
 * Says a text for buyers in an operator's own words. Every process says it so within a second. What stays as it was leaves
 * no trace.
 */
export async function saveText(app: App, o: SaveTextOrder, { actor, requestId }: Author): Promise<SaveTextOutcome> {
  const problems = o.text === null ? [] : textProblems(o.key, o.text);
  if (problems.length > 0) return { kind: 'invalid', problems };
  const at = app.clock.now();
  const write = app.db.transact(async (tx) => {
    const from = (await tx.customTexts.put({ ...o, at })) ?? null;
    if (o.seen !== undefined && o.seen !== from) throw new ChangedMeanwhile(from);
    if (from === o.text) return { kind: 'saved' } as const;
    const facts = { from, to: o.text };
    const entityId = `${o.language}/${o.key}`;
    const entry = { actor, action: 'text.changed', entity: 'text', entityId, facts, requestId, at };
    await tx.audit.write(entry);
    return { kind: 'saved' } as const;
  });
  return write.catch((error: unknown) => {
    if (error instanceof ChangedMeanwhile) return { kind: 'changed_meanwhile', now: error.now };
    throw error;
  });
}

/** Thrown so that the transaction leaves nothing behind. */
class ChangedMeanwhile extends Error {
  constructor(readonly now: string | null) {
    super('the text was changed meanwhile');
  }
}
