import type { Texts } from '../../../src/bot/texts';
import type { refunds } from '../../../src/bot/texts/en/refunds';
import type { Rich } from '../../../src/bot/texts/rich';

type Samples = { readonly [Key in keyof ReturnType<typeof refunds>]: (texts: Texts) => readonly (Rich | string)[] };

const row = {
  ...{ receiptId: 12n, methodName: 'News', isStars: false, at: new Date('2026-01-15T12:00:00Z') },
  ...{ amount: 50_000n, bonus: 5_000n },
};

/** Texts of money that goes back, with facts to say. */
export const refundSamples: Samples = {
  refundButton: (t) => [t.refundButton],
  refundsScreen: (t) => [0, 2].map((count) => t.refundsScreen({ count })),
  refundRow: (t) => [t.refundRow(row), t.refundRow({ ...row, isStars: true })],
  refundScreen: (t) => [t.refundScreen(row), t.refundScreen({ ...row, isStars: true, bonus: 0n })],
  askRefundButton: (t) => [t.askRefundButton(50_000n)],
  refundAsked: (t) => Object.values(t.refundAsked),
  refundRefused: (t) => ['', 'about'].map((reason) => t.refundRefused({ amount: 50_000n, reason })),
};
