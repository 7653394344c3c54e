import type { ClaimOutcome } from '../../../domain/channel/claim-outcome';
import type { Texts } from '../en';
import { type rewards as english, MOST_TOLD } from '../en/rewards';
import type { ClaimFacts, RewardFacts } from '../facts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, type Rich, rich } from '../rich';

export const rewards = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const name = (o: { title: string; isGroup: boolean }) => `${o.isGroup ? '👥' : '📣'} ${f.name(o.title)}`;
  const row = (o: RewardFacts): Rich => {
    const amount = bold(f.money(o.amount));
    const words: Record<RewardFacts['state'], Rich> = {
      open: rich`${name(o)}: ${amount}`,
      claimed: rich`✅ ${f.name(o.title)}: ${amount} получено`,
      too_young: rich`${name(o)}: ${amount}, для вас с ${f.dateTime(o.openFrom)}`,
      day_spent: rich`${name(o)}: ${amount}, на сегодня закончилось, приходите завтра`,
      budget_spent: rich`${name(o)}: закончилось`,
    };
    return words[o.state];
  };
  const outcome: Record<ClaimOutcome, (o: ClaimFacts) => Rich> = {
    claimed: (o) => rich`✅ ${f.name(o.title)}: ${bold(f.signedMoney(o.amount))}`,
    not_member: (o) => rich`▫️ ${f.name(o.title)}: подписки ещё нет`,
    requested: (o) => rich`⏳ ${f.name(o.title)}: заявка подана; когда администратор её примет, проверьте снова`,
    unknown: (o) => rich`⏳ ${f.name(o.title)}: Telegram сейчас не отвечает, повторите через несколько минут`,
    already: (o) => rich`✅ ${f.name(o.title)}: уже получено`,
    too_young: (o) => rich`▫️ ${f.name(o.title)}: вы здесь недавно, попробуйте немного позже`,
    day_spent: (o) => rich`▫️ ${f.name(o.title)}: на сегодня закончилось, приходите завтра`,
    user_day_spent: (o) => rich`▫️ ${f.name(o.title)}: сегодняшние бонусы вы уже получили, приходите завтра`,
    budget_spent: (o) => rich`▫️ ${f.name(o.title)}: закончилось`,
    not_offered: (o) => rich`▫️ ${f.name(o.title)}: больше не предлагается`,
    banned: (o) => rich`▫️ ${f.name(o.title)}: вам недоступно`,
  };
  return {
    freeScreen: (o) => {
      if (o.rewards.length === 0) {
        return lines(bold('🎁 Сейчас бонусов нет'), '', 'Загляните позже. Ваш баланс не изменился.');
      }
      // What can be had now stands on the buttons.
      const told = o.rewards.filter(({ state }) => state !== 'open');
      return lines(
        bold('🎁 Бонусы'),
        o.total > 0n
          ? rich`Подпишитесь: до ${bold(f.money(o.total))} придёт само, за каждый канал один раз.`
          : 'Сейчас получить нечего. Загляните позже.',
        ...told.slice(0, MOST_TOLD).map(row),
        told.length > MOST_TOLD && `… +${f.number(told.length - MOST_TOLD)}`,
        o.clawBackDays !== null &&
          plural(
            'ru',
            o.clawBackDays,
            {
              one: 'Кто уйдёт раньше # дня, вернёт бонус.',
              few: 'Кто уйдёт раньше # дней, вернёт бонус.',
              many: 'Кто уйдёт раньше # дней, вернёт бонус.',
              other: 'Кто уйдёт раньше # дня, вернёт бонус.',
            },
            f.number,
          ),
      );
    },
    earnButton: (o) => `${o.isGroup ? '👥' : '📣'} ${f.name(o.title, 24)} · ${f.signedMoney(o.amount)}`,
    verifyButton: (o) => `✅ Проверить ${f.name(o.title, 24)}`,
    verifyAllButton: '✅ Проверить все',
    verifying: rich`⏳ ${bold('Спрашиваем Telegram…')}`,
    claimSummary: (o) =>
      lines(
        o.gained > 0n ? rich`🎉 ${bold(`${f.signedMoney(o.gained)} на ваш баланс`)}` : bold('Ничего нового на балансе'),
        ...o.results.map((result) => outcome[result.kind](result)),
        rich`💳 Доступно: ${bold(f.money(o.available))}`,
      ),
    rewardTakenBack: (o) =>
      lines(
        bold('↩️ Бонус возвращён магазину'),
        '',
        rich`Вы слишком рано ушли из «${f.name(o.title)}», поэтому ${bold(f.money(o.amount))} вычтено.`,
        rich`💳 Доступно: ${bold(f.money(o.available))}`,
        'Номеров, которые у вас есть, это не касается.',
      ),
  };
};
