import type { Format } from '../../../texts/format';
import { bold, code, lines, rich } from '../../../texts/rich';
import type { growth as english } from '../en/growth';

export const growth = (f: Format): ReturnType<typeof english> => {
  const inDays = (days: number) => `${f.number(days)} ${days <= 10 ? 'أيام' : 'يومًا'}`;
  return {
    promoCodes: {
      used: (o) => `استُخدم ${f.number(o.uses)}×`,
      usedOf: (o) => `🎟 استُخدم ${f.number(o.uses)} من ${f.number(o.maxUses)}`,
      bringsBalance: (o) => `💰 يمنح ${f.money(o.amount)} فورًا`,
      bringsBonus: (o) => `🎁 يضيف ${f.isolated(`${o.percent}%`).text} من الدفعة القادمة`,
      whichKind: 'ماذا يمنح الرمز؟ لا يمكن تغيير ذلك لاحقًا.',
      balanceButton: '💰 مال فورًا',
      bonusButton: '🎁 مكافأة مع الدفعة القادمة',
      percentOff: (o) => `✂️ يخصم ${f.isolated(`${o.percent}%`).text} من السعر`,
      amountOff: (o) => `✂️ يخصم ${f.money(o.amount)} من السعر`,
      saved: (o) => `💸 ما وُفّر به: ${f.money(o.amount)}`,
      discountButton: '✂️ خصم على الأرقام',
      whichDiscount: 'من سعر كل رقم يُشترى به. يبقى جزء من مئة على الأقل للدفع.',
      percentOffButton: '✂️ نسبة',
      amountOffButton: '✂️ مبلغ',
    },
    growth: {
      button: '📣 من أين جاء الناس',
      days: (o) => inDays(o.days),
      waysTitle: (o) => `📣 من جاء في آخر ${inDays(o.days)}، بحسب الرابط`,
      waysHint: (o) =>
        lines(
          rich`اصنع رابطًا لكل مكان تعلن فيه: ${f.isolated(code(o.link))}، بأي كلمة بعد ${f.isolated('c_').text}.`,
          'المبالغ لهؤلاء وحدهم، حتى الآن.',
        ),
      noWord: 'بلا رابط',
      byInvitation: 'بدعوة من غيرهم',
      byGift: 'بهدية',
      way: (o) =>
        rich`• ${bold(o.name)}: جاء ${f.number(o.users)}، دفع منهم ${f.number(o.payers)} مبلغ ${f.money(o.paidIn)}، والمبيعات ${f.money(o.revenue)}`,
      waysButton: '📣 بحسب الرابط',
      invitesButton: '🤝 من دعاهم',
      invitesTitle: (o) => `🤝 من دعا القادمين في آخر ${inDays(o.days)}`,
      invitesHint: (o) =>
        `من يدعو غيره يحصل على ${f.isolated(`${o.percent}%`).text} مما يدفعونه. النسبة والحدود في الإعدادات.`,
      invitesOff: 'لا يحصل أحد على شيء مقابل الدعوة الآن. حدّد النسبة في الإعدادات، فيظهر للمشترين رابط.',
      inviter: (o) =>
        rich`• ${bold(o.name)}: جاء ${f.number(o.invited)}، دفع منهم ${f.number(o.payers)} مبلغ ${f.money(o.paidIn)}؛ كسب ${f.money(o.earned)}، وينتظر ${f.money(o.waiting)}`,
    },
  };
};
