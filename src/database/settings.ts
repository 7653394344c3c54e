import { DEFAULT_SETTINGS, type Settings } from '../domain/settings';
import type { Clock } from '../ports/clock';
import type { Queryable } from './queryable';

const FRESH_MS = 1_000;

/** Reads the operator's settings, at most once a second; a value of the wrong type counts as not set. */
export function createSettingsReader(sql: Queryable, clock: Clock): () => Promise<Settings> {
  let known: { settings: Settings; readAtMs: number } | undefined;
  let reading: Promise<Settings> | undefined;

  async function read(): Promise<Settings> {
    const rows = await sql.rows<{ key: string; value: unknown }>('settings.read', 'SELECT key, value FROM settings');
    const settings = Object.freeze(merge(rows));
    known = { settings, readAtMs: clock.now().getTime() };
    return settings;
  }

  return async () => {
    const ageMs = known ? clock.now().getTime() - known.readAtMs : Number.POSITIVE_INFINITY;
    if (known && ageMs >= 0 && ageMs < FRESH_MS) return known.settings;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
}

function merge(rows: readonly { key: string; value: unknown }[]): Settings {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const { key, value } of rows) {
    if (key in DEFAULT_SETTINGS && typeof value === typeof settings[key]) settings[key] = value;
  }
  return settings as Settings;
}
