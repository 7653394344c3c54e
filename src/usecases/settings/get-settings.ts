import type { App } from '../../app';
import { createSettingsReader } from '../../database/timed-readers';
import type { Settings } from '../../domain/settings';

/** The settings as they stand at this very moment, for whoever edits them; all others ask `app.settings`. */
export function getSettings(app: App): Promise<Settings> {
  return createSettingsReader(app.db, app.clock)();
}
