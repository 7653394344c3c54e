import type { App } from '../../app';
import { LOCK_MS, MAX_WRONG_PASSWORDS, PASSWORD_LENGTH } from '../../domain/access/admin-rules';
import { raiseAlert } from '../alerts/raise-alert';
import { currentPasswordHash } from './panel-password';

export interface LogInOrder {
  readonly userId: bigint;
  readonly password: string;
  /** ADMIN_PASSWORD_HASH. */
  readonly environmentHash: string | undefined;
  readonly verify: (password: string, hash: string) => Promise<boolean>;
}

export type LogInOutcome =
  | { kind: 'logged_in'; sessionId: bigint }
  | { kind: 'wrong_password'; triesLeft: number }
  | { kind: 'locked'; until: Date }
  /** Nobody set a password yet, so nobody can log in. */
  | { kind: 'no_password' };

/**
 * Lets a person into the panel who knows its password. The try is counted before the password is looked at; the fifth
 * wrong one in a row locks the person, and what is tried while locked is not even looked at.
 */
export async function logIn(app: App, o: LogInOrder): Promise<LogInOutcome> {
  const { admins } = app.db;
  const at = app.clock.now();
  const hash = await currentPasswordHash(admins, o.environmentHash);
  if (hash === undefined) return { kind: 'no_password' };
  const since = new Date(at.getTime() - LOCK_MS);
  const failures = await admins.countTry({ userId: o.userId, at, since });
  if (failures === undefined) return { kind: 'locked', until: (await admins.findAttempts(o.userId))!.lockedUntil! };
  const isRight = o.password.length <= PASSWORD_LENGTH.most * 2 && (await o.verify(o.password, hash));
  if (isRight) return { kind: 'logged_in', sessionId: await openSession(app, o.userId, at) };
  if (failures < MAX_WRONG_PASSWORDS) {
    return { kind: 'wrong_password', triesLeft: MAX_WRONG_PASSWORDS - failures };
  }
  return { kind: 'locked', until: await lock(app, o.userId, at) };
}

async function openSession(app: App, userId: bigint, at: Date): Promise<bigint> {
  const { adminSessionS } = await app.settings();
  return app.db.transact(async (tx) => {
    await tx.admins.forgetTries(userId);
    await tx.admins.revoke({ at, userId });
    const expiresAt = new Date(at.getTime() + adminSessionS * 1000);
    const id = await tx.admins.openSession({ userId, at, expiresAt });
    await tx.audit.write({
      actor: { type: 'ADMIN', id: String(userId) },
      action: 'admin.logged_in',
      entity: 'admin_session',
      entityId: id,
      facts: { expiresAt: expiresAt.toISOString() },
      at,
    });
    return id;
  });
}

async function lock(app: App, userId: bigint, at: Date): Promise<Date> {
  const until = new Date(at.getTime() + LOCK_MS);
  await app.db.transact(async (tx) => {
    await tx.admins.lock(userId, until);
    await tx.audit.write({
      actor: { type: 'USER', id: String(userId) },
      action: 'admin.locked',
      entity: 'user',
      entityId: userId,
      facts: { wrongPasswords: MAX_WRONG_PASSWORDS, until: until.toISOString() },
      at,
    });
  });
  // Somebody who tries passwords is something that owners want to know while it happens.
  await raiseAlert(app, {
    key: `panel_locked:${userId}`,
    kind: 'panel_locked',
    facts: { userId: String(userId), tries: MAX_WRONG_PASSWORDS },
    everyS: LOCK_MS / 1000,
  });
  return until;
}
