import type { Texts } from '../../../src/bot/texts';
import type { discounts } from '../../../src/bot/texts/en/discounts';
import type { Rich } from '../../../src/bot/texts/rich';

type Samples = { readonly [Key in keyof ReturnType<typeof discounts>]: (texts: Texts) => readonly (Rich | string)[] };

const everywhere = {
  ...{ code: 'tele', percent: 20, amount: null, serviceName: null, countryIso: null, countryName: null },
  ...{ minPrice: null, maxDiscount: null, endsAt: null },
};

/** Texts of discounts, with facts to say. */
export const discountSamples: Samples = {
  promoSays: (t) => Object.values(t.promoSays).map((say) => say('tele')),
  discount: (t) => [
    t.discount(everywhere),
    t.discount({
      ...{
        ...everywhere,
        percent: null,
        amount: 5_000n,
        serviceName: 'WhatsApp',
        countryIso: 'LV',
        countryName: 'Latvia',
      },
      ...{ minPrice: 8_000n, maxDiscount: 10_000n, endsAt: new Date('2026-01-15T12:00:00Z') },
    }),
  ],
  dropPromoButton: (t) => [t.dropPromoButton('tele')],
  promoDropped: (t) => [t.promoDropped],
};
