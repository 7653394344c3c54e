import { DEFAULT_SETTINGS, type Settings } from '../domain/settings';
import type { Clock } from '../ports/clock';
import type { Queryable } from './queryable';
import { createTimedReader } from './timed-reader';

/** Reads the operator's settings, at most once a second; a value of the wrong type counts as not set. */
export function createSettingsReader(sql: Queryable, clock: Clock): () => Promise<Settings> {
  return createTimedReader(clock, async () => {
    const rows = await sql.rows<{ key: string; value: unknown }>('settings.read', 'SELECT key, value FROM settings');
    return Object.freeze(merge(rows));
  });
}

function merge(rows: readonly { key: string; value: unknown }[]): Settings {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const { key, value } of rows) {
    if (key in DEFAULT_SETTINGS && typeof value === typeof settings[key]) settings[key] = value;
  }
  return settings as Settings;
}
