import type { Format } from '../../../texts/format';

/** Keys by which programs of users buy. */
export const resale = (f: Format) => ({
  resale: {
    button: '🔌 API keys',
    title: '🔌 API keys',
    listPrice: 'List price',
    whichPrices: 'At which prices does it buy?',
    saved: '✅ Saved. It holds from its next order on.',
    sendAgain: (o: { id: bigint }) => `🔁 Send № ${f.isolated(String(o.id)).text} again`,
    sentAgain: 'It is on its way.',
    askEndButton: '🗑 End this key',
    askEnd: (o: { name: string }): string => `🗑 End ${f.name(o.name, 40)}?`,
    whatEndMeans: 'Its programs can do nothing from then on. Open orders stay the user’s and end as they would.',
    end: '🗑 End it',
    ended: 'The key has ended.',
  },
});
