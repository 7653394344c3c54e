import type { Amount } from '../../../../domain/money/money';
import type { ReservationStatus } from '../../../../domain/reservation/reservation-status';
import type { Format } from '../../../texts/format';
import { bold, lines, type Piece, type Rich, rich } from '../../../texts/rich';

/** Users, their money and their reservations. */
export const people = (f: Format) => {
  const stages: Record<ReservationStatus, string> = {
    REQUESTED: 'asking the supplier',
    WAITING_CODE: 'waiting for the code',
    CANCEL_PENDING: 'being canceled',
    COMPLETED: 'completed',
    EXPIRED: 'expired without a code',
    CANCELED: 'canceled',
  };
  return {
    people: {
      button: '👥 Users',
      title: '👥 Users',
      searchHint: 'Type an id, a phone number, an @name or a part of a name to search.',
      found: (o: { words: string }) => `🔎 “${f.name(o.words)}”`,
      nobody: 'Nobody found.',
      isBanned: '⛔ Banned: cannot buy',
      isBlocking: '🔕 Has blocked the bot',
      card: (o: {
        id: bigint;
        telegramId: bigint | null;
        language: string;
        available: Amount;
        held: Amount;
        completed: number;
        open: number;
        spent: Amount;
        paidIn: Amount;
        debt: Amount;
        createdAt: Date;
        lastSeenAt: Date;
      }): Rich =>
        lines(
          rich`💳 Available: ${bold(f.money(o.available))}`,
          `🔒 Held: ${f.money(o.held)}`,
          `✅ Codes bought: ${f.number(Number(o.completed))}, for ${f.money(o.spent)}`,
          `⏳ Open numbers: ${f.number(Number(o.open))}`,
          `💰 Paid in: ${f.money(o.paidIn)}`,
          o.debt > 0n && `⚠️ Owes: ${f.money(o.debt)}. Cannot buy until it is paid.`,
          '',
          `Id: ${f.name(String(o.id))} · Telegram: ${f.name(String(o.telegramId))} · ${f.name(o.language)}`,
          `Joined ${f.dateTime(o.createdAt)}`,
          `Last seen ${f.dateTime(o.lastSeenAt)}`,
        ),
      addButton: '➕ Add balance',
      deductButton: '➖ Deduct balance',
      banButton: '⛔ Ban',
      unbanButton: '✅ Lift the ban',
      banned: '⛔ Banned. Open numbers run on.',
      unbanned: '✅ The ban is lifted.',
      timeline: '🕑 Timeline',
      entry: (o: {
        mark: string;
        words: Piece;
        id: bigint | null;
        at: Date;
        amount: Amount | null;
        note: string;
      }): Rich =>
        lines(
          rich`${o.mark} ${o.words}${o.amount === null ? '' : ` · ${f.money(o.amount)}`}`,
          `${f.dateTime(o.at)}${o.id === null ? '' : ` · ${f.name(`#${o.id}`)}`}${o.note ? ` · ${f.name(o.note, 100)}` : ''}`,
        ),
      stages,
      balanceTitle: {
        add: (o: { name: string; available: Amount }) =>
          `➕ Add balance: ${f.name(o.name)}, available ${f.money(o.available)}`,
        deduct: (o: { name: string; available: Amount }) =>
          `➖ Deduct balance: ${f.name(o.name)}, available ${f.money(o.available)}`,
      },
      byHand: 'Added by the shop’s operator',
      giveTitle: (o: { name: string; amount: Amount; available: Amount; reason: string }): Rich =>
        lines(
          bold(`➕ Add ${f.money(o.amount)} to ${f.name(o.name)}`),
          `Available: ${f.money(o.available)} → ${f.money(o.available + o.amount)}`,
          `Reason: ${f.name(o.reason, 200)}`,
        ),
      amount: 'Amount',
      reason: 'Reason',
      confirm: { add: '✅ Add it', deduct: '✅ Deduct it' },
      confirmHint: 'Press the button to do it. The user is told.',
      moved: {
        add: (o: { amount: Amount }) => `✅ ${f.money(o.amount)} added`,
        deduct: (o: { amount: Amount }) => `✅ ${f.money(o.amount)} deducted`,
      },
      notEnough: (o: { available: Amount }) =>
        `Only ${f.money(o.available)} is available; held money cannot be deducted. Nothing moved. Type less.`,
      reservation: (o: {
        price: Amount;
        phone: string | null;
        createdAt: Date;
        expiresAt: Date;
        texts: number;
      }): Rich =>
        lines(
          `💵 ${f.money(o.price)}`,
          o.phone !== null && `📞 ${f.phone(o.phone)}`,
          `📨 SMS: ${f.number(o.texts)}`,
          `Reserved ${f.dateTime(o.createdAt)}`,
          `Runs until ${f.dateTime(o.expiresAt)}`,
        ),
      cancelButton: '❌ Cancel it and return the money',
      canceled: '✅ Canceled. The held money is back, and the buyer is told.',
      alreadyEnded: 'It had ended already. Nothing changed.',
      refundButton: '💚 Refund',
      refundTitle: (o: { id: bigint; price: Amount }) => `💚 Refund ${f.name(`#${o.id}`)}: ${f.money(o.price)}`,
      refunded: '✅ Refunded. The user is told.',
      alreadyRefunded: 'It was refunded before. No money moved.',
    },
  };
};
