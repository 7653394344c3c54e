import type { Texts } from '../en';
import type { discounts as english } from '../en/discounts';
import type { Format } from '../format';
import { bold, lines, rich } from '../rich';

export const discounts = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => ({
  promoSays: {
    off: (code) => `🎟 انتهى الرمز ${f.isolated(code).text}.`,
    not_yet: (code) => `🎟 الرمز ${f.isolated(code).text} لم يبدأ بعد.`,
    over: (code) => `🎟 انتهى وقت الرمز ${f.isolated(code).text}.`,
    used_up: (code) => `🎟 الرمز ${f.isolated(code).text} استنفده آخرون.`,
    used_by_you: (code) => `🎟 استعملت الرمز ${f.isolated(code).text} من قبل.`,
    only_new: (code) => `🎟 الرمز ${f.isolated(code).text} للمشترين الجدد.`,
    elsewhere: (code) => `🎟 الرمز ${f.isolated(code).text} لأرقام أخرى.`,
    too_cheap: (code) => `🎟 الرمز ${f.isolated(code).text} لأرقام أغلى.`,
  },
  discount: (o) =>
    lines(
      rich`🎟 ${bold(f.isolated(o.code))}: خصم ${o.percent === null ? f.money(o.amount ?? 0n) : f.percent(o.percent / 100)}`,
      o.serviceName !== null && `📱 فقط ${f.name(o.serviceName)}`,
      o.countryIso !== null && `🌍 فقط ${f.country(o.countryIso, o.countryName ?? o.countryIso)}`,
      o.minPrice !== null && `💵 للأرقام من ${f.money(o.minPrice)} فأكثر`,
      o.maxDiscount !== null && `✂️ حتى ${f.money(o.maxDiscount)} للرقم`,
      o.endsAt !== null && `⌛ حتى ${f.dateTime(o.endsAt)}`,
    ),
  dropPromoButton: (code) => `✖️ بدون ${f.isolated(code).text}`,
  promoDropped: 'وُضع الرمز جانبًا. لم يُخصم شيء، ويمكنك إدخاله مجددًا.',
});
