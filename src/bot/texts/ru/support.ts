import { LONGEST_SUPPORT_TEXT } from '../../../domain/support/support-words';
import type { support as english } from '../en/support';
import type { SupportThreadFacts, SupportTitle } from '../facts';
import type { Format } from '../format';
import { bold, lines, type Rich, rich } from '../rich';

export const support = (f: Format): ReturnType<typeof english> => {
  const number = (id: bigint) => f.isolated(`S-${id}`);
  const supportSubject = (o: SupportTitle): Rich => {
    const sum = o.amount === null ? '' : ` · ${f.money(o.amount)}`;
    if (o.receiptId !== null) return rich`Квитанция ${f.isolated(`R-${o.receiptId}`)}${sum}`;
    if (o.paymentId !== null) return rich`Платёж ${f.isolated(`P-${o.paymentId}`)}${sum}`;
    if (o.reservationId === null) return rich`${o.topic === 'PAYMENT' ? 'Оплата' : 'Другой вопрос'}`;
    return rich`${f.name(o.serviceName ?? '')} · ${f.country(o.countryIso ?? '', o.countryName ?? '')}`;
  };
  const stands = (o: Pick<SupportThreadFacts, 'state' | 'waitingSince'>) =>
    o.state === 'CLOSED' ? '✅' : o.waitingSince === null ? '💬' : '⏳';
  return {
    supportSubject,
    supportButton: '🆘 Поддержка',
    problemButton: '🆘 Что-то не так?',
    supportTopics: { PAYMENT: '🧾 Об оплате', ORDER: '📱 О номере', OTHER: '💬 О другом' },
    supportScreen: (o) =>
      lines(
        bold('🆘 Поддержка'),
        '',
        'О чём вопрос? Выберите и напишите, что не так: ответ придёт сюда, в чат.',
        'Никому не присылайте паролей.',
        o.contact !== '' && `Можно написать и сюда: ${f.name(o.contact)}.`,
        o.hasThreads && '',
        o.hasThreads && 'Ваши вопросы: ⏳ ждёт нас, 💬 есть ответ, ✅ закрыт.',
      ),
    supportThreadRow: (o) => `${f.lineStart}${stands(o)} ${number(o.id).text} · ${supportSubject(o).text}`,
    writeButton: '✍️ Написать об оплате',
    supportAsk: (o) =>
      lines(
        rich`${bold('✍️ Что не так?')}`,
        o.subject,
        '',
        'Напишите одним сообщением; можно приложить картинку. Ответ придёт сюда, в чат.',
        'Само письмо ничего не списывает и не возвращает.',
      ),
    supportThread: (o) =>
      lines(
        rich`${f.lineStart}${bold(rich`${stands(o)} ${number(o.id)}`)} · ${supportSubject(o)}`,
        o.state === 'CLOSED'
          ? 'Закрыт. Если не решено, напишите снова.'
          : o.waitingSince === null
            ? 'Ответ есть. Если не решено, напишите ещё.'
            : 'Ждёт нашего ответа, он придёт сюда, в чат. Можно написать ещё.',
      ),
    supportSaid: (o) =>
      lines(
        rich`${bold(o.isOwn ? 'Вы' : 'Поддержка')} · ${f.dateTime(o.at)}`,
        o.hasPicture && '🖼 Картинка',
        o.text !== '' && f.quoted(o.text),
      ),
    supportReceived: (o) => rich`✅ Получено. Номер вопроса ${number(o.id)}; ответ придёт сюда, в чат.`,
    supportPictureLost: 'Картинку принять не удалось: пришлите её как фото, до 5 МБ. Ваши слова приняты.',
    supportAnswer: (o) =>
      lines(rich`${bold(rich`💬 Ответ на ${number(o.id)}`)} · ${supportSubject(o)}`, '', f.quoted(o.text)),
    supportClosed: (o) =>
      lines(
        rich`${bold(rich`✅ ${number(o.id)} закрыт`)} · ${supportSubject(o)}`,
        '',
        'Если не решено, напишите снова: вопрос сразу откроется.',
      ),
    replyButton: '✍️ Ответить',
    solvedButton: '✅ Решено',
    supportSolved: '✅ Закрыто. Хорошо, что решилось.',
    supportRefusals: {
      empty: 'Напишите словами, что не так, или пришлите фото до 5 МБ. Ничего не отправлено.',
      too_long: `Слишком длинно: не больше ${f.number(LONGEST_SUPPORT_TEXT)} знаков в одном сообщении. Ничего не отправлено; разделите на два.`,
      too_many_open:
        'Открыто слишком много ваших вопросов. Напишите в один из них или дождитесь ответа. Ничего не отправлено.',
      too_many_an_hour: 'Слишком много сообщений за час. Их прочитают; напишите позже. Это не отправлено.',
      banned: 'Ваш аккаунт закрыт: принимаются только вопросы об оплате. Ничего не отправлено.',
      gone: 'Этого больше нет. Ничего не отправлено; выберите снова, о чём вопрос.',
    },
  };
};
