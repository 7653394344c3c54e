import type { Format } from '../../../texts/format';
import { bold, code, lines, rich } from '../../../texts/rich';
import type { growth as english } from '../en/growth';

export const growth = (f: Format): ReturnType<typeof english> => ({
  promoCodes: {
    used: (o) => `использован ${f.number(o.uses)}×`,
    usedOf: (o) => `🎟 Использован: ${f.number(o.uses)} из ${f.number(o.maxUses)}`,
    bringsBalance: (o) => `💰 Даёт сразу ${f.money(o.amount)}`,
    bringsBonus: (o) => `🎁 Даёт сверху ${f.number(o.percent)}% следующего платежа`,
    whichKind: 'Что даст код? Потом это не изменить.',
    balanceButton: '💰 Деньги сразу',
    bonusButton: '🎁 Бонус к следующему платежу',
    percentOff: (o) => `✂️ Скидка ${f.number(o.percent)}% с цены`,
    amountOff: (o) => `✂️ Скидка ${f.money(o.amount)} с цены`,
    saved: (o) => `💸 Сэкономлено по нему: ${f.money(o.amount)}`,
    discountButton: '✂️ Скидка на номера',
    whichDiscount: 'С цены каждого номера, купленного с кодом. Одна сотая к оплате остаётся всегда.',
    percentOffButton: '✂️ Проценты',
    amountOffButton: '✂️ Сумма',
  },
  growth: {
    button: '📣 Откуда люди',
    days: (o) => `${f.number(o.days)} дн.`,
    waysTitle: (o) => `📣 Кто пришёл за последние ${f.number(o.days)} дн., по ссылкам`,
    waysHint: (o) =>
      lines(
        rich`Сделайте по ссылке на каждое место с рекламой: ${f.isolated(code(o.link))}, с любым словом после ${f.isolated('c_').text}.`,
        'Суммы только этих людей, до сегодня.',
      ),
    noWord: 'без ссылки',
    byInvitation: 'по приглашению',
    byGift: 'по подарку',
    way: (o) =>
      rich`• ${bold(o.name)}: пришло ${f.number(o.users)}, заплатили ${f.number(o.payers)}, внесено ${f.money(o.paidIn)}, продано на ${f.money(o.revenue)}`,
    waysButton: '📣 По ссылкам',
    invitesButton: '🤝 Кто пригласил',
    invitesTitle: (o) => `🤝 Кто пригласил пришедших за последние ${f.number(o.days)} дн.`,
    invitesHint: (o) =>
      `Пригласивший получает ${f.number(o.percent)}% от внесённого ими. Процент и ограничения — в настройках.`,
    invitesOff: 'Сейчас за приглашения ничего не дают. Задайте процент в настройках, и у покупателей появится ссылка.',
    inviter: (o) =>
      rich`• ${bold(o.name)}: пришло ${f.number(o.invited)}, заплатили ${f.number(o.payers)}, внесено ${f.money(o.paidIn)}; заработано ${f.money(o.earned)}, ожидает ${f.money(o.waiting)}`,
  },
});
