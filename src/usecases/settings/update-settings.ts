import type { App } from '../../app';
import type { Problem } from '../../domain/problems';
import { settingProblem } from '../../domain/setting-rules';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings';
import type { Author } from '../catalogue/save-row';

export type SettingChanges = { readonly [Key in keyof Settings]?: Settings[Key] };

export type UpdateSettingsOutcome =
  | { kind: 'saved' }
  | { kind: 'invalid'; problem: Problem }
  /** It was not any more what its author had seen; nothing was changed. `now` is what it is. */
  | { kind: 'changed_meanwhile'; field: string; now: Settings[keyof Settings] };

/**
 * Changes what is given, all or nothing. Every process sees it within a second. What stays as it was leaves no trace.
 * With `seen` the change is made only while the settings named there are still so.
 */
export async function updateSettings(
  app: App,
  changes: SettingChanges,
  { actor, requestId }: Author,
  seen: SettingChanges = {},
): Promise<UpdateSettingsOutcome> {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  for (const [field, value] of given) {
    const problem = settingProblem(field, value);
    if (problem) return { kind: 'invalid', problem: { ...problem, path: field } };
  }
  const at = app.clock.now();
  const write = app.db.transact(async (tx) => {
    for (const [key, value] of given) {
      const before = await tx.settings.put({ key, value, at });
      const now = before === undefined ? DEFAULT_SETTINGS[key as keyof Settings] : JSON.parse(before);
      const known = seen[key as keyof Settings];
      if (known !== undefined && known !== now) throw new ChangedMeanwhile(key, now);
      if (before !== undefined && before === JSON.stringify(value)) continue;
      const facts = { from: before === undefined ? null : JSON.parse(before), to: value };
      const entry = { actor, action: 'setting.changed', entity: 'setting', entityId: key, facts, requestId, at };
      await tx.audit.write(entry);
    }
    return { kind: 'saved' } as const;
  });
  return write.catch((error: unknown) => {
    if (error instanceof ChangedMeanwhile) return { kind: 'changed_meanwhile', field: error.field, now: error.now };
    throw error;
  });
}

/** Thrown so that the transaction leaves nothing behind. */
class ChangedMeanwhile extends Error {
  constructor(
    readonly field: string,
    readonly now: Settings[keyof Settings],
  ) {
    super(`${field} was changed meanwhile`);
  }
}
