import type { App } from '../../app';
import type { AdminSessionRow } from '../../database/stores/admins';

export type AdminSession = AdminSessionRow;

/**
 * The live session of this person, which is used by asking. Undefined when it was idle for too long, ran out, was ended,
 * or never was. Asked at every step and every press in the panel.
 */
export async function useAdminSession(app: App, o: { userId: bigint }): Promise<bigint | undefined> {
  const at = app.clock.now();
  return app.db.admins.useSession({ userId: o.userId, at, idleSince: await idleSince(app, at) });
}

/** Who is in the panel now, the last used first. */
export async function listAdminSessions(app: App): Promise<AdminSession[]> {
  const at = app.clock.now();
  return app.db.admins.listLive({ at, idleSince: await idleSince(app, at) });
}

/** Sessions that were not used since then are over. */
async function idleSince(app: App, at: Date): Promise<Date> {
  const { adminIdleS } = await app.settings();
  return new Date(at.getTime() - adminIdleS * 1000);
}

/** Whether this person was ever let into the panel; others are not told that there is one. */
export function wasAdmin(app: App, o: { userId: bigint }): Promise<boolean> {
  return app.db.admins.wasAdmin(o.userId);
}
