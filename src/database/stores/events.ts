import type { EventDeliveryState, EventType } from '../../domain/event-types';
import type { Access } from '../access';
import type { EventDelivery } from '../entities/event-delivery.entity';

export interface EventDeliveryRow {
  readonly id: bigint;
  readonly eventId: bigint;
  readonly endpointId: number;
  readonly type: EventType;
  readonly data: Readonly<Record<string, unknown>>;
  readonly state: EventDeliveryState;
  readonly attempts: number;
  readonly dueAt: Date;
  readonly lastStatus: number | null;
  readonly lastProblem: string | null;
  readonly lastAt: Date | null;
  readonly at: Date;
}

/** One delivery that this worker has claimed, with all that an attempt needs. */
export interface ClaimedDelivery
  extends Pick<EventDeliveryRow, 'id' | 'eventId' | 'endpointId' | 'type' | 'data' | 'attempts' | 'at'> {
  readonly url: string;
  readonly secretSealed: Buffer;
  readonly oldSecretSealed: Buffer | null;
}

export const EVENT_DELIVERY_COLUMNS = `d.id, d.event_id AS "eventId", d.endpoint_id AS "endpointId", e.type, e.data, d.state, d.attempts,
  d.due_at AS "dueAt", d.last_status AS "lastStatus", d.last_problem AS "lastProblem", d.last_at AS "lastAt", e.at`;

export class EventStore {
  constructor(private readonly db: Access) {}

  async insertEndpoint(o: { url: string; events: readonly string[]; sealed: Buffer; at: Date }): Promise<number> {
    const [row] = await this.db.sql.rows<{ id: number }>(
      'events.insertEndpoint',
      'INSERT INTO event_endpoints (url, events, secret_sealed, created_at) VALUES ($1, $2, $3, $4) RETURNING id',
      [o.url, o.events, o.sealed, o.at],
    );
    return row!.id;
  }

  /** Undefined leaves a value as it is. Turning it on forgets that it failed. False when there is none. */
  async updateEndpoint(
    id: number,
    o: { url?: string; events?: readonly string[]; isActive?: boolean },
  ): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'events.updateEndpoint',
      `UPDATE event_endpoints SET url = COALESCE($2, url), events = COALESCE($3, events), is_active = COALESCE($4, is_active),
         failing_since = CASE WHEN $4 THEN NULL ELSE failing_since END, problem = CASE WHEN $4 THEN NULL ELSE problem END
       WHERE id = $1 RETURNING 1`,
      [id, o.url ?? null, o.events ?? null, o.isActive ?? null],
    );
    return rows.length === 1;
  }

  /** The secret before signs beside the new one until then. */
  async rotateSecret(id: number, sealed: Buffer, oldUntil: Date): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'events.rotateSecret',
      `UPDATE event_endpoints SET old_secret_sealed = secret_sealed, old_until = $3, secret_sealed = $2 WHERE id = $1 RETURNING 1`,
      [id, sealed, oldUntil],
    );
    return rows.length === 1;
  }

  async deleteEndpoint(id: number): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'events.deleteEndpoint',
      'DELETE FROM event_endpoints WHERE id = $1 RETURNING 1',
      [id],
    );
    return rows.length === 1;
  }

  /** Claims what is due, for so long that an attempt surely ends; another worker skips it meanwhile. */
  async claim(o: { now: Date; leasedUntil: Date; limit: number }): Promise<ClaimedDelivery[]> {
    return this.db.sql.rows<ClaimedDelivery>(
      'events.claim',
      `WITH due AS (
         SELECT d.id FROM event_deliveries d JOIN event_endpoints p ON p.id = d.endpoint_id AND p.is_active
         WHERE d.state = 'WAITING' AND d.due_at <= $1 AND (d.leased_until IS NULL OR d.leased_until <= $1)
         ORDER BY d.due_at LIMIT $3 FOR UPDATE OF d SKIP LOCKED),
       claimed AS (UPDATE event_deliveries d SET leased_until = $2, attempts = d.attempts + 1 FROM due WHERE d.id = due.id RETURNING d.*)
       SELECT d.id, d.event_id AS "eventId", d.endpoint_id AS "endpointId", e.type, e.data, d.attempts, e.at, p.url,
         p.secret_sealed AS "secretSealed", CASE WHEN p.old_until > $1 THEN p.old_secret_sealed END AS "oldSecretSealed"
       FROM claimed d JOIN events e ON e.id = d.event_id JOIN event_endpoints p ON p.id = d.endpoint_id ORDER BY d.id`,
      [o.now, o.leasedUntil, o.limit],
    );
  }

  /** Without `dueAt` it is over: delivered, or given up. */
  async note(o: {
    id: bigint;
    state: EventDeliveryState;
    status: number | null;
    problem: EventDelivery['lastProblem'];
    dueAt?: Date;
    now: Date;
  }): Promise<void> {
    await this.db.sql.rows(
      'events.note',
      `UPDATE event_deliveries SET state = $2, last_status = $3, last_problem = $4, due_at = COALESCE($5, due_at), last_at = $6,
         leased_until = NULL WHERE id = $1`,
      [o.id, o.state, o.status, o.problem, o.dueAt ?? null, o.now],
    );
  }

  async noteSuccess(endpointId: number): Promise<void> {
    await this.db.sql.rows(
      'events.noteSuccess',
      'UPDATE event_endpoints SET failing_since = NULL, problem = NULL WHERE id = $1 AND failing_since IS NOT NULL',
      [endpointId],
    );
  }

  /** True when this turned the endpoint off: it has failed since `before` or longer. */
  async noteFailure(o: { endpointId: number; detail: string; now: Date; before: Date }): Promise<boolean> {
    const [row] = await this.db.sql.rows<{ off: boolean }>(
      'events.noteFailure',
      `UPDATE event_endpoints SET failing_since = COALESCE(failing_since, $3), problem = $2,
         is_active = NOT (COALESCE(failing_since, $3) <= $4)
       WHERE id = $1 AND is_active RETURNING NOT is_active AS off`,
      [o.endpointId, o.detail, o.now, o.before],
    );
    return row?.off === true;
  }

  /** Sends it once more, from the first attempt on. False when there is none. */
  async replay(id: bigint, now: Date): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'events.replay',
      `UPDATE event_deliveries SET state = 'WAITING', attempts = 0, due_at = $2, leased_until = NULL WHERE id = $1 RETURNING 1`,
      [id, now],
    );
    return rows.length === 1;
  }

  /** Events of before, with their deliveries. */
  async prune(before: Date, limit: number): Promise<number> {
    const rows = await this.db.sql.rows(
      'events.prune',
      'DELETE FROM events WHERE id IN (SELECT id FROM events WHERE at < $1 ORDER BY id LIMIT $2) RETURNING 1',
      [before, limit],
    );
    return rows.length;
  }
}
