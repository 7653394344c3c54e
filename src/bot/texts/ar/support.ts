import { LONGEST_SUPPORT_TEXT } from '../../../domain/support/support-words';
import type { support as english } from '../en/support';
import type { SupportThreadFacts, SupportTitle } from '../facts';
import type { Format } from '../format';
import { bold, lines, type Rich, rich } from '../rich';

export const support = (f: Format): ReturnType<typeof english> => {
  const number = (id: bigint) => f.isolated(`S-${id}`);
  const supportSubject = (o: SupportTitle): Rich => {
    const sum = o.amount === null ? '' : ` · ${f.money(o.amount)}`;
    if (o.receiptId !== null) return rich`الإيصال ${f.isolated(`R-${o.receiptId}`)}${sum}`;
    if (o.paymentId !== null) return rich`الدفعة ${f.isolated(`P-${o.paymentId}`)}${sum}`;
    if (o.reservationId === null) return rich`${o.topic === 'PAYMENT' ? 'عن الدفع' : 'سؤال آخر'}`;
    return rich`${f.name(o.serviceName ?? '')} · ${f.country(o.countryIso ?? '', o.countryName ?? '')}`;
  };
  const stands = (o: Pick<SupportThreadFacts, 'state' | 'waitingSince'>) =>
    o.state === 'CLOSED' ? '✅' : o.waitingSince === null ? '💬' : '⏳';
  return {
    supportSubject,
    supportButton: '🆘 الدعم',
    problemButton: '🆘 هل من مشكلة؟',
    supportTopics: { PAYMENT: '🧾 عن دفعة', ORDER: '📱 عن رقم', OTHER: '💬 عن أمر آخر' },
    supportScreen: (o) =>
      lines(
        bold('🆘 الدعم'),
        '',
        'عمّ تسأل؟ اختر ثم اكتب المشكلة، ويصلك الجواب هنا في المحادثة.',
        'لا ترسل كلمة مرور إلى أحد.',
        o.contact !== '' && `يمكنك الكتابة أيضًا إلى ${f.name(o.contact)}.`,
        o.hasThreads && '',
        o.hasThreads && 'أسئلتك: ⏳ تنتظرنا، 💬 أُجيبت، ✅ أُغلقت.',
      ),
    supportThreadRow: (o) => `${f.lineStart}${stands(o)} ${number(o.id).text} · ${supportSubject(o).text}`,
    writeButton: '✍️ اكتب عن دفعة',
    supportAsk: (o) =>
      lines(
        rich`${bold('✍️ ما المشكلة؟')}`,
        o.subject,
        '',
        'اكتبها في رسالة واحدة، ويمكن أن ترافقها صورة. يصلك الجواب هنا في المحادثة.',
        'الكتابة وحدها لا تخصم مالًا ولا تعيده.',
      ),
    supportThread: (o) =>
      lines(
        rich`${f.lineStart}${bold(rich`${stands(o)} ${number(o.id)}`)} · ${supportSubject(o)}`,
        o.state === 'CLOSED'
          ? 'أُغلق. إن لم تُحل المشكلة فاكتب من جديد.'
          : o.waitingSince === null
            ? 'أُجيب. إن لم تُحل المشكلة فاكتب المزيد.'
            : 'ينتظر جوابنا الذي يصلك هنا في المحادثة. يمكنك كتابة المزيد.',
      ),
    supportSaid: (o) =>
      lines(
        rich`${bold(o.isOwn ? 'أنت' : 'الدعم')} · ${f.dateTime(o.at)}`,
        o.hasPicture && '🖼 صورة',
        o.text !== '' && f.quoted(o.text),
      ),
    supportReceived: (o) => rich`✅ وصلت رسالتك. رقمها ${number(o.id)} ويصلك الجواب هنا في المحادثة.`,
    supportPictureLost: `تعذّر أخذ الصورة: أرسل صورة بحجم ${f.number(5)} ميغابايت على الأكثر. وصلت كلماتك.`,
    supportAnswer: (o) =>
      lines(rich`${bold(rich`💬 جواب ${number(o.id)}`)} · ${supportSubject(o)}`, '', f.quoted(o.text)),
    supportClosed: (o) =>
      lines(
        rich`${bold(rich`✅ أُغلق ${number(o.id)}`)} · ${supportSubject(o)}`,
        '',
        'إن لم تُحل المشكلة فاكتب من جديد، ويُفتح فورًا.',
      ),
    replyButton: '✍️ ردّ',
    solvedButton: '✅ حُلّت',
    supportSolved: '✅ أُغلق. يسرّنا أنها حُلّت.',
    supportRefusals: {
      empty: `اكتب المشكلة بالكلمات أو أرسل صورة بحجم ${f.number(5)} ميغابايت على الأكثر. لم يُرسل شيء.`,
      too_long: `هذا طويل: ${f.number(LONGEST_SUPPORT_TEXT)} حرف على الأكثر في الرسالة. لم يُرسل شيء؛ قسّمها إلى رسالتين.`,
      too_many_open: 'أسئلتك المفتوحة كثيرة. اكتب في أحدها أو انتظر الجواب. لم يُرسل شيء.',
      too_many_an_hour: 'رسائل كثيرة في ساعة واحدة. ستُقرأ كلها؛ اكتب لاحقًا. هذه لم تُرسل.',
      banned: 'حسابك مغلق: نستقبل الأسئلة عن الدفع فقط. لم يُرسل شيء.',
      gone: 'لم يعد هذا موجودًا. لم يُرسل شيء؛ اختر من جديد عمّ تسأل.',
    },
  };
};
