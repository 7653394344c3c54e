import type { App } from '../../app';
import { AuditRepository } from '../../database/repositories/audit.repository';
import { SettingRepository } from '../../database/repositories/setting.repository';
import { settingProblem } from '../../domain/setting-rules';
import type { Settings } from '../../domain/settings';
import type { Author } from '../catalogue/save-row';

export type SettingChanges = { readonly [Key in keyof Settings]?: Settings[Key] };

export type UpdateSettingsOutcome = { kind: 'saved' } | { kind: 'invalid'; field: string; problem: string };

/** Changes what is given, all or nothing. Every process sees it within a second. What stays as it was leaves no trace. */
export async function updateSettings(
  app: App,
  changes: SettingChanges,
  { actor, requestId }: Author,
): Promise<UpdateSettingsOutcome> {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  for (const [field, value] of given) {
    const problem = settingProblem(field, value);
    if (problem) return { kind: 'invalid', field, problem };
  }
  const at = app.clock.now();
  await app.db.transact(async (tx) => {
    for (const [key, value] of given) {
      const before = await new SettingRepository(tx.sql).put({ key, value, at });
      if (before !== undefined && before === JSON.stringify(value)) continue;
      const facts = { from: before === undefined ? null : JSON.parse(before), to: value };
      const entry = { actor, action: 'setting.changed', entity: 'setting', entityId: key, facts, requestId, at };
      await new AuditRepository(tx.sql).write(entry);
    }
  });
  return { kind: 'saved' };
}
