import type { TransferType } from '../../../domain/enum-values';
import type { Amount } from '../../../domain/money/money';
import type { MoneyFacts, StatisticsFacts } from '../facts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, type Rich, rich } from '../rich';
import type { general } from './general';

/** The balance with its movements, and the figures. */
export const money = (f: Format, g: ReturnType<typeof general>) => {
  const transferWords: Record<TransferType, string> = {
    ADD: '➕ Added',
    DEDUCT: '➖ Taken off',
    HOLD: '🔒 Held',
    RELEASE: '↩️ Returned',
    PURCHASE: '✅ Charged from the hold',
    REWARD: '🎁 Reward',
    REFUND: '💚 Refund',
    TOPUP: '💰 Paid in',
    TOPUP_REFUND: '💸 Paid back',
    CHARGEBACK: '⛔ Payment taken back',
    BONUS: '🎉 Bonus',
    PROMO: '🎟 Promo code',
    REFERRAL: '🤝 For an invited friend',
    GIFT: '🎀 Gift',
    PENDING: '⏳ Until it can be used',
  };
  return {
    transferWords,
    balanceScreen: (
      o: MoneyFacts & { available: Amount; held: Amount; debt: Amount; pending: Amount; usableAt: Date | null },
    ): Rich =>
      lines(
        bold('💳 Balance'),
        rich`Available: ${bold(f.money(o.available))}`,
        rich`Held: ${bold(f.money(o.held))}`,
        o.held > 0n && 'A code charges held money, anything else returns it.',
        o.usableAt !== null && rich`⏳ Not usable yet: ${bold(f.money(o.pending))}, until ${f.dateTime(o.usableAt)}`,
        o.debt > 0n && rich`⛔ You owe ${bold(f.money(o.debt))}: what you add pays it first.`,
        !o.canPay && g.topUp(o),
      ),
    transactionsButton: '🧾 Transactions',
    transactionsTitle: bold('🧾 Transactions'),
    noTransactions: lines(bold('🧾 No transactions yet'), '', 'Every movement of your money will stand here.'),
    transactionRow: (o: {
      type: TransferType;
      amount: Amount;
      sign: 1 | -1 | 0;
      about: string | undefined;
      reason: string;
      at: Date;
      after: Amount;
    }): Rich =>
      lines(
        rich`${transferWords[o.type]} ${bold(o.sign === 0 ? f.money(o.amount) : f.signedMoney(o.sign === 1 ? o.amount : -o.amount))}`,
        `${[f.dateTime(o.at), o.about ?? (o.reason ? f.name(o.reason) : undefined)].filter(Boolean).join(' · ')} · available ${f.money(o.after)}`,
      ),
    statisticsScreen: (o: StatisticsFacts): Rich =>
      lines(
        bold('📊 You'),
        plural('en', o.own.completed, { one: '✅ # code received', other: '✅ # codes received' }, f.number),
        `⌛ Without a code: ${f.number(o.own.withoutCode)} (nothing charged)`,
        `💵 Spent: ${f.money(o.own.spent)}`,
        o.own.successRate !== undefined && `🎯 Success: ${f.percent(o.own.successRate)}`,
        '',
        bold('🏬 The shop'),
        plural('en', o.shop.services, { one: '📱 # service', other: '📱 # services' }, f.number),
        plural('en', o.shop.countries, { one: '🌍 # country', other: '🌍 # countries' }, f.number),
        o.shop.successRate !== undefined && `🎯 Success lately: ${f.percent(o.shop.successRate)}`,
        o.shop.medianS !== undefined && `⚡ Half of the codes come within ${g.duration(o.shop.medianS)}`,
      ),
  };
};
