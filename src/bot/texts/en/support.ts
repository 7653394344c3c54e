import { LONGEST_SUPPORT_TEXT } from '../../../domain/support/support-words';
import type { SupportRefusal, SupportThreadFacts, SupportTitle } from '../facts';
import type { Format } from '../format';
import { bold, lines, type Piece, type Rich, rich } from '../rich';

/** What buyers ask the operators of the shop, and are answered. */
export const support = (f: Format) => {
  const number = (id: bigint) => f.isolated(`S-${id}`);
  const supportSubject = (o: SupportTitle): Rich => {
    const sum = o.amount === null ? '' : ` · ${f.money(o.amount)}`;
    if (o.receiptId !== null) return rich`Receipt ${f.isolated(`R-${o.receiptId}`)}${sum}`;
    if (o.paymentId !== null) return rich`Payment ${f.isolated(`P-${o.paymentId}`)}${sum}`;
    if (o.reservationId === null) return rich`${o.topic === 'PAYMENT' ? 'A payment' : 'Another question'}`;
    return rich`${f.name(o.serviceName ?? '')} · ${f.country(o.countryIso ?? '', o.countryName ?? '')}`;
  };
  const stands = (o: Pick<SupportThreadFacts, 'state' | 'waitingSince'>) =>
    o.state === 'CLOSED' ? '✅' : o.waitingSince === null ? '💬' : '⏳';
  return {
    supportSubject,
    supportButton: '🆘 Support',
    problemButton: '🆘 Something wrong?',
    supportTopics: { PAYMENT: '🧾 About a payment', ORDER: '📱 About a number', OTHER: '💬 Something else' },
    supportScreen: (o: { contact: string; hasThreads: boolean }): Rich =>
      lines(
        bold('🆘 Support'),
        '',
        'What is it about? Choose, then write what is wrong: you are answered here in the chat.',
        'Never send anybody a password.',
        o.contact !== '' && `You can also write to ${f.name(o.contact)}.`,
        o.hasThreads && '',
        o.hasThreads && 'What you asked: ⏳ waits for us, 💬 answered, ✅ closed.',
      ),
    supportThreadRow: (o: SupportThreadFacts): string =>
      `${f.lineStart}${stands(o)} ${number(o.id).text} · ${supportSubject(o).text}`,
    writeButton: '✍️ Write about a payment',
    supportAsk: (o: { subject: Piece }): Rich =>
      lines(
        rich`${bold('✍️ What is wrong?')}`,
        o.subject,
        '',
        'Write it in one message; a picture may go with it. You are answered here in the chat.',
        'Nothing is charged or paid back by writing.',
      ),
    supportThread: (o: SupportThreadFacts): Rich =>
      lines(
        rich`${f.lineStart}${bold(rich`${stands(o)} ${number(o.id)}`)} · ${supportSubject(o)}`,
        o.state === 'CLOSED'
          ? 'Closed. Write again if it is not solved.'
          : o.waitingSince === null
            ? 'Answered. Write more if it is not solved.'
            : 'Waits for our answer, which comes here in the chat. You may write more.',
      ),
    supportSaid: (o: { isOwn: boolean; at: Date; text: string; hasPicture: boolean }): Rich =>
      lines(
        rich`${bold(o.isOwn ? 'You' : 'Support')} · ${f.dateTime(o.at)}`,
        o.hasPicture && '🖼 A picture',
        o.text !== '' && f.quoted(o.text),
      ),
    supportReceived: (o: { id: bigint }): Rich =>
      rich`✅ Received. Its number is ${number(o.id)}; you are answered here in the chat.`,
    supportPictureLost: 'The picture could not be taken: send a JPEG or PNG of at most 5 MB. Your words are here.',
    supportAnswer: (o: SupportThreadFacts & { text: string }): Rich =>
      lines(rich`${bold(rich`💬 Answer to ${number(o.id)}`)} · ${supportSubject(o)}`, '', f.quoted(o.text)),
    supportClosed: (o: SupportThreadFacts): Rich =>
      lines(
        rich`${bold(rich`✅ ${number(o.id)} is closed`)} · ${supportSubject(o)}`,
        '',
        'If it is not solved, write again: it is open at once.',
      ),
    replyButton: '✍️ Reply',
    solvedButton: '✅ Solved',
    supportSolved: '✅ Closed. Good that it is solved.',
    supportRefusals: {
      empty: 'Write what is wrong in words, or send a JPEG or PNG of at most 5 MB. Nothing was sent.',
      too_long: `That is too long: at most ${f.number(LONGEST_SUPPORT_TEXT)} characters in one message. Nothing was sent; send it in two.`,
      too_many_open:
        'Too many of your questions are open. Write into one of them, or wait for an answer. Nothing was sent.',
      too_many_an_hour:
        'That were many messages for one hour. They are read; write again later. This one was not sent.',
      banned: 'Your account is closed: only questions about payments are taken. Nothing was sent.',
      gone: 'This is not there any more. Nothing was sent; choose again what it is about.',
    } satisfies Record<SupportRefusal, string>,
  };
};
