import type { OrphanReason } from '../../../../domain/message/orphan-reasons';
import type { ReservationStatus } from '../../../../domain/reservation/reservation-status';
import type { Format } from '../../../texts/format';
import { bold, code, lines, type Rich, rich } from '../../../texts/rich';
import type { AssignableFacts, MessageFacts } from '../../messages/message-facts';
import type { PanelTexts } from '../en';

/** الرسائل الواردة، وما لا صاحب له منها. */
export const messages = (f: Format): Pick<PanelTexts, 'messages'> => {
  const stages: Readonly<Record<ReservationStatus, string>> = {
    REQUESTED: 'ينتظر',
    WAITING_CODE: 'ينتظر',
    CANCEL_PENDING: 'قيد الإلغاء',
    COMPLETED: 'مكتمل',
    EXPIRED: 'منتهٍ',
    CANCELED: 'ملغى',
  };
  const reasons: Readonly<Record<OrphanReason, string>> = {
    NO_RESERVATION: 'لم يكن هذا الرقم لدى أحد عند وصولها.',
    AMBIGUOUS: 'كان الرقم لدى أكثر من مشترٍ، والنص لا يدل على صاحبها.',
    OLDER_THAN_RESERVATION: 'هي أقدم من حجز الرقم.',
    RESERVATION_OVER: 'كان الحجز قد انتهى عند وصولها.',
  };
  return {
    messages: {
      stages,
      reasons,
      button: '✉️ الرسائل',
      orphansTitle: bold('❓ رسائل بلا صاحب'),
      allTitle: bold('✉️ كل الرسائل'),
      typeNumber: 'اكتب رقم هاتف لترى ما وصل إليه.',
      found: (o: { phone: string }): Rich => rich`✉️ ${bold(f.phone(o.phone))}`,
      showAll: '✉️ كل الرسائل',
      onlyOrphans: '❓ التي بلا صاحب فقط',
      older: 'أقدم ›',
      row: (o: MessageFacts) =>
        `${o.phone ? f.phone(o.phone) : f.name(o.sender ?? '—', 16)} · ${f.dateTime(o.storedAt)}`,
      card: (o: MessageFacts & { provider: string }): Rich =>
        lines(
          bold(o.phone ? f.phone(o.phone) : '—'),
          `${f.name(o.provider)} · ${f.name(o.sender ?? '—', 40)} · ${f.dateTime(o.storedAt)}`,
          o.reservationId !== null && `تخص الحجز ${f.number(Number(o.reservationId))}.`,
          '',
          o.erasedAt ? `مُحي نصها في ${f.dateTime(o.erasedAt)}.` : f.quoted(o.text),
          o.code && rich`🔑 ${f.isolated(code(o.code))}`,
        ),
      whose: 'لمن هي؟ تتحرك الأموال كما لو أنها وصلت إلى حجزها تلقائيًا.',
      nobodys: 'لم يعد هناك حجز يمكن أن تصل إليه.',
      assignable: (o: AssignableFacts) =>
        `${f.name(o.serviceName, 16)} · ${f.phone(o.phone)} · ${f.number(Number(o.userId))}`,
      assigned: {
        captured: 'وصلت إلى المشتري ودُفع ثمنها.',
        appended: 'وصلت إلى المشتري، وكان الرقم مدفوعًا.',
        late: 'عُرضت على المشتري، ولم يُخصم شيء بعد.',
        message_not_found: 'لم تعد هذه الرسالة موجودة.',
        reservation_not_found: 'لم يعد هذا الحجز موجودًا.',
        not_an_orphan: 'أصبح لها صاحب بالفعل.',
        erased: 'مُحي نصها.',
        blank: 'لا يظهر فيها أي حرف، فهي ليست رسالة. لم يتغير شيء.',
        other_number: 'أُرسلت إلى رقم آخر. لم يتغير شيء.',
        older_than_reservation: 'هي أقدم من الحجز. لم يتغير شيء.',
        too_late: 'فات الأوان: انتهى الحجز. لم يتغير شيء.',
      },
    },
  };
};
