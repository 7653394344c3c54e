import type { Texts } from '../../../src/bot/texts';
import type { growth } from '../../../src/bot/texts/en/growth';
import type { Rich } from '../../../src/bot/texts/rich';

type Samples = { readonly [Key in keyof ReturnType<typeof growth>]: (texts: Texts) => readonly (Rich | string)[] };

const link = 'tele';
const promo = { amount: 20_000n, percent: null, available: 30_000n };
const sums = { amount: 50_000n, available: 60_000n };

/** Texts of inviting, promo codes and gifts, with facts to say. */
export const growthSamples: Samples = {
  inviteButton: (t) => [t.inviteButton],
  promoButton: (t) => [t.promoButton],
  giftsButton: (t) => [t.giftsButton],
  copyLink: (t) => [t.copyLink],
  shareLink: (t) => [t.shareLink],
  inviteScreen: (t) => [
    t.inviteScreen({ percent: 10, days: 14, invited: 0, earned: 0n, waiting: 0n, link }),
    t.inviteScreen({ percent: 10, days: 1, invited: 12, earned: 50_000n, waiting: 10_000n, link }),
  ],
  inviteOff: (t) => [t.inviteOff],
  promoScreen: (t) => [t.promoScreen],
  redeemed: (t) => [
    ...Object.values(t.redeemed).map((say) => say(promo)),
    t.redeemed.redeemed({ ...promo, amount: null, percent: 50 }),
  ],
  giftsScreen: (t) => [t.giftsScreen({ most: 0n, days: 30 }), t.giftsScreen({ most: 50_000n, days: 30 })],
  giftRow: (t) => ['OPEN', 'TAKEN', 'RETURNED'].map((state) => t.giftRow({ amount: 50_000n, state })),
  giftBackButton: (t) => [t.giftBackButton(50_000n)],
  giveButton: (t) => [t.giveButton(50_000n)],
  giftGiven: (t) => [t.giftGiven({ amount: 50_000n, link })],
  giftRefusals: (t) => Object.values(t.giftRefusals),
  giftTaken: (t) => [t.giftTaken(sums)],
  giftEnds: (t) => Object.values(t.giftEnds).map((say) => say(sums)),
  referralPaid: (t) => [t.referralPaid(sums)],
  yourGiftTaken: (t) => [t.yourGiftTaken(sums)],
  yourGiftReturned: (t) => [t.yourGiftReturned(sums)],
};
