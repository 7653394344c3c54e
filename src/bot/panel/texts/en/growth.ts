import type { Amount } from '../../../../domain/money/money';
import type { Format } from '../../../texts/format';
import { bold, code, lines, type Rich, rich } from '../../../texts/rich';

/** Promo codes, people who bring people, and how people came. */
export const growth = (f: Format) => ({
  promoCodes: {
    used: (o: { uses: number }): string => `used ${f.number(o.uses)}×`,
    usedOf: (o: { uses: number; maxUses: number }): string => `🎟 Used ${f.number(o.uses)} of ${f.number(o.maxUses)}`,
    bringsBalance: (o: { amount: Amount }): string => `💰 Brings ${f.money(o.amount)} at once`,
    bringsBonus: (o: { percent: number }): string => `🎁 Brings ${f.number(o.percent)}% of the next payment on top`,
    whichKind: 'What shall the code bring? That cannot be changed later.',
    balanceButton: '💰 Money at once',
    bonusButton: '🎁 A bonus with the next payment',
    percentOff: (o: { percent: number }): string => `✂️ Takes ${f.number(o.percent)}% off the price`,
    amountOff: (o: { amount: Amount }): string => `✂️ Takes ${f.money(o.amount)} off the price`,
    saved: (o: { amount: Amount }): string => `💸 Saved by it: ${f.money(o.amount)}`,
    discountButton: '✂️ A discount on numbers',
    whichDiscount: 'Off the price of each number bought with it. A hundredth always stays to be paid.',
    percentOffButton: '✂️ Per cent',
    amountOffButton: '✂️ An amount',
  },
  growth: {
    button: '📣 How people came',
    days: (o: { days: number }): string => `${f.number(o.days)} days`,
    waysTitle: (o: { days: number }): string => `📣 Who came in the last ${f.number(o.days)} days, by their link`,
    waysHint: (o: { link: string }): Rich =>
      lines(
        rich`Make a link for each place where you advertise: ${f.isolated(code(o.link))}, with any word after ${f.isolated('c_').text}.`,
        'Sums are of these people alone, until now.',
      ),
    noWord: 'without a link',
    byInvitation: 'invited by others',
    byGift: 'by a gift',
    way: (o: { name: string; users: number; payers: number; paidIn: Amount; revenue: Amount }): Rich =>
      rich`• ${bold(o.name)}: ${f.number(o.users)} came, ${f.number(o.payers)} paid in ${f.money(o.paidIn)}, sold for ${f.money(o.revenue)}`,
    waysButton: '📣 By link',
    invitesButton: '🤝 Who invited them',
    invitesTitle: (o: { days: number }): string =>
      `🤝 Who invited those that came in the last ${f.number(o.days)} days`,
    invitesHint: (o: { percent: number }): string =>
      `Whoever invites gets ${f.number(o.percent)}% of what they pay in. Per cent and limits stand in the settings.`,
    invitesOff: 'Nobody gets anything for inviting now. Set the per cent in the settings, and buyers have a link.',
    inviter: (o: {
      name: string;
      invited: number;
      payers: number;
      paidIn: Amount;
      earned: Amount;
      waiting: Amount;
    }): Rich =>
      rich`• ${bold(o.name)}: ${f.number(o.invited)} came, ${f.number(o.payers)} paid in ${f.money(o.paidIn)}; earned ${f.money(o.earned)}, ${f.money(o.waiting)} waiting`,
  },
});
