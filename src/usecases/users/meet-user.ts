import type { App } from '../../app';
import type { UserRow } from '../../database/stores/users';
import { GIFT_PAYLOAD } from '../growth/gifts';
import { attachReferral } from '../growth/referrals';

export type User = UserRow;

export interface Acquaintance {
  readonly telegramId: bigint;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly username: string | null;
  /** The language to begin with; a later choice of the user's own is kept. */
  readonly language: User['language'];
  /** What stood behind /start at the first meeting. */
  readonly startPayload?: string;
}

/** Stores who is there, new or known, in one statement. Whoever writes to us has not blocked us. */
export async function meetUser(app: App, who: Acquaintance): Promise<User> {
  const { startPayload: payload, telegramId } = who;
  const user = await app.db.users.meet({ ...who, startPayload: payload && wayOf(payload), now: app.clock.now() });
  // Also when the first try died in between: nothing changes for whoever was brought already, or has had money.
  if (payload?.startsWith('r_')) await attachReferral(app, { userId: user.id, telegramId, payload });
  return user;
}

/** How somebody came, as it is kept: what a gift's link carries is nowhere but in the link. */
function wayOf(payload: string): string {
  return GIFT_PAYLOAD.test(payload) ? 'g_' : payload;
}

export async function setLanguage(app: App, o: { userId: bigint; language: User['language'] }): Promise<void> {
  await app.db.users.setLanguage(o.userId, o.language);
}

/** A user blocked the bot, or took that back. Nothing happens when they are not known. */
export async function markBlocked(app: App, o: { telegramId: bigint; blocked: boolean }): Promise<void> {
  await app.db.users.markBlocked(o.telegramId, o.blocked);
}
