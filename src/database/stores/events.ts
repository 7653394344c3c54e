import { type FindOptionsWhere, IsNull, Not } from 'typeorm';
import type { EventDeliveryState, EventType, OrderEventType } from '../../domain/event-types';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Event } from '../entities/event.entity';
import { EventCircuit } from '../entities/event-circuit.entity';
import { EventDelivery } from '../entities/event-delivery.entity';
import { EventEndpoint } from '../entities/event-endpoint.entity';
import { EventTry } from '../entities/event-try.entity';
import { updateGiven } from './update-given';

const DELIVERY = select(EventDelivery, 'd', ['id', 'eventId', 'endpointId', 'attempts']);
const EVENT = select(Event, 'e', ['type', 'data', 'at', 'buyerId']);
const ENDPOINT = select(EventEndpoint, 'p', ['secretSealed']);

/** One delivery that this worker has claimed, with all that an attempt needs. */
export type ClaimedDelivery = Row<typeof DELIVERY> &
  Row<typeof EVENT> &
  Row<typeof ENDPOINT> & {
    /** Where it goes: the endpoint's address, or that of the order which it is about. */
    readonly url: string;
    readonly isOwnAddress: boolean;
    readonly oldSecretSealed: Buffer | null;
    readonly tryId: bigint;
  };

type CalledAddress = Pick<ClaimedDelivery, 'endpointId' | 'url' | 'isOwnAddress'>;

/** Whose endpoint: that of a buyer's key, or, null, one of operators. Nobody changes one of others by its number. */
export type EndpointOwner = number | null;
const ofOwner = (owner: EndpointOwner): FindOptionsWhere<EventEndpoint> => ({ resaleKeyId: owner ?? IsNull() });

/** So many failures in a row, and an address rests. */
const REST_AFTER = 5;
const SHORTEST_REST_S = 60;
const LONGEST_REST_S = 600;

export class EventStore {
  constructor(private readonly db: Access) {}

  async insertEndpoint(o: {
    owner: EndpointOwner;
    url: string;
    events: (EventType | OrderEventType)[];
    sealed: Buffer;
    at: Date;
  }): Promise<number> {
    const { owner: resaleKeyId, sealed: secretSealed, at: createdAt, ...endpoint } = o;
    const row = { ...endpoint, resaleKeyId, secretSealed, createdAt };
    return (await this.db.manager.insert(EventEndpoint, row)).identifiers[0]!.id;
  }

  /** Undefined leaves a value as it is. Turning it on forgets that it failed. False when there is none. */
  async updateEndpoint(
    id: number,
    owner: EndpointOwner,
    o: { url?: string; events?: (EventType | OrderEventType)[]; isActive?: boolean },
  ): Promise<boolean> {
    const forgotten = o.isActive ? { failingSince: null, problem: null } : {};
    if (o.isActive) await this.db.manager.delete(EventCircuit, { endpointId: id });
    return updateGiven(this.db, EventEndpoint, { id, ...ofOwner(owner) }, { ...o, ...forgotten });
  }

  /** The secret before signs beside the new one until then. */
  async rotateSecret(id: number, owner: EndpointOwner, secretSealed: Buffer, oldUntil: Date): Promise<boolean> {
    const changes = { oldSecretSealed: () => 'secret_sealed', oldUntil, secretSealed };
    return (await this.db.manager.update(EventEndpoint, { id, ...ofOwner(owner) }, changes)).affected === 1;
  }

  async deleteEndpoint(id: number, owner: EndpointOwner): Promise<boolean> {
    return (await this.db.manager.delete(EventEndpoint, { id, ...ofOwner(owner) })).affected === 1;
  }

  /** The webhook of a buyer's key, without its secrets. */
  findOfKey(resaleKeyId: number): Promise<EventEndpoint | null> {
    return this.db.manager.findOneBy(EventEndpoint, { resaleKeyId });
  }

  async deleteOfKey(resaleKeyId: number): Promise<void> {
    await this.db.manager.delete(EventEndpoint, { resaleKeyId });
  }

  /** An event that concerns one endpoint of a buyer alone, on its way there. Gives the delivery. */
  async putForOne(o: {
    type: Event['type'];
    endpointId: number;
    resaleKeyId: number;
    buyerId: bigint;
    at: Date;
  }): Promise<bigint> {
    const { endpointId, at, ...rest } = o;
    const event = await this.db.manager.insert(Event, { ...rest, data: {}, at });
    const eventId: bigint = event.identifiers[0]!.id;
    const delivery = await this.db.manager.insert(EventDelivery, { eventId, endpointId, dueAt: at, createdAt: at });
    return delivery.identifiers[0]!.id;
  }

  /**
   * Claims what is due, for so long that a try surely ends, and notes that it began; another worker skips it meanwhile. Of
   * one address at most `mostOfOne`, so that a slow one holds up no other; of one that failed lately a single one, and
   * none while it rests. A key that has ended gets nothing.
   */
  async claim(o: {
    whose: 'operators' | 'buyers';
    now: Date;
    leasedUntil: Date;
    limit: number;
    mostOfOne: number;
  }): Promise<ClaimedDelivery[]> {
    return this.db.sql.rows<ClaimedDelivery>(
      'events.claim',
      `WITH ready AS (
         SELECT c.id, c.due_at, c.failures, row_number() OVER (PARTITION BY p.id, c.origin ORDER BY c.due_at, c.id) AS n
         FROM event_endpoints p LEFT JOIN resale_keys k ON k.id = p.resale_key_id CROSS JOIN LATERAL (
           SELECT d.id, d.due_at, ${originOf('COALESCE(o.webhook_url, p.url)')} AS origin, a.failures
           FROM event_deliveries d JOIN events e ON e.id = d.event_id ${ORDER}
           LEFT JOIN event_circuits a ON a.endpoint_id = p.id AND a.origin = ${originOf('COALESCE(o.webhook_url, p.url)')}
           WHERE d.endpoint_id = p.id AND d.state = 'WAITING' AND d.due_at <= $1
             AND (d.leased_until IS NULL OR d.leased_until <= $1) AND (p.is_active OR o.webhook_url IS NOT NULL)
             AND (a.rests_until IS NULL OR a.rests_until <= $1)
           ORDER BY d.due_at LIMIT $3) c
         WHERE (p.resale_key_id IS NOT NULL) = $4 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $1)),
       due AS (
         SELECT d.id FROM event_deliveries d JOIN ready r ON r.id = d.id
         WHERE r.n <= CASE WHEN r.failures >= ${REST_AFTER} THEN 1 ELSE $5::integer END
           AND d.state = 'WAITING' AND d.due_at <= $1 AND (d.leased_until IS NULL OR d.leased_until <= $1)
         ORDER BY r.due_at LIMIT $3 FOR UPDATE OF d SKIP LOCKED),
       claimed AS (UPDATE event_deliveries d SET leased_until = $2, attempts = d.attempts + 1 FROM due WHERE d.id = due.id RETURNING d.*),
       tried AS (INSERT INTO event_tries (delivery_id, at) SELECT id, $1 FROM claimed RETURNING id, delivery_id)
       SELECT ${DELIVERY}, ${EVENT}, ${ENDPOINT}, COALESCE(o.webhook_url, p.url) AS url, o.webhook_url IS NULL AS "isOwnAddress",
         t.id AS "tryId", CASE WHEN p.old_until > $1 THEN p.old_secret_sealed END AS "oldSecretSealed"
       FROM claimed d JOIN tried t ON t.delivery_id = d.id JOIN events e ON e.id = d.event_id
       JOIN event_endpoints p ON p.id = d.endpoint_id ${ORDER} ORDER BY d.id`,
      [o.now, o.leasedUntil, o.limit, o.whose === 'buyers', o.mostOfOne],
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

  async noteSuccess({ endpointId, url, isOwnAddress }: CalledAddress): Promise<void> {
    const failing = { id: endpointId, failingSince: Not(IsNull()) };
    if (isOwnAddress) await this.db.manager.update(EventEndpoint, failing, { failingSince: null, problem: null });
    await this.db.manager.delete(EventCircuit, { endpointId, origin: new URL(url).origin });
  }

  /** An address that failed some times in a row rests: a minute first, ten at the most. */
  async noteTrouble({ endpointId, url }: CalledAddress, now: Date): Promise<void> {
    await this.db.sql.rows(
      'events.noteTrouble',
      `INSERT INTO event_circuits AS a (endpoint_id, origin, failures) VALUES ($1, $2, 1)
       ON CONFLICT (endpoint_id, origin) DO UPDATE SET failures = a.failures + 1,
         rests_until = CASE WHEN a.failures + 1 >= ${REST_AFTER} THEN $3::timestamptz + make_interval(secs =>
           LEAST(${LONGEST_REST_S}, ${SHORTEST_REST_S} * power(2, LEAST(a.failures + 1 - ${REST_AFTER}, 10)))) END`,
      [endpointId, new URL(url).origin, now],
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

  /** Sends it once more, from the first attempt on, and at once. `endpointId`: only one of this endpoint. False when there is none. */
  async replay(id: bigint, dueAt: Date, endpointId?: number): Promise<boolean> {
    const delivery = await this.db.manager.findOneBy(
      EventDelivery,
      endpointId === undefined ? { id } : { id, endpointId },
    );
    if (!delivery) return false;
    await this.db.manager.delete(EventCircuit, { endpointId: delivery.endpointId });
    const anew = { state: 'WAITING', attempts: 0, dueAt, leasedUntil: null } as const;
    return (await this.db.manager.update(EventDelivery, { id }, anew)).affected === 1;
  }
}

/** The order that an event `e` is about, where it is about one. */
const ORDER = `LEFT JOIN resale_orders o ON e.resale_key_id IS NOT NULL AND o.id = (e.data ->> 'orderId')::integer`;

/** As `URL.origin` has it: addresses are stored as `URL.href` writes them. */
function originOf(url: string): string {
  return `substring(${url} FROM '^[a-z]+://[^/?#]+')`;
}
