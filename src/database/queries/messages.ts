import { Any } from 'typeorm';
import type { MessageSource, MessageStatus } from '../../domain/enum-values';
import type { OrphanReason } from '../../domain/message/orphan-reasons';
import type { PageRequest } from '../../domain/paging/page-request';
import type { ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Message } from '../entities/message.entity';
import { byTime, type Condition, conditionsOf, type Page, readPage } from './keyset';

const COLUMNS = select(Message, 'm', [
  'id',
  'providerId',
  'source',
  'status',
  'orphanReason',
  'reservationId',
  'upstreamOrderId',
  'phone',
  'sender',
  'text',
  'code',
  'receivedAt',
  'storedAt',
  'erasedAt',
]);
/** One inbound SMS, as an operator sees it. Its text is empty once it was forgotten. */
export type InboundMessageRow = Row<typeof COLUMNS>;

export interface InboundMessageFilter {
  readonly statuses?: readonly MessageStatus[];
  readonly orphanReason?: OrphanReason;
  readonly providerId?: number;
  readonly reservationId?: bigint;
  readonly source?: MessageSource;
  readonly phone?: string;
  /** Older than this one. */
  readonly beforeId?: bigint;
  readonly from?: Date;
  readonly to?: Date;
}

const FILTERS: Record<keyof InboundMessageFilter, string> = {
  statuses: 'm.status = ANY (?::message_status[])',
  orphanReason: 'm.orphan_reason = ?',
  providerId: 'm.provider_id = ?',
  reservationId: 'm.reservation_id = ?',
  source: 'm.source = ?::message_source',
  phone: 'm.phone = ?',
  beforeId: 'm.id < ?',
  from: 'm.stored_at >= ?',
  to: 'm.stored_at < ?',
};

/** Newest first. */
export function readMessages(
  { sql }: Access,
  filter: InboundMessageFilter,
  page: PageRequest,
): Promise<Page<InboundMessageRow>> {
  const source = { columns: COLUMNS, from: 'messages m', id: 'm.id' };
  return readPage<InboundMessageRow>(sql, source, byTime('m.id', 'NEWEST'), messageConditions(filter), page);
}

export function messageConditions({ statuses, ...rest }: InboundMessageFilter): Condition[] {
  const conditions = conditionsOf(FILTERS, rest);
  // Written out, so that the index of orphans serves it.
  if (statuses?.length === 1 && statuses[0] === 'ORPHAN')
    conditions.push({ sql: `m.status = 'ORPHAN' AND ?`, value: true });
  else if (statuses) conditions.push({ sql: FILTERS.statuses, value: statuses });
  return conditions;
}

export function readMessage({ manager }: Access, id: bigint): Promise<InboundMessageRow | null> {
  return manager.findOneBy(Message, { id });
}

/** A reservation that an operator may give an orphan to. */
export interface AssignableRow {
  readonly reservationId: bigint;
  readonly userId: bigint;
  readonly serviceName: string;
  readonly phone: string;
  readonly status: ReservationStatus;
  readonly price: bigint;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/**
 * Reservations that an orphan could still belong to: of its number, or, when it names none, of its supplier; open,
 * completed and within their time, or ended within the late window; and not younger than the message. Newest first.
 */
export async function readAssignable(
  { sql }: Access,
  o: { messageId: bigint; now: Date; lateWindowS: number; limit: number },
): Promise<AssignableRow[]> {
  return sql.rows<AssignableRow>(
    'messages.assignable',
    `SELECT r.id AS "reservationId", r.user_id AS "userId", s.name AS "serviceName", r.phone, r.status, r.price,
       r.created_at AS "createdAt", r.expires_at AS "expiresAt"
     FROM messages m
       JOIN reservations r ON r.phone IS NOT NULL AND r.claim_of_id IS NULL
         AND CASE WHEN m.phone IS NULL THEN r.provider_id = m.provider_id ELSE r.phone = m.phone END
         AND r.created_at <= COALESCE(m.received_at, m.stored_at)
         AND r.created_at > $2::timestamptz - interval '2 days'
       JOIN services s ON s.id = r.service_id
     WHERE m.id = $1 AND (r.status IN ('WAITING_CODE', 'CANCEL_PENDING') OR (r.status = 'COMPLETED' AND r.expires_at > $2)
       OR (r.status IN ('EXPIRED', 'CANCELED') AND r.ended_at > $2::timestamptz - make_interval(secs => $3)))
     ORDER BY r.id DESC LIMIT $4`,
    [o.messageId, o.now, o.lateWindowS, o.limit],
  );
}

export function readMessagesByIds({ manager }: Access, ids: readonly bigint[]): Promise<InboundMessageRow[]> {
  return manager.findBy(Message, { id: Any(ids) });
}
