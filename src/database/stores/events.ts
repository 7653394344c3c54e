import { IsNull, Not } from 'typeorm';
import type { EventDeliveryState, EventType } from '../../domain/event-types';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Event } from '../entities/event.entity';
import { EventDelivery } from '../entities/event-delivery.entity';
import { EventEndpoint } from '../entities/event-endpoint.entity';
import { EventTry } from '../entities/event-try.entity';
import { updateGiven } from './update-given';

const DELIVERY = select(EventDelivery, 'd', ['id', 'eventId', 'endpointId', 'attempts']);
const EVENT = select(Event, 'e', ['type', 'data', 'at']);
const ENDPOINT = select(EventEndpoint, 'p', ['url', 'secretSealed']);

/** One delivery that this worker has claimed, with all that an attempt needs. */
export type ClaimedDelivery = Row<typeof DELIVERY> &
  Row<typeof EVENT> &
  Row<typeof ENDPOINT> & { readonly oldSecretSealed: Buffer | null; readonly tryId: bigint };

export class EventStore {
  constructor(private readonly db: Access) {}

  async insertEndpoint(o: { url: string; events: EventType[]; sealed: Buffer; at: Date }): Promise<number> {
    const { sealed: secretSealed, at: createdAt, ...endpoint } = o;
    return (await this.db.manager.insert(EventEndpoint, { ...endpoint, secretSealed, createdAt })).identifiers[0]!.id;
  }

  /** Undefined leaves a value as it is. Turning it on forgets that it failed. False when there is none. */
  updateEndpoint(id: number, o: { url?: string; events?: EventType[]; isActive?: boolean }): Promise<boolean> {
    const forgotten = o.isActive ? { failingSince: null, problem: null } : {};
    return updateGiven(this.db, EventEndpoint, { id }, { ...o, ...forgotten });
  }

  /** The secret before signs beside the new one until then. */
  async rotateSecret(id: number, secretSealed: Buffer, oldUntil: Date): Promise<boolean> {
    const changes = { oldSecretSealed: () => 'secret_sealed', oldUntil, secretSealed };
    return (await this.db.manager.update(EventEndpoint, { id }, changes)).affected === 1;
  }

  async deleteEndpoint(id: number): Promise<boolean> {
    return (await this.db.manager.delete(EventEndpoint, { id })).affected === 1;
  }

  /** Claims what is due, for so long that a try surely ends, and notes that it began; another worker skips it meanwhile. */
  async claim(o: { now: Date; leasedUntil: Date; limit: number }): Promise<ClaimedDelivery[]> {
    return this.db.sql.rows<ClaimedDelivery>(
      'events.claim',
      `WITH due AS (
         SELECT d.id FROM event_deliveries d JOIN event_endpoints p ON p.id = d.endpoint_id AND p.is_active
         WHERE d.state = 'WAITING' AND d.due_at <= $1 AND (d.leased_until IS NULL OR d.leased_until <= $1)
         ORDER BY d.due_at LIMIT $3 FOR UPDATE OF d SKIP LOCKED),
       claimed AS (UPDATE event_deliveries d SET leased_until = $2, attempts = d.attempts + 1 FROM due WHERE d.id = due.id RETURNING d.*),
       tried AS (INSERT INTO event_tries (delivery_id, at) SELECT id, $1 FROM claimed RETURNING id, delivery_id)
       SELECT ${DELIVERY}, ${EVENT}, ${ENDPOINT}, t.id AS "tryId", CASE WHEN p.old_until > $1 THEN p.old_secret_sealed END AS "oldSecretSealed"
       FROM claimed d JOIN tried t ON t.delivery_id = d.id JOIN events e ON e.id = d.event_id JOIN event_endpoints p ON p.id = d.endpoint_id ORDER BY d.id`,
      [o.now, o.leasedUntil, o.limit],
    );
  }

  /** What came of a try. Without `dueAt` it is over: delivered, or given up. */
  async note(o: {
    id: bigint;
    tryId: bigint;
    tookMs: number;
    state: EventDeliveryState;
    status: number | null;
    problem: EventDelivery['lastProblem'];
    dueAt?: Date;
    now: Date;
  }): Promise<void> {
    const { id, tryId, state, dueAt, tookMs, status, problem } = o;
    await this.db.manager.update(EventTry, { id: tryId }, { tookMs, status, problem });
    const last = { lastStatus: status, lastProblem: problem, lastAt: o.now };
    await this.db.manager.update(EventDelivery, { id }, { state, dueAt, ...last, leasedUntil: null });
  }

  async noteSuccess(endpointId: number): Promise<void> {
    const failing = { id: endpointId, failingSince: Not(IsNull()) };
    await this.db.manager.update(EventEndpoint, failing, { failingSince: null, problem: null });
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

  /** Gives what was committed since a place in the order of reading, oldest first. Returns how many. */
  async publish(limit: number): Promise<number> {
    const [row] = await this.db.sql.rows<{ count: number }>('events.publish', 'SELECT publish_events($1) AS count', [
      limit,
    ]);
    return row!.count;
  }

  /** What an endpoint wants of all that happened from then on goes to it once more. Undefined when there is no such endpoint. */
  async replayAll(o: {
    endpointId: number;
    since: Date;
    limit: number;
    now: Date;
  }): Promise<{ count: number; moreSince: Date | null } | undefined> {
    const [row] = await this.db.sql.rows<{ count: number; moreSince: Date | null }>(
      'events.replayAll',
      `SELECT r.count, r.more_since AS "moreSince" FROM event_endpoints p, replay_events(p.id, $2, $3, $4) r WHERE p.id = $1`,
      [o.endpointId, o.since, o.limit, o.now],
    );
    return row;
  }

  /** Sends it once more, from the first attempt on. False when there is none. */
  async replay(id: bigint, dueAt: Date): Promise<boolean> {
    const anew = { state: 'WAITING', attempts: 0, dueAt, leasedUntil: null } as const;
    return (await this.db.manager.update(EventDelivery, { id }, anew)).affected === 1;
  }
}
