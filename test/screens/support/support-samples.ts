import type { Texts } from '../../../src/bot/texts/en';
import type { support } from '../../../src/bot/texts/en/support';
import type { SupportTitle } from '../../../src/bot/texts/facts';
import type { Rich } from '../../../src/bot/texts/rich';

type Samples = { readonly [Key in keyof ReturnType<typeof support>]: (texts: Texts) => readonly (Rich | string)[] };

const at = new Date('2026-01-15T12:00:00Z');
const nothing = { reservationId: null, paymentId: null, receiptId: null, amount: null };
const noOrder = { serviceName: null, countryIso: null, countryName: null };
const order = { serviceName: 'WhatsApp', countryIso: 'LV', countryName: 'Latvia' };
const titles: readonly SupportTitle[] = [
  { topic: 'PAYMENT', ...nothing, ...noOrder, receiptId: 5n, amount: 8_000n },
  { topic: 'PAYMENT', ...nothing, ...noOrder, paymentId: 6n, amount: 8_000n },
  { topic: 'PAYMENT', ...nothing, ...noOrder },
  { topic: 'OTHER', ...nothing, ...noOrder },
  { topic: 'ORDER', ...nothing, ...order, reservationId: 7n },
];
const threads = titles.map((title, index) => ({
  ...title,
  id: 12n,
  state: index === 1 ? ('CLOSED' as const) : ('OPEN' as const),
  waitingSince: index === 0 ? at : null,
}));

/** The texts of support, with facts to say. */
export const supportSamples: Samples = {
  supportSubject: (t) => threads.map(t.supportSubject),
  supportButton: (t) => [t.supportButton],
  problemButton: (t) => [t.problemButton],
  supportTopics: (t) => Object.values(t.supportTopics),
  supportScreen: (t) => ['', '@help'].map((contact) => t.supportScreen({ contact, hasThreads: contact !== '' })),
  supportThreadRow: (t) => threads.map(t.supportThreadRow),
  writeButton: (t) => [t.writeButton],
  supportAsk: (t) => [t.supportAsk({ subject: t.supportSubject(threads[0]!) })],
  supportThread: (t) => threads.map(t.supportThread),
  supportSaid: (t) =>
    [true, false].map((isOwn) => t.supportSaid({ isOwn, at, text: 'Your code is 123-456', hasPicture: isOwn })),
  supportReceived: (t) => [t.supportReceived({ id: 12n })],
  supportPictureLost: (t) => [t.supportPictureLost],
  supportAnswer: (t) => [t.supportAnswer({ ...threads[0]!, text: 'Your code is 123-456' })],
  supportClosed: (t) => [t.supportClosed(threads[0]!)],
  replyButton: (t) => [t.replyButton],
  solvedButton: (t) => [t.solvedButton],
  supportSolved: (t) => [t.supportSolved],
  supportRefusals: (t) => Object.values(t.supportRefusals),
};
