/** Keys by which programs of users buy. */
export const resale = () => ({
  resale: {
    button: '🔌 API keys',
    title: '🔌 API keys',
    listPrice: 'List price',
    whichPrices: 'At which prices does it buy?',
    saved: '✅ Saved. It holds from its next order on.',
    askEndButton: '🗑 End this key',
    askEnd: (o: { name: string }): string => `🗑 End ${o.name}?`,
    whatEndMeans: 'Its programs can do nothing from then on. Open orders stay the user’s and end as they would.',
    end: '🗑 End it',
    ended: 'The key has ended.',
  },
});
