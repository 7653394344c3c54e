import type { DiscountFacts, DiscountVerdict } from '../facts';
import type { Format } from '../format';
import { bold, lines, type Rich, rich } from '../rich';

/** The discount of a promo code, and why it does not count for an offer. */
export const discounts = (f: Format) => ({
  promoSays: {
    off: (code: string) => `🎟 ${f.isolated(code).text} is over.`,
    not_yet: (code: string) => `🎟 ${f.isolated(code).text} does not count yet.`,
    over: (code: string) => `🎟 The time of ${f.isolated(code).text} is over.`,
    used_up: (code: string) => `🎟 ${f.isolated(code).text} was used up by others.`,
    used_by_you: (code: string) => `🎟 You have used ${f.isolated(code).text}.`,
    only_new: (code: string) => `🎟 ${f.isolated(code).text} is for new buyers.`,
    elsewhere: (code: string) => `🎟 ${f.isolated(code).text} counts for other numbers.`,
    too_cheap: (code: string) => `🎟 ${f.isolated(code).text} is for dearer numbers.`,
  } satisfies Record<Exclude<DiscountVerdict, 'counts'>, unknown>,
  discount: (o: DiscountFacts): Rich =>
    lines(
      rich`🎟 ${bold(f.isolated(o.code))}: ${o.percent === null ? f.money(o.amount ?? 0n) : f.percent(o.percent / 100)} off`,
      o.serviceName !== null && `📱 Only ${f.name(o.serviceName)}`,
      o.countryIso !== null && `🌍 Only ${f.country(o.countryIso, o.countryName ?? o.countryIso)}`,
      o.minPrice !== null && `💵 For numbers from ${f.money(o.minPrice)} on`,
      o.maxDiscount !== null && `✂️ At most ${f.money(o.maxDiscount)} a number`,
      o.endsAt !== null && `⌛ Until ${f.dateTime(o.endsAt)}`,
    ),
  dropPromoButton: (code: string) => `✖️ Without ${f.isolated(code).text}`,
  promoDropped: 'The code is put away. Nothing was charged; you can give it again.',
});
