import type { Amount } from '../../../domain/money/money';
import type { EndGiftKind, GiveKind, RedeemKind } from '../facts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, lines, type Rich, rich } from '../rich';

/** Inviting people, promo codes, gifts. */
export const growth = (f: Format) => ({
  inviteButton: '🤝 Invite',
  promoButton: '🎟 Promo code',
  giftsButton: '🎀 Gift',
  copyLink: '📋 Copy the link',
  shareLink: '📣 Share',
  inviteScreen: (o: {
    percent: number;
    days: number;
    invited: number;
    earned: Amount;
    waiting: Amount;
    link: string;
  }): Rich =>
    lines(
      bold('🤝 Invite friends'),
      '',
      `You get ${f.percent(o.percent / 100)} of what they pay in, ${plural('en', o.days, { one: '# day', other: '# days' }, f.number)} later.`,
      plural(
        'en',
        o.invited,
        { one: '👤 # person came by your link', other: '👥 # people came by your link' },
        f.number,
      ),
      rich`💰 Earned: ${bold(f.money(o.earned))}`,
      o.waiting > 0n && rich`⏳ Waiting: ${f.money(o.waiting)}`,
      '',
      f.isolated(o.link),
    ),
  inviteOff: lines(
    bold('🤝 Invitations are not rewarded now'),
    '',
    'Nothing was lost; what waits for you is still paid.',
  ),
  promoScreen: lines(bold('🎟 Promo code'), '', 'Type the code here.'),
  redeemed: {
    redeemed: (o: { amount: Amount | null; percent: number | null; available: Amount }): Rich =>
      o.amount !== null
        ? lines(
            rich`${bold(`🎟 ${f.money(o.amount)} added`)}`,
            '',
            rich`💳 Available now: ${bold(f.money(o.available))}`,
          )
        : lines(
            bold('🎟 The code is yours'),
            '',
            `Your next payment brings ${f.percent((o.percent ?? 0) / 100)} on top. Add money to use it.`,
          ),
    chosen: () =>
      lines(bold('✂️ The code is yours'), '', 'You see the price by it before each purchase. Nothing was charged.'),
    unknown: () => lines(bold('🤔 There is no such code'), '', 'Nothing was added. Look at how it is written.'),
    not_yet: () => lines(bold('⏳ This code does not count yet'), '', 'Nothing was added. Try again later.'),
    over: () => lines(bold('⌛ The time of this code is over'), '', 'Nothing was added.'),
    used_up: () => lines(bold('📦 This code was used by as many as it is for'), '', 'Nothing was added.'),
    used_by_you: () => lines(bold('☑️ You have used this code'), '', 'Nothing more was added.'),
    only_new: () => lines(bold('🌱 This code is for new buyers'), '', 'Nothing was added.'),
    banned: () => lines(bold('⛔ Your account is closed'), '', 'Nothing was added.'),
    too_many_tries: () => lines(bold('✋ Too many wrong codes'), '', 'Nothing was added. Try again in five minutes.'),
  } satisfies Record<RedeemKind, unknown>,
  giftsScreen: (o: { most: Amount; days: number }): Rich =>
    lines(
      bold('🎀 Give money by a link'),
      '',
      o.most > 0n
        ? rich`You can give up to ${bold(f.money(o.most))}. Press an amount, or type one.`
        : 'Only money that you paid in yourself can be given, a day after it came. There is none now.',
      `Whoever opens the link first has the money. Untaken, it comes back after ${f.number(o.days)} days.`,
    ),
  giftRow: (o: { amount: Amount; state: string }) =>
    `${{ OPEN: '⏳', TAKEN: '✅', RETURNED: '↩️' }[o.state] ?? ''} ${f.money(o.amount)}`,
  giftBackButton: (amount: Amount) => `↩️ Take ${f.money(amount)} back`,
  giveButton: (amount: Amount) => `🎀 ${f.money(amount)}`,
  giftGiven: (o: { amount: Amount; link: string }): Rich =>
    lines(
      rich`${bold(`🎀 ${f.money(o.amount)} lies in this link`)}`,
      '',
      f.isolated(o.link),
      'It is shown this once. Send it to one person only: the first who opens it has the money.',
    ),
  giftRefusals: {
    key_conflict: 'That button was already used. Nothing was taken off.',
    repeated: 'This gift was made already; its link was shown then. Take it back if you lost it.',
    banned: 'Your account is closed. Nothing was taken off.',
    not_enough: 'That is more than you can give now. Nothing was taken off.',
    too_much_today: 'That is more than may be given in one day. Nothing was taken off.',
  } satisfies Record<Exclude<GiveKind, 'given'>, string>,
  giftTaken: (o: { amount: Amount; available: Amount }): Rich =>
    lines(rich`${bold(`🎀 ${f.money(o.amount)} for you`)}`, '', rich`💳 Available now: ${bold(f.money(o.available))}`),
  giftEnds: {
    returned: (o: { amount: Amount }) => lines(rich`${bold(`↩️ ${f.money(o.amount)} is in your balance again`)}`),
    repeated: () => lines(bold('☑️ That was done already'), '', 'Your balance is right.'),
    own: () =>
      lines(
        bold('🎀 This is your own gift'),
        '',
        'Send the link to somebody, or take the gift back. Nothing was moved.',
      ),
    banned: () => lines(bold('⛔ Your account is closed'), '', 'Nothing was added.'),
    over: () => lines(bold('⌛ This gift was taken, or its time is over'), '', 'Nothing was added.'),
    unknown: () => lines(bold('🤔 There is no such gift'), '', 'Nothing was added. Look whether the link is whole.'),
  } satisfies Record<Exclude<EndGiftKind, 'taken'>, unknown>,
  referralPaid: (o: { amount: Amount; available: Amount }): Rich =>
    lines(
      rich`${bold(`🤝 ${f.money(o.amount)} for a friend whom you invited`)}`,
      '',
      rich`💳 Available now: ${bold(f.money(o.available))}`,
    ),
  yourGiftTaken: (o: { amount: Amount }): Rich =>
    lines(rich`${bold(`🎀 Your gift of ${f.money(o.amount)} was taken`)}`),
  yourGiftReturned: (o: { amount: Amount }): Rich =>
    lines(
      rich`${bold(`↩️ Your gift of ${f.money(o.amount)} came back`)}`,
      '',
      'Nobody has it. The money is in your balance again.',
    ),
});
