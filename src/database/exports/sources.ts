import type { ExportEntity } from '../../domain/exports/export-kinds';
import type { Condition } from '../queries/keyset';
import { type InboundMessageFilter, messageConditions } from '../queries/messages';
import { type NumberListFilter, numberConditions } from '../queries/numbers';
import { type PaymentFilter, paymentConditions, type ReceiptFilter, receiptConditions } from '../queries/payment-lists';
import { type ReservationFilter, reservationConditions } from '../queries/reservations';
import { type SupportThreadFilter, supportConditions } from '../queries/support';
import { type TransferFilter, transferConditions } from '../queries/transfers';
import { type UserFilter, userConditions } from '../queries/users';
import type { ColumnKind, ExportColumn } from './columns';

/** The filters of the lists, by what they filter. */
export interface ExportFilters {
  readonly users: UserFilter;
  readonly transactions: TransferFilter;
  readonly reservations: ReservationFilter;
  readonly numbers: NumberListFilter;
  readonly messages: InboundMessageFilter;
  readonly payments: PaymentFilter;
  readonly receipts: ReceiptFilter;
  readonly support: SupportThreadFilter;
}

export interface ExportSource<Filter> {
  readonly from: string;
  /** Ascending, and the cursor of the export. */
  readonly id: string;
  readonly columns: readonly ExportColumn[];
  readonly conditions: (filter: Filter) => readonly Condition[];
}

/** `alias.column`, under its own name. */
type Listed = readonly [name: string, kind: ColumnKind, sql: string];

function columns(...listed: readonly Listed[]): ExportColumn[] {
  return listed.map(([name, kind, sql]) => ({ name, kind, sql }));
}

const named = (row: string) => `LEFT JOIN services s ON s.id = ${row}.service_id
  LEFT JOIN countries c ON c.id = ${row}.country_id LEFT JOIN providers p ON p.id = ${row}.provider_id`;

export const EXPORT_SOURCES: { readonly [Entity in ExportEntity]: ExportSource<ExportFilters[Entity]> } = {
  users: {
    from: 'users u LEFT JOIN wallets w ON w.user_id = u.id',
    id: 'u.id',
    columns: columns(
      ['id', 'id', 'u.id'],
      ['telegramId', 'id', 'u.telegram_id'],
      ['firstName', 'text', 'u.first_name'],
      ['lastName', 'text', 'u.last_name'],
      ['username', 'text', 'u.username'],
      ['language', 'plain', 'u.language'],
      ['isBanned', 'flag', 'u.is_banned'],
      ['isBlockingBot', 'flag', 'u.is_blocking_bot'],
      ['available', 'money', 'w.available'],
      ['held', 'money', 'w.held'],
      ['joinedAt', 'time', 'u.created_at'],
      ['lastSeenAt', 'time', 'u.last_seen_at'],
      ['erasedAt', 'time', 'u.erased_at'],
    ),
    conditions: userConditions,
  },
  transactions: {
    from: 'transfers t',
    id: 't.id',
    columns: columns(
      ['id', 'id', 't.id'],
      ['key', 'text', 't.key'],
      ['type', 'plain', 't.type'],
      ['from', 'plain', 't.from_account'],
      ['to', 'plain', 't.to_account'],
      ['amount', 'money', 't.amount'],
      ['userId', 'id', 't.user_id'],
      ['reservationId', 'id', 't.reservation_id'],
      ['actorType', 'plain', 't.actor_type'],
      ['actorId', 'text', 't.actor_id'],
      ['reason', 'text', 't.reason'],
      ['availableAfter', 'money', 't.available_after'],
      ['heldAfter', 'money', 't.held_after'],
      ['createdAt', 'time', 't.created_at'],
    ),
    conditions: transferConditions,
  },
  reservations: {
    from: `reservations r ${named('r')}`,
    id: 'r.id',
    columns: columns(
      ['id', 'id', 'r.id'],
      ['userId', 'id', 'r.user_id'],
      ['service', 'text', 's.code'],
      ['country', 'text', 'c.iso'],
      ['provider', 'text', 'p.name'],
      ['phone', 'phone', 'r.phone'],
      ['origin', 'plain', 'r.origin'],
      ['price', 'money', 'r.price'],
      ['cost', 'money', 'r.upstream_cost'],
      [
        'status',
        'plain',
        `CASE WHEN r.status IN ('REQUESTED', 'CANCEL_PENDING') THEN 'WAITING_CODE' ELSE r.status::text END`,
      ],
      ['endReason', 'plain', 'r.end_reason'],
      ['createdAt', 'time', 'r.created_at'],
      ['expiresAt', 'time', 'r.expires_at'],
      ['endedAt', 'time', 'r.ended_at'],
      ['replacesId', 'id', 'r.replaces_id'],
      ['claimOfId', 'id', 'r.claim_of_id'],
      ['listPrice', 'money', 'COALESCE(r.list_price, r.price)'],
      ['promoCode', 'text', '(SELECT k.code FROM promo_codes k WHERE k.id = r.promo_id)'],
    ),
    conditions: reservationConditions,
  },
  numbers: {
    from: `numbers n ${named('n')}`,
    id: 'n.id',
    columns: columns(
      ['id', 'id', 'n.id'],
      ['phone', 'phone', 'n.phone'],
      ['service', 'text', 's.code'],
      ['country', 'text', 'c.iso'],
      ['provider', 'text', 'p.name'],
      ['origin', 'plain', 'n.origin'],
      ['status', 'plain', 'n.status'],
      ['usageCount', 'plain', 'n.usage_count'],
      ['expiriesInARow', 'plain', 'n.expiries_in_a_row'],
      ['availableAt', 'time', 'n.available_at'],
      ['createdAt', 'time', 'n.created_at'],
      ['deletedAt', 'time', 'n.deleted_at'],
    ),
    conditions: numberConditions,
  },
  messages: {
    from: 'messages m LEFT JOIN providers p ON p.id = m.provider_id',
    id: 'm.id',
    columns: columns(
      ['id', 'id', 'm.id'],
      ['provider', 'text', 'p.name'],
      ['source', 'plain', 'm.source'],
      ['status', 'plain', 'm.status'],
      ['orphanReason', 'plain', 'm.orphan_reason'],
      ['reservationId', 'id', 'm.reservation_id'],
      ['phone', 'phone', 'm.phone'],
      ['sender', 'text', 'm.sender'],
      ['receivedAt', 'time', 'm.received_at'],
      ['storedAt', 'time', 'm.stored_at'],
      ['appliedAt', 'time', 'm.applied_at'],
    ),
    conditions: messageConditions,
  },
  payments: {
    from: 'payments x JOIN payment_methods m ON m.id = x.method_id',
    id: 'x.id',
    columns: columns(
      ['id', 'id', 'x.id'],
      ['userId', 'id', 'x.user_id'],
      ['method', 'text', 'm.name'],
      ['status', 'plain', 'x.status'],
      ['amount', 'money', 'x.amount'],
      ['bonus', 'money', 'x.bonus'],
      ['credited', 'money', 'x.credited'],
      ['price', 'plain', 'trim_scale(x.price)::text'],
      ['currency', 'text', 'x.currency'],
      ['rate', 'plain', 'trim_scale(x.rate)::text'],
      ['externalId', 'text', 'x.external_id'],
      ['createdAt', 'time', 'x.created_at'],
      ['expiresAt', 'time', 'x.expires_at'],
      ['endedAt', 'time', 'x.ended_at'],
    ),
    conditions: paymentConditions,
  },
  receipts: {
    from: 'payment_receipts x JOIN payment_methods m ON m.id = x.method_id',
    id: 'x.id',
    columns: columns(
      ['id', 'id', 'x.id'],
      ['userId', 'id', 'x.user_id'],
      ['paymentId', 'id', 'x.payment_id'],
      ['method', 'text', 'm.name'],
      ['receiptKey', 'text', 'x.receipt_key'],
      ['received', 'plain', 'trim_scale(x.received)::text'],
      ['currency', 'text', 'x.currency'],
      ['credited', 'money', 'x.amount'],
      ['bonus', 'money', 'x.bonus'],
      ['fee', 'money', 'x.fee'],
      ['returned', 'money', 'x.returned'],
      ['unclaimed', 'plain', 'x.unclaimed'],
      ['arrivedAt', 'time', 'x.arrived_at'],
    ),
    conditions: receiptConditions,
  },
  // Without what was said.
  support: {
    from: `support_threads x LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE m.writer = 'BUYER') AS questions, count(*) FILTER (WHERE m.writer = 'OPERATOR') AS answers,
        min(m.created_at) FILTER (WHERE m.writer = 'OPERATOR') AS answered_at
      FROM support_messages m WHERE m.thread_id = x.id) said ON true`,
    id: 'x.id',
    columns: columns(
      ['id', 'id', 'x.id'],
      ['userId', 'id', 'x.user_id'],
      ['topic', 'plain', 'x.topic'],
      ['reservationId', 'id', 'x.reservation_id'],
      ['paymentId', 'id', 'x.payment_id'],
      ['receiptId', 'id', 'x.receipt_id'],
      ['state', 'plain', 'x.state'],
      ['questions', 'plain', 'said.questions'],
      ['answers', 'plain', 'said.answers'],
      ['createdAt', 'time', 'x.created_at'],
      ['firstAnsweredAt', 'time', 'said.answered_at'],
      ['waitingSince', 'time', 'x.waiting_since'],
      ['closedAt', 'time', 'x.closed_at'],
      ['closedBy', 'plain', 'x.closed_by'],
    ),
    conditions: supportConditions,
  },
};
