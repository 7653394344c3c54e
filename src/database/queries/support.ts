import type { ActorType } from '../../domain/enum-values';
import type { Amount } from '../../domain/money/money';
import type { PageRequest } from '../../domain/paging/page-request';
import type { ReservationStatus } from '../../domain/reservation/reservation-status';
import type { SupportSort, SupportState, SupportTopic, SupportWriter } from '../../domain/support/support-words';
import type { Access } from '../access';
import { type Row, select, selectAll } from '../columns';
import { SupportThread } from '../entities/support-thread.entity';
import { User } from '../entities/user.entity';
import { byTime, type Condition, conditionsOf, type KeysetSort, type Page, readPage } from './keyset';

const THREAD = selectAll(SupportThread, 'x');
const PERSON = select(User, 'u', ['firstName', 'lastName', 'username', 'isBlockingBot']);
export type SupportThreadRow = Row<typeof THREAD>;

export interface SupportMessageRow {
  readonly id: bigint;
  readonly threadId: bigint;
  readonly writer: SupportWriter;
  readonly actorType: ActorType;
  readonly actorId: string;
  readonly text: string;
  readonly hasPicture: boolean;
  readonly createdAt: Date;
  readonly deliveredAt: Date | null;
  readonly failure: string | null;
}

export interface SupportThreadFilter {
  readonly userId?: bigint;
  readonly topic?: SupportTopic;
  readonly state?: SupportState;
  /** Only those whose buyer waits for an answer, or only the others. */
  readonly isWaiting?: boolean;
  readonly reservationId?: bigint;
  readonly paymentId?: bigint;
  readonly receiptId?: bigint;
  /** Opened from this instant on. */
  readonly from?: Date;
  /** Opened before this instant. */
  readonly to?: Date;
}

const FILTERS: Record<keyof SupportThreadFilter, string> = {
  userId: 'x.user_id = ?',
  topic: 'x.topic = ?::support_topic',
  state: 'x.state = ?::support_state',
  isWaiting: '(x.waiting_since IS NOT NULL) = ?',
  reservationId: 'x.reservation_id = ?',
  paymentId: 'x.payment_id = ?',
  receiptId: 'x.receipt_id = ?',
  from: 'x.created_at >= ?',
  to: 'x.created_at < ?',
};

export const supportConditions = (filter: SupportThreadFilter): Condition[] => conditionsOf(FILTERS, filter);

/** Whoever waits for nothing comes a thousand years later. */
const WAITING = `COALESCE(x.waiting_since, x.last_at + interval '1000 years')`;
const LONGEST_WAITING: KeysetSort = {
  name: 'longest_waiting',
  expression: WAITING,
  type: 'timestamptz',
  descending: false,
};
const sortOf = (sort: SupportSort) => (sort === 'LONGEST_WAITING' ? LONGEST_WAITING : byTime('x.id', sort));

export function readSupportThreads(
  { sql }: Access,
  o: { filter: SupportThreadFilter; sort: SupportSort; page: PageRequest },
): Promise<Page<SupportThreadRow>> {
  const source = { columns: THREAD, from: 'support_threads x', id: 'x.id' };
  return readPage<SupportThreadRow>(sql, source, sortOf(o.sort), supportConditions(o.filter), o.page);
}

export async function readSupportThreadsByIds({ sql }: Access, ids: readonly bigint[]): Promise<SupportThreadRow[]> {
  const text = `SELECT ${THREAD} FROM support_threads x WHERE x.id = ANY ($1)`;
  return sql.rows<SupportThreadRow>('support.byIds', text, [ids]);
}

const MESSAGE = `m.id, m.thread_id AS "threadId", m.writer, m.actor_type AS "actorType", m.actor_id AS "actorId", m.text,
  EXISTS (SELECT 1 FROM support_pictures p WHERE p.message_id = m.id) AS "hasPicture", m.created_at AS "createdAt",
  m.delivered_at AS "deliveredAt", m.failure`;

/** What was said in a thread. Newest first, unless asked otherwise. */
export function readSupportMessages(
  { sql }: Access,
  o: { threadId: bigint; beforeId?: bigint; sort?: 'NEWEST' | 'OLDEST'; page: PageRequest },
): Promise<Page<SupportMessageRow>> {
  const source = { columns: MESSAGE, from: 'support_messages m', id: 'm.id' };
  const { threadId, beforeId } = o;
  const conditions = conditionsOf({ threadId: 'm.thread_id = ?', beforeId: 'm.id < ?' }, { threadId, beforeId });
  return readPage<SupportMessageRow>(sql, source, byTime('m.id', o.sort ?? 'NEWEST'), conditions, o.page);
}

/** The newest hundred messages of each of these threads, oldest first. */
export async function readMessagesOfThreads(
  { sql }: Access,
  threadIds: readonly bigint[],
): Promise<SupportMessageRow[]> {
  return sql.rows<SupportMessageRow>(
    'support.messagesOf',
    `SELECT n.* FROM unnest($1::bigint[]) AS wanted (id) CROSS JOIN LATERAL (
       SELECT ${MESSAGE} FROM support_messages m WHERE m.thread_id = wanted.id ORDER BY m.id DESC LIMIT 100) n
     ORDER BY n.id`,
    [threadIds],
  );
}

export async function readSupportMessagesByIds({ sql }: Access, ids: readonly bigint[]): Promise<SupportMessageRow[]> {
  const text = `SELECT ${MESSAGE} FROM support_messages m WHERE m.id = ANY ($1)`;
  return sql.rows<SupportMessageRow>('support.messagesByIds', text, [ids]);
}

/** A thread with what its title says: whose it is, and what it is about. */
export type TitledThread = SupportThreadRow &
  Row<typeof PERSON> & {
    readonly serviceName: string | null;
    readonly countryIso: string | null;
    readonly countryName: string | null;
    /** Credited by the receipt, or asked for by the payment. */
    readonly amount: Amount | null;
  };

const TITLED = `SELECT ${THREAD}, ${PERSON}, s.name AS "serviceName", c.iso AS "countryIso", c.name AS "countryName",
    COALESCE(k.amount, p.amount) AS amount
  FROM support_threads x JOIN users u ON u.id = x.user_id
    LEFT JOIN reservations r ON r.id = x.reservation_id LEFT JOIN services s ON s.id = r.service_id
    LEFT JOIN countries c ON c.id = r.country_id LEFT JOIN payments p ON p.id = x.payment_id
    LEFT JOIN payment_receipts k ON k.id = x.receipt_id`;

/** Undefined when there is none, or, with `userId`, when it is another user's. */
export async function readTitledThread(
  { sql }: Access,
  o: { id: bigint; userId?: bigint },
): Promise<TitledThread | undefined> {
  const text = `${TITLED} WHERE x.id = $1 AND ($2::bigint IS NULL OR x.user_id = $2)`;
  const [row] = await sql.rows<TitledThread>('support.titled', text, [o.id, o.userId ?? null]);
  return row;
}

/** Of one user, the open ones first and then the last; of all, the open ones as they wait, or the last closed. */
export async function listTitledThreads(
  { sql }: Access,
  o: { state?: SupportState; userId?: bigint; page: number; pageSize: number },
): Promise<{ items: TitledThread[]; hasNext: boolean }> {
  const name = o.userId !== undefined ? 'ofUser' : o.state === 'CLOSED' ? 'closed' : 'open';
  const order = { ofUser: 'x.state, x.last_at DESC', closed: 'x.closed_at DESC', open: WAITING }[name];
  const rows = await sql.rows<TitledThread>(
    `support.list.${name}`,
    `${TITLED} WHERE ($1::support_state IS NULL OR x.state = $1) AND ($2::bigint IS NULL OR x.user_id = $2)
     ORDER BY ${order}, x.id LIMIT $3::int OFFSET $4::int`,
    [o.state ?? null, o.userId ?? null, o.pageSize + 1, o.page * o.pageSize],
  );
  return { items: rows.slice(0, o.pageSize), hasNext: rows.length > o.pageSize };
}

export interface SupportCounts {
  readonly open: number;
  readonly waiting: number;
  /** Who has waited longest, and since when. */
  readonly oldestId: bigint | null;
  readonly waitingSince: Date | null;
}

export async function countSupport({ sql }: Access): Promise<SupportCounts> {
  const [row] = await sql.rows<SupportCounts>(
    'support.count',
    `SELECT (SELECT count(*) FROM support_threads WHERE state = 'OPEN')::int AS open,
       (SELECT count(*) FROM support_threads WHERE waiting_since IS NOT NULL)::int AS waiting,
       o.id AS "oldestId", o.waiting_since AS "waitingSince"
     FROM (SELECT 1) one LEFT JOIN LATERAL (SELECT id, waiting_since FROM support_threads
       WHERE waiting_since IS NOT NULL ORDER BY waiting_since, id LIMIT 1) o ON true`,
  );
  return row!;
}

export interface OrderFacts {
  readonly id: bigint;
  readonly status: ReservationStatus;
  readonly endReason: string | null;
  readonly price: Amount;
  /** What the buyer paid for it, and what came back. */
  readonly charged: Amount;
  readonly refunded: Amount;
  readonly routeId: number | null;
  readonly providerName: string | null;
  readonly messages: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

/** What an operator must know of an order to answer; no codes, no number. */
export async function readOrderFacts({ sql }: Access, id: bigint): Promise<OrderFacts | undefined> {
  const [row] = await sql.rows<OrderFacts>(
    'support.order',
    `SELECT r.id, r.status, r.end_reason AS "endReason", r.price, r.route_id AS "routeId", p.name AS "providerName",
       COALESCE(sum(t.amount) FILTER (WHERE t.type = 'PURCHASE'), 0)::bigint AS charged,
       COALESCE(sum(t.amount) FILTER (WHERE t.type = 'REFUND'), 0)::bigint AS refunded,
       (SELECT count(*) FROM messages m WHERE m.reservation_id = r.id AND m.status = 'APPLIED')::int AS messages,
       r.created_at AS "createdAt", r.ended_at AS "endedAt"
     FROM reservations r LEFT JOIN providers p ON p.id = r.provider_id
       LEFT JOIN transfers t ON t.user_id = r.user_id AND t.reservation_id = r.id
     WHERE r.id = $1 GROUP BY r.id, p.name`,
    [id],
  );
  return row;
}
