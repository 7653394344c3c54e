import type { Texts } from '../en';
import type { money as english } from '../en/money';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, rich } from '../rich';
import type { general } from './general';

export const money = (f: Format, g: ReturnType<typeof general>): Pick<Texts, keyof ReturnType<typeof english>> => {
  const transferWords: Texts['transferWords'] = {
    ADD: '➕ إضافة',
    DEDUCT: '➖ خصم',
    HOLD: '🔒 حجز',
    RELEASE: '↩️ إعادة',
    PURCHASE: '✅ خُصم من المحجوز',
    REWARD: '🎁 مكافأة',
    REFUND: '💚 استرداد',
    TOPUP: '💰 شحن الرصيد',
    TOPUP_REFUND: '💸 ردّ الدفعة',
    CHARGEBACK: '⛔ سُحبت الدفعة',
    BONUS: '🎉 مكافأة شحن',
    PROMO: '🎟 رمز ترويجي',
    REFERRAL: '🤝 مقابل صديق دعوته',
    GIFT: '🎀 هدية',
    PENDING: '⏳ بانتظار إمكان استعماله',
  };
  return {
    transferWords,
    balanceScreen: (o) =>
      lines(
        bold('💳 الرصيد'),
        rich`المتاح: ${bold(f.money(o.available))}`,
        rich`المحجوز: ${bold(f.money(o.held))}`,
        o.held > 0n && 'الرمز يخصم المحجوز، وأي شيء آخر يعيده.',
        o.usableAt !== null && rich`⏳ لا يُستعمل بعد: ${bold(f.money(o.pending))}، حتى ${f.dateTime(o.usableAt)}`,
        o.debt > 0n && rich`⛔ عليك ${bold(f.money(o.debt))}: ما تشحنه يسدده أولًا.`,
        !o.canPay && g.topUp(o),
      ),
    transactionsButton: '🧾 الحركات',
    transactionsTitle: bold('🧾 الحركات'),
    noTransactions: lines(bold('🧾 لا حركات بعد'), '', 'ستظهر هنا كل حركة لأموالك.'),
    transactionRow: (o) =>
      lines(
        rich`${transferWords[o.type]} ${bold(o.sign === 0 ? f.money(o.amount) : f.signedMoney(o.sign === 1 ? o.amount : -o.amount))}`,
        `${[f.dateTime(o.at), o.about ?? (o.reason ? f.name(o.reason) : undefined)].filter(Boolean).join(' · ')} · المتاح ${f.money(o.after)}`,
      ),
    statisticsScreen: (o) =>
      lines(
        bold('📊 أنت'),
        plural(
          'ar',
          o.own.completed,
          {
            zero: '✅ لم تستلم رموزًا بعد',
            one: '✅ رمز واحد مستلم',
            two: '✅ رمزان مستلمان',
            few: '✅ # رموز مستلمة',
            many: '✅ # رمزًا مستلمًا',
            other: '✅ # رمز مستلم',
          },
          f.number,
        ),
        `⌛ دون رمز: ${f.number(o.own.withoutCode)} (لم يُخصم شيء)`,
        `💵 أنفقت: ${f.money(o.own.spent)}`,
        o.own.successRate !== undefined && `🎯 النجاح: ${f.percent(o.own.successRate)}`,
        '',
        bold('🏬 المتجر'),
        plural(
          'ar',
          o.shop.services,
          {
            zero: '📱 لا خدمات',
            one: '📱 خدمة واحدة',
            two: '📱 خدمتان',
            few: '📱 # خدمات',
            many: '📱 # خدمة',
            other: '📱 # خدمة',
          },
          f.number,
        ),
        plural(
          'ar',
          o.shop.countries,
          {
            zero: '🌍 لا بلدان',
            one: '🌍 بلد واحد',
            two: '🌍 بلدان',
            few: '🌍 # بلدان',
            many: '🌍 # بلدًا',
            other: '🌍 # بلد',
          },
          f.number,
        ),
        o.shop.successRate !== undefined && `🎯 النجاح مؤخرًا: ${f.percent(o.shop.successRate)}`,
        o.shop.medianS !== undefined && `⚡ نصف الرموز يصل خلال ${g.duration(o.shop.medianS)}`,
      ),
  };
};
