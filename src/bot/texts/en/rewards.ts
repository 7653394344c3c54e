import type { ClaimOutcome } from '../../../domain/channel/claim-outcome';
import type { Amount } from '../../../domain/money/money';
import type { ClaimFacts, RewardFacts } from '../facts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, type Rich, rich } from '../rich';

/** Of what cannot be had now so much is told. */
export const MOST_TOLD = 3;

/** Free credit for joining channels. */
export const rewards = (f: Format) => {
  const name = (o: { title: string; isGroup: boolean }) => `${o.isGroup ? '👥' : '📣'} ${f.name(o.title)}`;
  const row = (o: RewardFacts): Rich => {
    const amount = bold(f.money(o.amount));
    const words: Record<RewardFacts['state'], Rich> = {
      open: rich`${name(o)}: ${amount}`,
      claimed: rich`✅ ${f.name(o.title)}: ${amount} received`,
      too_young: rich`${name(o)}: ${amount}, for you from ${f.dateTime(o.openFrom)}`,
      day_spent: rich`${name(o)}: ${amount}, used up for today; come back tomorrow`,
      budget_spent: rich`${name(o)}: used up`,
    };
    return words[o.state];
  };
  const outcome: Record<ClaimOutcome, (o: ClaimFacts) => Rich> = {
    claimed: (o) => rich`✅ ${f.name(o.title)}: ${bold(f.signedMoney(o.amount))}`,
    not_member: (o) => rich`▫️ ${f.name(o.title)}: not joined yet`,
    requested: (o) => rich`⏳ ${f.name(o.title)}: you asked to join; when an admin has approved it, press Verify again`,
    unknown: (o) => rich`⏳ ${f.name(o.title)}: Telegram cannot tell right now, try again in a few minutes`,
    already: (o) => rich`✅ ${f.name(o.title)}: received before`,
    too_young: (o) => rich`▫️ ${f.name(o.title)}: you are too new here, try again a little later`,
    day_spent: (o) => rich`▫️ ${f.name(o.title)}: used up for today, come back tomorrow`,
    user_day_spent: (o) => rich`▫️ ${f.name(o.title)}: you have had today’s credit, come back tomorrow`,
    budget_spent: (o) => rich`▫️ ${f.name(o.title)}: used up`,
    not_offered: (o) => rich`▫️ ${f.name(o.title)}: not offered any more`,
    banned: (o) => rich`▫️ ${f.name(o.title)}: not for you`,
  };
  return {
    /** `total`: what can be had now. `clawBackDays`: the longest time for which one has to stay. */
    freeScreen: (o: { rewards: readonly RewardFacts[]; total: Amount; clawBackDays: number | null }): Rich => {
      if (o.rewards.length === 0) {
        return lines(bold('🎁 No free credit right now'), '', 'Look in again later. Your balance has not changed.');
      }
      // What can be had now stands on the buttons.
      const told = o.rewards.filter(({ state }) => state !== 'open');
      return lines(
        bold('🎁 Free credit'),
        o.total > 0n
          ? rich`Join: up to ${bold(f.money(o.total))} comes by itself, once for each.`
          : 'There is nothing to be had right now. Look in again later.',
        ...told.slice(0, MOST_TOLD).map(row),
        told.length > MOST_TOLD && `… +${f.number(told.length - MOST_TOLD)}`,
        o.clawBackDays !== null &&
          plural(
            'en',
            o.clawBackDays,
            {
              one: 'Who leaves within # day gives it back.',
              other: 'Who leaves within # days gives it back.',
            },
            f.number,
          ),
      );
    },
    earnButton: (o: { title: string; isGroup: boolean; amount: Amount }) =>
      `${o.isGroup ? '👥' : '📣'} ${f.name(o.title, 24)} · ${f.signedMoney(o.amount)}`,
    verifyButton: (o: { title: string }) => `✅ Verify ${f.name(o.title, 24)}`,
    verifyAllButton: '✅ Verify all',
    verifying: rich`⏳ ${bold('Asking Telegram…')}`,
    claimSummary: (o: { results: readonly ClaimFacts[]; gained: Amount; available: Amount }): Rich =>
      lines(
        o.gained > 0n
          ? rich`🎉 ${bold(`${f.signedMoney(o.gained)} for your balance`)}`
          : bold('Nothing new for your balance'),
        ...o.results.map((result) => outcome[result.kind](result)),
        rich`💳 Available: ${bold(f.money(o.available))}`,
      ),
    rewardTakenBack: (o: { title: string; amount: Amount; available: Amount }): Rich =>
      lines(
        bold('↩️ Free credit taken back'),
        '',
        rich`You left ${f.name(o.title)} too soon, so ${bold(f.money(o.amount))} went back.`,
        rich`💳 Available: ${bold(f.money(o.available))}`,
        'Numbers that you hold are not touched.',
      ),
  };
};
