import type { ClaimOutcome } from '../../../domain/channel/claim-outcome';
import type { Texts } from '../en';
import { type rewards as english, MOST_TOLD } from '../en/rewards';
import type { ClaimFacts, RewardFacts } from '../facts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, type Rich, rich } from '../rich';

export const rewards = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => {
  const name = (o: { title: string; isGroup: boolean }) => `${o.isGroup ? '👥 مجموعة' : '📣 قناة'} ${f.name(o.title)}`;
  const row = (o: RewardFacts): Rich => {
    const amount = bold(f.money(o.amount));
    const words: Record<RewardFacts['state'], Rich> = {
      open: rich`${name(o)}: ${amount}`,
      claimed: rich`✅ ${f.name(o.title)}: استلمت ${amount}`,
      too_young: rich`${name(o)}: ${amount}، متاح لك ابتداءً من ${f.dateTime(o.openFrom)}`,
      day_spent: rich`${name(o)}: ${amount}، نفد لهذا اليوم، عُد غدًا`,
      budget_spent: rich`${name(o)}: نفد`,
    };
    return words[o.state];
  };
  const outcome: Record<ClaimOutcome, (o: ClaimFacts) => Rich> = {
    claimed: (o) => rich`✅ ${f.name(o.title)}: ${bold(f.signedMoney(o.amount))}`,
    not_member: (o) => rich`▫️ ${f.name(o.title)}: لم تنضم بعد`,
    requested: (o) => rich`⏳ ${f.name(o.title)}: طلبتَ الانضمام؛ حين يقبله مشرف تحقق من جديد`,
    unknown: (o) => rich`⏳ ${f.name(o.title)}: لا يجيب تيليجرام الآن، حاول بعد بضع دقائق`,
    already: (o) => rich`✅ ${f.name(o.title)}: استلمته من قبل`,
    too_young: (o) => rich`▫️ ${f.name(o.title)}: أنت جديد هنا، حاول بعد قليل`,
    day_spent: (o) => rich`▫️ ${f.name(o.title)}: نفد لهذا اليوم، عُد غدًا`,
    user_day_spent: (o) => rich`▫️ ${f.name(o.title)}: استلمت رصيد اليوم، عُد غدًا`,
    budget_spent: (o) => rich`▫️ ${f.name(o.title)}: نفد`,
    not_offered: (o) => rich`▫️ ${f.name(o.title)}: لم يعد متاحًا`,
    banned: (o) => rich`▫️ ${f.name(o.title)}: غير متاح لك`,
  };
  return {
    freeScreen: (o) => {
      if (o.rewards.length === 0) {
        return lines(bold('🎁 لا رصيد مجاني الآن'), '', 'تفقّد لاحقًا. لم يتغيّر رصيدك.');
      }
      // What can be had now stands on the buttons.
      const told = o.rewards.filter(({ state }) => state !== 'open');
      return lines(
        bold('🎁 رصيد مجاني'),
        o.total > 0n
          ? rich`انضم: يصلك حتى ${bold(f.money(o.total))} تلقائيًا، مرة لكل قناة.`
          : 'لا شيء متاح الآن. تفقّد لاحقًا.',
        ...told.slice(0, MOST_TOLD).map(row),
        told.length > MOST_TOLD && `… +${f.number(told.length - MOST_TOLD)}`,
        o.clawBackDays !== null &&
          plural(
            'ar',
            o.clawBackDays,
            {
              zero: 'من يغادر يُسترد منه الرصيد.',
              one: 'من يغادر قبل يوم واحد يُسترد منه الرصيد.',
              two: 'من يغادر قبل يومين يُسترد منه الرصيد.',
              few: 'من يغادر قبل # أيام يُسترد منه الرصيد.',
              many: 'من يغادر قبل # يومًا يُسترد منه الرصيد.',
              other: 'من يغادر قبل # يوم يُسترد منه الرصيد.',
            },
            f.number,
          ),
      );
    },
    earnButton: (o) => `${o.isGroup ? '👥' : '📣'} ${f.name(o.title, 24)} · ${f.signedMoney(o.amount)}`,
    verifyButton: (o) => `✅ تحقق من ${f.name(o.title, 24)}`,
    verifyAllButton: '✅ تحقق من الكل',
    verifying: rich`⏳ ${bold('نسأل تيليجرام…')}`,
    claimSummary: (o) =>
      lines(
        o.gained > 0n ? rich`🎉 ${bold(`${f.signedMoney(o.gained)} لرصيدك`)}` : bold('لا جديد في رصيدك'),
        ...o.results.map((result) => outcome[result.kind](result)),
        rich`💳 المتاح: ${bold(f.money(o.available))}`,
      ),
    rewardTakenBack: (o) =>
      lines(
        bold('↩️ استُرد الرصيد المجاني'),
        '',
        rich`غادرت ${f.name(o.title)} مبكرًا، فاستُرد ${bold(f.money(o.amount))}.`,
        rich`💳 المتاح: ${bold(f.money(o.available))}`,
        'الأرقام التي لديك لم تتأثر.',
      ),
  };
};
