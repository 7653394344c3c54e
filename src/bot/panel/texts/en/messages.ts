import type { OrphanReason } from '../../../../domain/message/orphan-reasons';
import type { ReservationStatus } from '../../../../domain/reservation/reservation-status';
import type { Format } from '../../../texts/format';
import { bold, code, lines, type Rich, rich } from '../../../texts/rich';
import type { AssignableFacts, MessageFacts } from '../../messages/message-facts';

/** Inbound messages, and orphans that an operator gives to their buyers. */
export const messages = (f: Format) => {
  const stages: Readonly<Record<ReservationStatus, string>> = {
    REQUESTED: 'waiting',
    WAITING_CODE: 'waiting',
    CANCEL_PENDING: 'being canceled',
    COMPLETED: 'completed',
    EXPIRED: 'expired',
    CANCELED: 'canceled',
  };
  const reasons: Readonly<Record<OrphanReason, string>> = {
    NO_RESERVATION: 'Nobody had this number when it came.',
    AMBIGUOUS: 'Several had this number, and the text does not say whose it is.',
    OLDER_THAN_RESERVATION: 'It is older than the reservation of the number.',
    RESERVATION_OVER: 'The reservation was over when it came.',
  };
  return {
    messages: {
      stages,
      reasons,
      button: '✉️ Messages',
      orphansTitle: bold('❓ Messages that are nobody’s'),
      allTitle: bold('✉️ All messages'),
      typeNumber: 'Type a phone number to see what came to it.',
      found: (o: { phone: string }): Rich => rich`✉️ ${bold(f.phone(o.phone))}`,
      showAll: '✉️ All messages',
      onlyOrphans: '❓ Only nobody’s',
      older: 'Older ›',
      row: (o: MessageFacts) =>
        `${o.phone ? f.phone(o.phone) : f.name(o.sender ?? '—', 16)} · ${f.dateTime(o.storedAt)}`,
      card: (o: MessageFacts & { provider: string }): Rich =>
        lines(
          bold(o.phone ? f.phone(o.phone) : '—'),
          `${f.name(o.provider)} · ${f.name(o.sender ?? '—', 40)} · ${f.dateTime(o.storedAt)}`,
          o.reservationId !== null && `It belongs to reservation ${f.number(Number(o.reservationId))}.`,
          '',
          o.erasedAt ? `Its text was forgotten on ${f.dateTime(o.erasedAt)}.` : f.quoted(o.text),
          o.code && rich`🔑 ${f.isolated(code(o.code))}`,
        ),
      whose: 'Whose is it? Money moves as if it had found its reservation by itself.',
      nobodys: 'No reservation can get it any more.',
      assignable: (o: AssignableFacts) =>
        `${f.name(o.serviceName, 16)} · ${f.phone(o.phone)} · ${f.number(Number(o.userId))}`,
      assigned: {
        captured: 'The buyer has it. It is paid.',
        appended: 'The buyer has it. It was paid already.',
        late: 'The buyer is asked whether to take it; nothing is charged yet.',
        message_not_found: 'This message is not there any more.',
        reservation_not_found: 'This reservation is not there any more.',
        not_an_orphan: 'Somebody has it already.',
        erased: 'Its text was forgotten.',
        blank: 'Nothing can be seen in it, so it is no SMS. Nothing was changed.',
        other_number: 'It was sent to another number. Nothing was changed.',
        older_than_reservation: 'It is older than the reservation. Nothing was changed.',
        too_late: 'It is too late: the reservation is over. Nothing was changed.',
      },
    },
  };
};
