import type { Texts } from '../en';
import type { growth as english } from '../en/growth';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, rich } from '../rich';

export const growth = (f: Format): Pick<Texts, keyof ReturnType<typeof english>> => ({
  inviteButton: '🤝 ادعُ',
  promoButton: '🎟 رمز ترويجي',
  giftsButton: '🎀 هدية',
  copyLink: '📋 انسخ الرابط',
  shareLink: '📣 شارك',
  inviteScreen: (o) =>
    lines(
      bold('🤝 ادعُ أصدقاءك'),
      '',
      `لك ${f.percent(o.percent / 100)} مما يدفعونه، بعد ${plural('ar', o.days, { zero: 'لا أيام', one: 'يوم واحد', two: 'يومين', few: '# أيام', many: '# يومًا', other: '# يوم' }, f.number)}.`,
      plural(
        'ar',
        o.invited,
        {
          zero: '👥 لم يأتِ أحد برابطك بعد',
          one: '👤 جاء شخص واحد برابطك',
          two: '👥 جاء شخصان برابطك',
          few: '👥 جاء # أشخاص برابطك',
          many: '👥 جاء # شخصًا برابطك',
          other: '👥 جاء # شخص برابطك',
        },
        f.number,
      ),
      rich`💰 كسبت: ${bold(f.money(o.earned))}`,
      o.waiting > 0n && rich`⏳ قيد الانتظار: ${f.money(o.waiting)}`,
      '',
      f.isolated(o.link),
    ),
  inviteOff: lines(bold('🤝 لا مكافأة للدعوات الآن'), '', 'لم يضع شيء؛ ما ينتظرك سيُصرف لك.'),
  promoScreen: lines(bold('🎟 رمز ترويجي'), '', 'اكتب الرمز هنا.'),
  redeemed: {
    redeemed: (o) =>
      o.amount !== null
        ? lines(rich`${bold(`🎟 أُضيف ${f.money(o.amount)}`)}`, '', rich`💳 المتاح الآن: ${bold(f.money(o.available))}`)
        : lines(
            bold('🎟 الرمز لك'),
            '',
            `دفعتك القادمة تزيد ${f.percent((o.percent ?? 0) / 100)}. اشحن رصيدك لتستعمله.`,
          ),
    chosen: () => lines(bold('✂️ الرمز لك'), '', 'ترى السعر به قبل كل شراء. لم يُخصم شيء.'),
    unknown: () => lines(bold('🤔 لا يوجد رمز كهذا'), '', 'لم يُضف شيء. راجع كتابته.'),
    not_yet: () => lines(bold('⏳ هذا الرمز لم يبدأ بعد'), '', 'لم يُضف شيء. حاول لاحقًا.'),
    over: () => lines(bold('⌛ انتهى وقت هذا الرمز'), '', 'لم يُضف شيء.'),
    used_up: () => lines(bold('📦 استعمل هذا الرمز كل من خُصّص لهم'), '', 'لم يُضف شيء.'),
    used_by_you: () => lines(bold('☑️ استعملت هذا الرمز من قبل'), '', 'لم يُضف شيء آخر.'),
    only_new: () => lines(bold('🌱 هذا الرمز للمشترين الجدد'), '', 'لم يُضف شيء.'),
    banned: () => lines(bold('⛔ حسابك مغلق'), '', 'لم يُضف شيء.'),
    too_many_tries: () => lines(bold('✋ رموز خاطئة كثيرة'), '', 'لم يُضف شيء. حاول بعد خمس دقائق.'),
  },
  giftsScreen: (o) =>
    lines(
      bold('🎀 أهدِ مالًا برابط'),
      '',
      o.most > 0n
        ? rich`تستطيع إهداء ما يصل إلى ${bold(f.money(o.most))}. اضغط مبلغًا أو اكتبه.`
        : 'لا يُهدى إلا ما دفعته أنت، بعد يوم من وصوله. لا شيء منه الآن.',
      `المال لأول من يفتح الرابط. وإن لم يأخذه أحد عاد إليك بعد ${f.number(o.days)} يومًا.`,
    ),
  giftRow: (o) => `${{ OPEN: '⏳', TAKEN: '✅', RETURNED: '↩️' }[o.state] ?? ''} ${f.money(o.amount)}`,
  giftBackButton: (amount) => `↩️ استعد ${f.money(amount)}`,
  giveButton: (amount) => `🎀 ${f.money(amount)}`,
  giftGiven: (o) =>
    lines(
      rich`${bold(`🎀 في هذا الرابط ${f.money(o.amount)}`)}`,
      '',
      f.isolated(o.link),
      'يظهر هذه المرة فقط. أرسله إلى شخص واحد: المال لأول من يفتحه.',
    ),
  giftRefusals: {
    key_conflict: 'استُخدم هذا الزر من قبل. لم يُؤخذ شيء.',
    repeated: 'صُنعت هذه الهدية من قبل وظهر رابطها حينها. استعدها إن ضاع.',
    banned: 'حسابك مغلق. لم يُؤخذ شيء.',
    not_enough: 'هذا أكثر مما تستطيع إهداءه الآن. لم يُؤخذ شيء.',
    too_much_today: 'هذا أكثر مما يُهدى في يوم واحد. لم يُؤخذ شيء.',
  },
  giftTaken: (o) =>
    lines(rich`${bold(`🎀 لك ${f.money(o.amount)}`)}`, '', rich`💳 المتاح الآن: ${bold(f.money(o.available))}`),
  giftEnds: {
    returned: (o) => lines(rich`${bold(`↩️ عاد ${f.money(o.amount)} إلى رصيدك`)}`),
    repeated: () => lines(bold('☑️ تمّ هذا من قبل'), '', 'رصيدك صحيح.'),
    own: () => lines(bold('🎀 هذه هديتك أنت'), '', 'أرسل الرابط إلى أحد أو استعد الهدية. لم يتحرك شيء.'),
    banned: () => lines(bold('⛔ حسابك مغلق'), '', 'لم يُضف شيء.'),
    over: () => lines(bold('⌛ أُخذت هذه الهدية أو انتهى وقتها'), '', 'لم يُضف شيء.'),
    unknown: () => lines(bold('🤔 لا توجد هدية كهذه'), '', 'لم يُضف شيء. تأكد أن الرابط كامل.'),
  },
  referralPaid: (o) =>
    lines(
      rich`${bold(`🤝 ${f.money(o.amount)} مقابل صديق دعوته`)}`,
      '',
      rich`💳 المتاح الآن: ${bold(f.money(o.available))}`,
    ),
  yourGiftTaken: (o) => lines(rich`${bold(`🎀 أُخذت هديتك بقيمة ${f.money(o.amount)}`)}`),
  yourGiftReturned: (o) =>
    lines(rich`${bold(`↩️ عادت هديتك بقيمة ${f.money(o.amount)}`)}`, '', 'لم يأخذها أحد. المال في رصيدك من جديد.'),
});
