import { IsNull, MoreThan } from 'typeorm';
import type { Access } from '../access';
import { Sim } from '../entities/sim.entity';
import { SimProbe } from '../entities/sim-probe.entity';

export interface RecordedSim {
  readonly simId: number;
  /** Null: nobody has said yet which number it has. */
  readonly phone: string | null;
  readonly isNew: boolean;
}

/** A SIM, and what an operator knows it by. */
export interface NamedSim {
  readonly id: number;
  readonly provider: string;
  readonly slot: string;
  readonly phone: string | null;
  readonly lastSmsAt: Date | null;
}

const NAMED = 's.id, p.name AS provider, s.slot, s.phone, s.last_sms_at AS "lastSmsAt"';

/** Since when something should have come, for somebody who waited for it. */
const WAITED_IN_VAIN = `EXISTS (SELECT 1 FROM reservations r WHERE r.phone = s.phone AND r.provider_id = s.provider_id
  AND r.created_at > s.watched_from AND r.status IN ('EXPIRED', 'CANCELED'))`;

export class SimStore {
  constructor(private readonly db: Access) {}

  find(id: number): Promise<Sim | null> {
    return this.db.manager.findOneBy(Sim, { id });
  }

  findInSlot(providerId: number, slot: string): Promise<Sim | null> {
    return this.db.manager.findOneBy(Sim, { providerId, slot });
  }

  /** SMS came in at a slot: whose they are by now. */
  async recordSms(o: {
    providerId: number;
    slot: string;
    imsi?: string;
    count: number;
    now: Date;
  }): Promise<RecordedSim> {
    const [row] = await this.db.sql.rows<RecordedSim>(
      'sims.recordSms',
      'SELECT sim_id AS "simId", phone, is_new AS "isNew" FROM record_sim_sms($1, $2, $3, $4, $5)',
      [o.providerId, o.slot, o.imsi ?? null, o.count, o.now],
    );
    return row!;
  }

  /** What a daemon says of SIMs that are known; `imsis` and `signals` may be null each. */
  async noteSigns(o: {
    providerId: number;
    slots: readonly string[];
    imsis: readonly (string | null)[];
    signals: readonly (number | null)[];
    now: Date;
  }): Promise<void> {
    await this.db.sql.rows(
      'sims.noteSigns',
      `UPDATE sims s SET signal = COALESCE(g.signal, s.signal), seen_at = $5
       FROM unnest($2::text[], $3::text[], $4::int[]) AS g (slot, imsi, signal)
       WHERE s.provider_id = $1 AND CASE WHEN g.imsi IS NULL OR s.imsi IS NULL THEN s.slot = g.slot ELSE s.imsi = g.imsi END`,
      [o.providerId, o.slots, o.imsis, o.signals, o.now],
    );
  }

  /**
   * SIMs from which nothing came for `leastS` seconds and three times their usual gap, though somebody waited for it. Not where
   * the whole provider is silent: that is no SIM's doing.
   */
  async listFallenSilent(o: { now: Date; leastS: number; limit: number }): Promise<NamedSim[]> {
    return this.db.sql.rows<NamedSim>(
      'sims.listFallenSilent',
      `SELECT ${NAMED} FROM sims s JOIN providers p ON p.id = s.provider_id AND p.is_active AND p.poll_failures = 0
       WHERE s.is_active AND NOT s.is_blocked AND s.silent_at IS NULL AND s.phone IS NOT NULL
         AND s.watched_from < $1::timestamptz - make_interval(secs => GREATEST($2, 3 * COALESCE(s.usual_gap_s, 0)))
         AND ${WAITED_IN_VAIN}
         AND (NOT EXISTS (SELECT 1 FROM sims o WHERE o.provider_id = s.provider_id AND o.id <> s.id AND o.last_sms_at IS NOT NULL)
           OR EXISTS (SELECT 1 FROM sims o WHERE o.provider_id = s.provider_id AND o.id <> s.id
             AND o.last_sms_at > $1::timestamptz - make_interval(secs => $2)))
       ORDER BY s.id LIMIT $3`,
      [o.now, o.leastS, o.limit],
    );
  }

  async markSilent(id: number, at: Date): Promise<void> {
    await this.db.manager.update(Sim, { id, silentAt: IsNull() }, { silentAt: at });
  }

  /** Its silence counts from here on; its usual gap stays what it was. */
  async revive(id: number, at: Date): Promise<boolean> {
    const { affected } = await this.db.manager.update(Sim, { id }, { silentAt: null, watchedFrom: at });
    return affected === 1;
  }

  async listSilent(limit: number): Promise<NamedSim[]> {
    return this.db.sql.rows<NamedSim>(
      'sims.listSilent',
      `SELECT ${NAMED} FROM sims s JOIN providers p ON p.id = s.provider_id
       WHERE s.silent_at IS NOT NULL AND s.is_active AND NOT s.is_blocked ORDER BY s.id LIMIT $1`,
      [limit],
    );
  }

  /** SIMs that get SMS for a number that nobody has named. */
  async listUnmapped(limit: number): Promise<NamedSim[]> {
    return this.db.sql.rows<NamedSim>(
      'sims.listUnmapped',
      `SELECT ${NAMED} FROM sims s JOIN providers p ON p.id = s.provider_id
       WHERE s.phone IS NULL AND s.is_active AND s.sms_count > 0 AND strpos(s.slot, ' ✕') = 0 ORDER BY s.id LIMIT $1`,
      [limit],
    );
  }

  /**
   * Providers whose daemon stands still: its own heartbeat ended `heartS` ago, its inbox cannot be read, or (`isMuted`) nothing
   * at all came for `muteS` and three times its busiest SIM's gap, though somebody waited.
   */
  async listStopped(o: { now: Date; heartS: number; failures: number; muteS: number }) {
    return this.db.sql.rows<{ id: number; isMuted: boolean; lastAt: Date | null }>(
      'sims.listStopped',
      `SELECT id, is_muted AS "isMuted", last_at AS "lastAt" FROM (
         SELECT p.id, max(s.last_sms_at) AS last_at,
           max(s.seen_at) FILTER (WHERE s.signal IS NOT NULL) < $1::timestamptz - make_interval(secs => $2) AS is_heartless,
           p.poll_failures >= $3 AS is_unread,
           max(s.last_sms_at) < $1::timestamptz - make_interval(secs => GREATEST($4, 3 * min(s.usual_gap_s)))
             AND bool_or(${WAITED_IN_VAIN}) AS is_muted
         FROM providers p JOIN sims s ON s.provider_id = p.id AND s.is_active
         WHERE p.is_active GROUP BY p.id) found
       WHERE is_heartless OR is_unread OR is_muted ORDER BY id`,
      [o.now, o.heartS, o.failures, o.muteS],
    );
  }

  /** Numbers that came back to stock in the very moment in which their SIM began to rest. */
  async restStrays(): Promise<number> {
    const rows = await this.db.sql.rows(
      'sims.restStrays',
      `UPDATE numbers n SET status = 'QUARANTINED', available_at = NULL FROM sims s
       WHERE s.is_resting AND s.phone IS NOT NULL AND n.provider_id = s.provider_id AND n.phone = s.phone
         AND n.status = 'AVAILABLE' RETURNING n.id`,
    );
    return rows.length;
  }

  async openProbe(probe: Pick<SimProbe, 'word' | 'phone' | 'createdAt' | 'expiresAt'>): Promise<void> {
    await this.db.manager.insert(SimProbe, probe);
  }

  findProbe(word: string): Promise<SimProbe | null> {
    return this.db.manager.findOneBy(SimProbe, { word });
  }

  listOpenProbes(now: Date): Promise<SimProbe[]> {
    return this.db.manager.findBy(SimProbe, { foundAt: IsNull(), expiresAt: MoreThan(now) });
  }

  async endProbe(word: string, simId: number, at: Date): Promise<void> {
    await this.db.manager.update(SimProbe, { word, foundAt: IsNull() }, { simId, foundAt: at });
  }

  /** False: another SIM of the provider has this number. */
  async giveNumber(id: number, phone: string): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'sims.giveNumber',
      `UPDATE sims s SET phone = $2 WHERE s.id = $1 AND s.phone IS NULL
         AND NOT EXISTS (SELECT 1 FROM sims o WHERE o.provider_id = s.provider_id AND o.phone = $2) RETURNING id`,
      [id, phone],
    );
    return rows.length > 0;
  }

  async forgetProbes(before: Date): Promise<void> {
    await this.db.sql.rows('sims.forgetProbes', 'DELETE FROM sim_probes WHERE expires_at < $1', [before]);
  }
}
