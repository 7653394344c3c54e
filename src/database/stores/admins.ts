import { IsNull, MoreThan } from 'typeorm';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { deleteSome } from '../delete-some';
import { AdminAttempt } from '../entities/admin-attempt.entity';
import { AdminCredential } from '../entities/admin-credential.entity';
import { AdminSession } from '../entities/admin-session.entity';
import { User } from '../entities/user.entity';

const SESSION = select(AdminSession, 's', ['id', 'userId', 'createdAt', 'lastUsedAt', 'expiresAt']);
const HOLDER = select(User, 'u', ['firstName', 'username', 'telegramId']);
export type AdminSessionRow = Row<typeof SESSION> & Row<typeof HOLDER>;

/** Password, tries and sessions of the panel. */
export class AdminStore {
  constructor(private readonly db: Access) {}

  /** Null: nobody changed the password in the panel yet. */
  findCredential(): Promise<Pick<AdminCredential, 'passwordHash' | 'replaces'> | null> {
    return this.db.manager.findOneBy(AdminCredential, { id: 1 });
  }

  async setCredential(o: { passwordHash: string; replaces: string | null; userId: bigint; at: Date }): Promise<void> {
    const { passwordHash, replaces, userId: changedBy, at: changedAt } = o;
    await this.db.manager.upsert(AdminCredential, { id: 1, passwordHash, replaces, changedBy, changedAt }, ['id']);
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

  findAttempts(userId: bigint): Promise<AdminAttempt | null> {
    return this.db.manager.findOneBy(AdminAttempt, { userId });
  }

  async lock(userId: bigint, lockedUntil: Date): Promise<void> {
    await this.db.manager.update(AdminAttempt, { userId }, { lockedUntil });
  }

  async forgetTries(userId: bigint): Promise<void> {
    await this.db.manager.delete(AdminAttempt, { userId });
  }

  async openSession(o: { userId: bigint; at: Date; expiresAt: Date }): Promise<bigint> {
    const { userId, at, expiresAt } = o;
    const session = { userId, createdAt: at, lastUsedAt: at, expiresAt };
    return (await this.db.manager.insert(AdminSession, session)).identifiers[0]!.id;
  }

  /** The live session of a person, which counts as used now. Undefined when it ran out, was idle too long or never was. */
  async useSession(o: { userId: bigint; at: Date; idleSince: Date }): Promise<bigint | undefined> {
    const { userId, at, idleSince } = o;
    const live = { userId, revokedAt: IsNull(), expiresAt: MoreThan(at), lastUsedAt: MoreThan(idleSince) };
    const update = this.db.manager.createQueryBuilder().update(AdminSession).set({ lastUsedAt: at });
    return (await update.where(live).returning('id').execute()).raw[0]?.id;
  }

  /** Forgets sessions that could not be used since then, but for the last one of each person. Returns how many went. */
  pruneSessions(before: Date, limit: number): Promise<number> {
    const isOld = `expires_at < $1 AND EXISTS (
      SELECT 1 FROM admin_sessions later WHERE later.user_id = admin_sessions.user_id AND later.id > admin_sessions.id)`;
    return deleteSome(this.db, AdminSession, isOld, [before], limit);
  }

  /** Whether this person was ever let in. */
  wasAdmin(userId: bigint): Promise<boolean> {
    return this.db.manager.existsBy(AdminSession, { userId });
  }

  async listLive(o: { at: Date; idleSince: Date }): Promise<AdminSessionRow[]> {
    return this.db.sql.rows<AdminSessionRow>(
      'admins.listLive',
      `SELECT ${SESSION}, ${HOLDER} FROM admin_sessions s JOIN users u ON u.id = s.user_id
       WHERE s.revoked_at IS NULL AND s.expires_at > $1 AND s.last_used_at > $2 ORDER BY s.last_used_at DESC, s.id`,
      [o.at, o.idleSince],
    );
  }

  /** Ends sessions: one, those of one person, or all. Returns how many had not ended before. */
  async revoke({ at, ...which }: { at: Date; id?: bigint; userId?: bigint }): Promise<number> {
    const { affected } = await this.db.manager.update(
      AdminSession,
      { ...which, revokedAt: IsNull() },
      { revokedAt: at },
    );
    return affected ?? 0;
  }
}
