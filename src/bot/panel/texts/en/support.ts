import type { ActorType } from '../../../../domain/enum-values';
import type { Amount } from '../../../../domain/money/money';
import type { Format } from '../../../texts/format';
import { plural } from '../../../texts/languages';
import { bold, lines, type Piece, type Rich, rich } from '../../../texts/rich';

/** What buyers ask, and operators answer. */
export const support = (f: Format) => {
  const number = (id: bigint) => f.isolated(`S-${id}`);
  const minutes = (count: number) => plural('en', count, { one: '# minute', other: '# minutes' }, f.number);
  return {
    support: {
      button: '🆘 Support',
      waitingButton: (o: { count: number }): string =>
        plural('en', Number(o.count), { one: '🆘 # question waits', other: '🆘 # questions wait' }, f.number),
      title: '🆘 Support',
      counts: (o: { open: number; waiting: number }): Rich =>
        rich`Open: ${f.number(Number(o.open))} · wait for an answer: ${bold(f.number(Number(o.waiting)))}`,
      orderHint: 'Who has waited longest stands first. ⏳ waits for you, 💬 answered, ✅ closed.',
      searchHint: 'Type a number, such as S-12, to open it.',
      closedTitle: '✅ Closed, the last first',
      ofUserTitle: '🆘 Questions of one user',
      closedButton: '✅ Closed ones',
      openButton: '⏳ Open ones',
      row: (o: { id: bigint; subject: string; name: string; minutes: number | undefined }): string =>
        `${number(o.id).text}${o.minutes === undefined ? '' : ` · ${minutes(o.minutes)}`} · ${f.name(o.subject, 40)} · ${f.name(o.name, 24)}`,
      cardTitle: (o: { id: bigint; subject: Piece }): Rich => rich`${f.lineStart}${bold(number(o.id))} · ${o.subject}`,
      from: (o: { name: string }): string => `👤 ${f.name(o.name, 60)}`,
      blocking: '🔕 Has blocked the bot: answers do not arrive, but stand here for when they come back.',
      waits: (o: { minutes: number }): string => `⏳ Waits for ${minutes(o.minutes)}`,
      answered: '💬 Answered',
      closed: (o: { at: Date; by: ActorType }): string =>
        `✅ Closed ${f.dateTime(o.at)}${o.by === 'USER' ? ' by the buyer' : ''}`,
      order: (o: { price: Amount; charged: Amount; refunded: Amount; stage: string; messages: number }): Rich =>
        lines(
          `📱 ${f.name(o.stage)} · SMS: ${f.number(Number(o.messages))}`,
          rich`💵 Price ${f.money(o.price)} · charged ${bold(f.money(o.charged))}${o.refunded > 0n ? ` · given back ${f.money(o.refunded)}` : ''}`,
        ),
      route: (o: { provider: string; routeId: number | null }): string =>
        `🏭 ${f.name(o.provider, 40)}${o.routeId === null ? '' : ` · route ${f.name(`#${o.routeId}`)}`}`,
      receipt: (o: {
        id: bigint;
        amount: string;
        methodName: string;
        credited: Amount | null;
        returned: Amount;
      }): Rich =>
        lines(
          rich`🧾 ${f.isolated(`R-${o.id}`)} · ${f.name(o.amount)} · ${f.name(o.methodName, 40)}`,
          rich`✅ Credited ${bold(o.credited === null ? '—' : f.money(o.credited))}${o.returned > 0n ? ` · went back ${f.money(o.returned)}` : ''}`,
        ),
      payment: (o: { id: bigint; amount: Amount; status: string; methodName: string; credited: Amount }): Rich =>
        lines(
          rich`💳 ${f.isolated(`P-${o.id}`)} · ${f.money(o.amount)} · ${f.name(o.status)} · ${f.name(o.methodName, 40)}`,
          rich`✅ Credited ${bold(f.money(o.credited))}`,
        ),
      noReceipts: '🧾 The user has no receipts.',
      said: (o: { isBuyer: boolean; at: Date; text: string; mark: string; by: ActorType }): Rich =>
        lines(
          rich`${bold(o.isBuyer ? 'Buyer' : o.by === 'API_KEY' ? 'Answer (API)' : 'Answer')} · ${f.dateTime(o.at)}${o.mark === '' ? '' : ` ${f.name(o.mark)}`}`,
          o.text !== '' && f.quoted(o.text),
        ),
      notDelivered: (o: { detail: string }): string => `⚠️ Not delivered: ${f.name(o.detail, 60)}`,
      pictureMark: '🖼',
      pictureButton: (o: { at: number }): string => `🖼 Picture ${f.number(o.at)}`,
      pictureComes: 'The picture comes into this chat.',
      earlier: '‹ Earlier messages',
      answerButton: '✍️ Answer',
      closeButton: '✅ Close',
      reopenButton: '↩️ Open again',
      orderButton: (o: { id: bigint }): string => `📱 Order ${f.name(`#${o.id}`)}`,
      userThreads: '🆘 Their questions',
      answerLabel: 'Your answer',
      answerHint: (o: { most: number }): string =>
        `Type it: at most ${f.number(o.most)} characters. It goes to the buyer at once.`,
      sent: '✅ On its way to the buyer.',
      overtakenAnswer: 'Another operator answered meanwhile, so yours was not sent. Read first; here it is again:',
      overtakenClose: 'The buyer wrote meanwhile: read first. It stays open.',
      closedMeanwhile: 'It was closed meanwhile, so your answer was not sent. Open it again first; here it is:',
      closedNow: '✅ Closed. The buyer is told.',
      alreadyClosed: 'It is closed already.',
      reopened: '↩️ Open again.',
      alreadyOpen: 'It is open already.',
      anotherOpen: 'Another question about the same thing is open. Go on there.',
    },
  };
};
