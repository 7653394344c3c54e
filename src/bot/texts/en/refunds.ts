import type { Amount } from '../../../domain/money/money';
import type { RequestRefundKind } from '../facts';
import type { Format } from '../format';
import { bold, lines, type Rich, rich } from '../rich';

/** Money that goes back to its buyer. */
export const refunds = (f: Format) => {
  const by = (o: { methodName: string; isStars: boolean }) => (o.isStars ? '⭐ Telegram Stars' : f.name(o.methodName));
  return {
    refundButton: '💸 Refund',
    refundsScreen: (o: { count: number }): Rich =>
      lines(
        bold('💸 Money back'),
        '',
        o.count === 0
          ? 'There is nothing that can go back: only what you paid in and did not spend, and nothing that is held.'
          : 'This you paid in and did not spend. Choose what shall go back to where it came from.',
        'Rewards, gifts and bonuses are no money and stay here.',
      ),
    refundRow: (o: { methodName: string; isStars: boolean; at: Date; amount: Amount }) =>
      `${f.money(o.amount)} · ${by(o)} · ${f.dateTime(o.at)}`,
    refundScreen: (o: {
      receiptId: bigint;
      methodName: string;
      isStars: boolean;
      at: Date;
      amount: Amount;
      bonus: Amount;
    }): Rich =>
      lines(
        rich`${bold(`💸 ${f.money(o.amount)} back?`)}`,
        '',
        `It goes to ${by(o)}, by the receipt ${f.isolated(`R-${o.receiptId}`).text} of ${f.dateTime(o.at)}.`,
        o.bonus > 0n && `Its bonus goes, too: ${f.money(o.bonus)}.`,
        'The shop looks at it first; you can ask once. What you spend until then cannot go back.',
      ),
    askRefundButton: (amount: Amount) => `💸 Ask for ${f.money(amount)}`,
    refundAsked: {
      requested: '💸 Asked. Nothing has moved yet; you are told what the shop says.',
      repeated: 'You have asked for this already. Nothing moved.',
      nothing_left: 'That cannot go back now: it was spent, is held, or was asked for. Nothing moved.',
    } satisfies Record<RequestRefundKind, string>,
    refundRefused: (o: { amount: Amount; reason: string }): Rich =>
      lines(
        rich`${bold(`✋ ${f.money(o.amount)} does not go back`)}`,
        '',
        o.reason !== '' && f.name(o.reason, 300),
        'The money is in your balance, as before.',
      ),
  };
};
