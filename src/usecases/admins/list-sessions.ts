import type { App } from '../../app';
import type { AdminSessionRow } from '../../database/stores/admins';
import { idleSince } from './use-session';

export type AdminSession = AdminSessionRow;

/** Who is in the panel now, the last used first. */
export async function listAdminSessions(app: App): Promise<AdminSession[]> {
  const at = app.clock.now();
  return app.db.admins.listLive({ at, idleSince: await idleSince(app, at) });
}
