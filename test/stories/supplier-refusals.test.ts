import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ ownerIds: [1n] });
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

describe('a supplier that says no in its own words', () => {
  it('sends the buyer on to the next route at once, however often, and sells what else it has', async () => {
    const [first, second] = [await shop.vendor('hero'), await shop.vendor('five_sim')];
    const offer = await shop.offer({ price: usd('0.50') });
    await shop.route(offer, first.id, { priority: 0, maxCost: usd('0.40') });
    await shop.route(offer, second.id, { priority: 1, maxCost: usd('0.40') });
    const buyer = await shop.buyer({ balance: usd('100') });
    const answers = [
      'NO_CONNECTION',
      'WHATSAPP_NOT_AVAILABLE',
      '"NO_NUMBERS"',
      '{"success":false,"message":"not today"}',
    ];
    for (const text of [...answers, ...answers]) {
      first.faults.next({ kind: 'body', text }, { action: 'getNumberV2' });
      const reservation = await buyer.buys(offer);
      expect(reservation).toMatchObject({ stage: 'WAITING_CODE' });
      second.receive(reservation.phone!, 'Telegram code 12345');
      await shop.passes({ seconds: 4 });
      await shop.runs('poll-providers');
      expect(await buyer.stageOf(reservation)).toBe('COMPLETED');
    }
    expect([first.upstreamOrders.bought, second.upstreamOrders.bought]).toEqual([0, 8]);
    // Eight times no, and it is still asked, because it lives.
    const other = await shop.offer({ service: 'WhatsApp', price: usd('0.50') });
    first.stock.set({ service: 'wa', country: '49', cost: '0.2', count: 5 });
    await shop.route(other, first.id, { maxCost: usd('0.40') });
    expect(await buyer.buys(other)).toMatchObject({ stage: 'WAITING_CODE' });
    expect(first.upstreamOrders.bought).toBe(1);
    const alerts = await shop.all<{ kind: string; facts: { detail: string } }>(
      'SELECT kind, facts FROM operator_alerts',
    );
    expect(alerts).toMatchObject([{ kind: 'route_refused', facts: { detail: expect.stringContaining('NOT_TODAY') } }]);
  });
});
