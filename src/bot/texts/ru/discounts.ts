import type { Texts } from '../en';
import type { discounts as english } from '../en/discounts';
import type { Format } from '../format';
import { bold, lines, rich } from '../rich';

export const discounts = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => ({
  promoSays: {
    off: (code) => `🎟 Код ${f.isolated(code).text} закончился.`,
    not_yet: (code) => `🎟 Код ${f.isolated(code).text} ещё не действует.`,
    over: (code) => `🎟 Время кода ${f.isolated(code).text} вышло.`,
    used_up: (code) => `🎟 Код ${f.isolated(code).text} разобрали другие.`,
    used_by_you: (code) => `🎟 Вы уже использовали код ${f.isolated(code).text}.`,
    only_new: (code) => `🎟 Код ${f.isolated(code).text} — для новых покупателей.`,
    elsewhere: (code) => `🎟 Код ${f.isolated(code).text} действует на другие номера.`,
    too_cheap: (code) => `🎟 Код ${f.isolated(code).text} — для номеров дороже.`,
  },
  discount: (o) =>
    lines(
      rich`🎟 ${bold(f.isolated(o.code))}: скидка ${o.percent === null ? f.money(o.amount ?? 0n) : f.percent(o.percent / 100)}`,
      o.serviceName !== null && `📱 Только ${f.name(o.serviceName)}`,
      o.countryIso !== null && `🌍 Только ${f.country(o.countryIso, o.countryName ?? o.countryIso)}`,
      o.minPrice !== null && `💵 На номера от ${f.money(o.minPrice)}`,
      o.maxDiscount !== null && `✂️ Не больше ${f.money(o.maxDiscount)} с номера`,
      o.endsAt !== null && `⌛ До ${f.dateTime(o.endsAt)}`,
    ),
  dropPromoButton: (code) => `✖️ Без ${f.isolated(code).text}`,
  promoDropped: 'Код убран. Ничего не списано; его можно ввести снова.',
});
