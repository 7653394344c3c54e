import { DEFAULT_SETTINGS, type Settings } from '../domain/settings';
import type { Clock } from '../ports/clock';
import type { Stores } from './stores';
import { createTimedReader } from './timed-reader';

/** Reads the operator's settings, at most once a second; a value of the wrong type counts as not set. */
export function createSettingsReader(
  db: { settings: Pick<Stores['settings'], 'list'> },
  clock: Clock,
): () => Promise<Settings> {
  return createTimedReader(clock, async () => {
    return Object.freeze(merge(await db.settings.list()));
  });
}

function merge(rows: readonly { key: string; value: unknown }[]): Settings {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const { key, value } of rows) {
    if (key in DEFAULT_SETTINGS && typeof value === typeof settings[key]) settings[key] = value;
  }
  return settings as Settings;
}
