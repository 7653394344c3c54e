import type { Access } from '../access';

export interface AdminSessionRow {
  readonly id: bigint;
  readonly userId: bigint;
  readonly firstName: string;
  readonly username: string | null;
  readonly telegramId: bigint | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

export interface AdminCredentialRow {
  readonly passwordHash: string;
  readonly replaces: string | null;
}

export interface AdminAttempts {
  readonly failures: number;
  readonly lockedUntil: Date | null;
}

const SESSION = `s.id, s.user_id AS "userId", u.first_name AS "firstName", u.username, u.telegram_id AS "telegramId",
  s.created_at AS "createdAt", s.last_used_at AS "lastUsedAt", s.expires_at AS "expiresAt"`;

/** Password, tries and sessions of the panel. */
export class AdminStore {
  constructor(private readonly db: Access) {}

  async findCredential(): Promise<AdminCredentialRow | undefined> {
    const [row] = await this.db.sql.rows<AdminCredentialRow>(
      'admins.findCredential',
      'SELECT password_hash AS "passwordHash", replaces FROM admin_credentials',
    );
    return row;
  }

  async setCredential(o: { passwordHash: string; replaces: string | null; userId: bigint; at: Date }): Promise<void> {
    await this.db.sql.rows(
      'admins.setCredential',
      `INSERT INTO admin_credentials (password_hash, replaces, changed_by, changed_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET password_hash = EXCLUDED.password_hash, replaces = EXCLUDED.replaces,
         changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at`,
      [o.passwordHash, o.replaces, o.userId, o.at],
    );
  }

  /**
   * Counts a try as a wrong one before it is looked at, so that a crash gives nobody a free guess. The count begins anew
   * when the last try is older than `since`. Undefined while the person is locked: nothing is counted then.
   */
  async countTry(o: { userId: bigint; at: Date; since: Date }): Promise<number | undefined> {
    const [row] = await this.db.sql.rows<{ failures: number }>(
      'admins.countTry',
      `INSERT INTO admin_attempts AS a (user_id, failures, last_at) VALUES ($1, 1, $2)
       ON CONFLICT (user_id) DO UPDATE SET last_at = $2, locked_until = NULL,
         failures = CASE WHEN a.last_at < $3 OR a.locked_until IS NOT NULL THEN 1 ELSE a.failures + 1 END
         WHERE a.locked_until IS NULL OR a.locked_until <= $2
       RETURNING failures`,
      [o.userId, o.at, o.since],
    );
    return row?.failures;
  }

  async findAttempts(userId: bigint): Promise<AdminAttempts | undefined> {
    const [row] = await this.db.sql.rows<AdminAttempts>(
      'admins.findAttempts',
      'SELECT failures, locked_until AS "lockedUntil" FROM admin_attempts WHERE user_id = $1',
      [userId],
    );
    return row;
  }

  async lock(userId: bigint, until: Date): Promise<void> {
    await this.db.sql.rows('admins.lock', 'UPDATE admin_attempts SET locked_until = $2 WHERE user_id = $1', [
      userId,
      until,
    ]);
  }

  async forgetTries(userId: bigint): Promise<void> {
    await this.db.sql.rows('admins.forgetTries', 'DELETE FROM admin_attempts WHERE user_id = $1', [userId]);
  }

  async openSession(o: { userId: bigint; at: Date; expiresAt: Date }): Promise<bigint> {
    const [row] = await this.db.sql.rows<{ id: bigint }>(
      'admins.openSession',
      `INSERT INTO admin_sessions (user_id, created_at, last_used_at, expires_at) VALUES ($1, $2, $2, $3) RETURNING id`,
      [o.userId, o.at, o.expiresAt],
    );
    return row!.id;
  }

  /** The live session of a person, which counts as used now. Undefined when it ran out, was idle too long or never was. */
  async useSession(o: { userId: bigint; at: Date; idleSince: Date }): Promise<bigint | undefined> {
    const [row] = await this.db.sql.rows<{ id: bigint }>(
      'admins.useSession',
      `UPDATE admin_sessions SET last_used_at = $2
       WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND last_used_at > $3 RETURNING id`,
      [o.userId, o.at, o.idleSince],
    );
    return row?.id;
  }

  /** Forgets sessions that could not be used since then, but for the last one of each person. Returns how many went. */
  async pruneSessions(before: Date, limit: number): Promise<number> {
    const rows = await this.db.sql.rows(
      'admins.pruneSessions',
      `DELETE FROM admin_sessions WHERE id IN (
         SELECT id FROM admin_sessions s WHERE expires_at < $1
           AND EXISTS (SELECT 1 FROM admin_sessions later WHERE later.user_id = s.user_id AND later.id > s.id)
         ORDER BY id LIMIT $2) RETURNING 1`,
      [before, limit],
    );
    return rows.length;
  }

  /** Whether this person was ever let in. */
  async wasAdmin(userId: bigint): Promise<boolean> {
    const rows = await this.db.sql.rows('admins.wasAdmin', 'SELECT 1 FROM admin_sessions WHERE user_id = $1 LIMIT 1', [
      userId,
    ]);
    return rows.length === 1;
  }

  async listLive(o: { at: Date; idleSince: Date }): Promise<AdminSessionRow[]> {
    return this.db.sql.rows<AdminSessionRow>(
      'admins.listLive',
      `SELECT ${SESSION} FROM admin_sessions s JOIN users u ON u.id = s.user_id
       WHERE s.revoked_at IS NULL AND s.expires_at > $1 AND s.last_used_at > $2 ORDER BY s.last_used_at DESC, s.id`,
      [o.at, o.idleSince],
    );
  }

  /** Ends sessions: one, those of one person, or all. Returns the ids of those that had not ended before. */
  async revoke(o: { at: Date; id?: bigint; userId?: bigint }): Promise<bigint[]> {
    const rows = await this.db.sql.rows<{ id: bigint }>(
      'admins.revoke',
      `UPDATE admin_sessions SET revoked_at = $1 WHERE revoked_at IS NULL
         AND ($2::bigint IS NULL OR id = $2) AND ($3::bigint IS NULL OR user_id = $3) RETURNING id`,
      [o.at, o.id ?? null, o.userId ?? null],
    );
    return rows.map(({ id }) => id);
  }
}
