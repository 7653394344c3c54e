import type { Texts } from '../en';
import type { refunds as english } from '../en/refunds';
import type { Format } from '../format';
import { bold, lines, rich } from '../rich';

export const refunds = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const by = (o: { methodName: string; isStars: boolean }) => (o.isStars ? '⭐ نجوم تيليجرام' : f.name(o.methodName));
  return {
    refundButton: '💸 استرداد',
    refundsScreen: (o) =>
      lines(
        bold('💸 استرداد المال'),
        '',
        o.count === 0
          ? 'لا شيء يمكن ردّه: فقط ما دفعته ولم تنفقه وليس محجوزًا.'
          : 'هذا ما دفعته ولم تنفقه. اختر ما يعود إلى مصدره.',
        'المكافآت والهدايا والزيادات ليست مالًا وتبقى هنا.',
      ),
    refundRow: (o) => `${f.money(o.amount)} · ${by(o)} · ${f.dateTime(o.at)}`,
    refundScreen: (o) =>
      lines(
        rich`${bold(`💸 ردّ ${f.money(o.amount)}؟`)}`,
        '',
        `يعود إلى ${by(o)}، بالإيصال ${f.isolated(`R-${o.receiptId}`).text} بتاريخ ${f.dateTime(o.at)}.`,
        o.bonus > 0n && `وتُسحب زيادته أيضًا: ${f.money(o.bonus)}.`,
        'ينظر المتجر فيه أولًا، والطلب مرة واحدة. ما تنفقه قبل ذلك لا يُردّ.',
      ),
    askRefundButton: (amount) => `💸 اطلب ${f.money(amount)}`,
    refundAsked: {
      requested: '💸 أُرسل الطلب. لم يتحرك شيء بعد، وستصلك إجابة المتجر.',
      repeated: 'طلبت هذا من قبل. لم يتحرك شيء.',
      nothing_left: 'لا يمكن ردّ هذا الآن: أُنفق أو محجوز أو طُلب. لم يتحرك شيء.',
    },
    refundRefused: (o) =>
      lines(
        rich`${bold(`✋ لن يُردّ ${f.money(o.amount)}`)}`,
        '',
        o.reason !== '' && f.name(o.reason, 300),
        'المال في رصيدك كما كان.',
      ),
  };
};
