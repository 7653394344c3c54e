import type { OrphanReason } from '../../../../domain/message/orphan-reasons';
import type { ReservationStatus } from '../../../../domain/reservation/reservation-status';
import type { Format } from '../../../texts/format';
import { bold, code, lines, type Rich, rich } from '../../../texts/rich';
import type { AssignableFacts, MessageFacts } from '../../messages/message-facts';
import type { PanelTexts } from '../en';

/** Входящие сообщения и ничьи, которые оператор отдаёт покупателям. */
export const messages = (f: Format): Pick<PanelTexts, 'messages'> => {
  const stages: Readonly<Record<ReservationStatus, string>> = {
    REQUESTED: 'ждёт',
    WAITING_CODE: 'ждёт',
    CANCEL_PENDING: 'отменяется',
    COMPLETED: 'завершена',
    EXPIRED: 'истекла',
    CANCELED: 'отменена',
  };
  const reasons: Readonly<Record<OrphanReason, string>> = {
    NO_RESERVATION: 'Когда оно пришло, этого номера ни у кого не было.',
    AMBIGUOUS: 'Номер был у нескольких, а из текста не видно, чьё оно.',
    OLDER_THAN_RESERVATION: 'Оно старше брони этого номера.',
    RESERVATION_OVER: 'Когда оно пришло, бронь уже закончилась.',
  };
  return {
    messages: {
      stages,
      reasons,
      button: '✉️ Сообщения',
      orphansTitle: bold('❓ Ничьи сообщения'),
      allTitle: bold('✉️ Все сообщения'),
      typeNumber: 'Введите номер телефона, чтобы увидеть, что на него пришло.',
      found: (o: { phone: string }): Rich => rich`✉️ ${bold(f.phone(o.phone))}`,
      showAll: '✉️ Все сообщения',
      onlyOrphans: '❓ Только ничьи',
      older: 'Старше ›',
      row: (o: MessageFacts) =>
        `${o.phone ? f.phone(o.phone) : f.name(o.sender ?? '—', 16)} · ${f.dateTime(o.storedAt)}`,
      card: (o: MessageFacts & { provider: string }): Rich =>
        lines(
          bold(o.phone ? f.phone(o.phone) : '—'),
          `${f.name(o.provider)} · ${f.name(o.sender ?? '—', 40)} · ${f.dateTime(o.storedAt)}`,
          o.reservationId !== null && `Относится к брони ${f.number(Number(o.reservationId))}.`,
          '',
          o.erasedAt ? `Текст стёрт ${f.dateTime(o.erasedAt)}.` : f.quoted(o.text),
          o.code && rich`🔑 ${f.isolated(code(o.code))}`,
        ),
      whose: 'Чьё оно? Деньги двигаются так, будто оно само нашло свою бронь.',
      nobodys: 'Ни одна бронь его уже не получит.',
      assignable: (o: AssignableFacts) =>
        `${f.name(o.serviceName, 16)} · ${f.phone(o.phone)} · ${f.number(Number(o.userId))}`,
      assigned: {
        captured: 'Покупатель получил его. Оно оплачено.',
        appended: 'Покупатель получил его. Номер уже был оплачен.',
        late: 'Покупателю предложено взять его, пока ничего не списано.',
        message_not_found: 'Этого сообщения больше нет.',
        reservation_not_found: 'Этой брони больше нет.',
        not_an_orphan: 'Оно уже кому-то отдано.',
        erased: 'Его текст стёрт.',
        blank: 'В нём нет ни одного видимого знака, это не SMS. Ничего не изменилось.',
        other_number: 'Оно пришло на другой номер. Ничего не изменилось.',
        older_than_reservation: 'Оно старше брони. Ничего не изменилось.',
        too_late: 'Слишком поздно: бронь закончилась. Ничего не изменилось.',
      },
    },
  };
};
