import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

describe('a supplier that lists the newest SMS first, each row twice and without times', () => {
  it('brings each code once, the newest last, and the same code again when it was asked for', async () => {
    const offer = await shop.offer();
    const onlineSim = await shop.vendor('onlinesim');
    await shop.route(offer, onlineSim.id);
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    const polls = async () => {
      await shop.passes({ seconds: 6 });
      await shop.runs('poll-providers');
      return (await buyer.sees(reservation)).messages.map(({ code }) => code);
    };
    onlineSim.receive(reservation.phone!, 'Telegram code 111111');
    expect(await polls()).toEqual(['111111']);
    expect(await polls()).toEqual(['111111']);
    await buyer.asksForMore(reservation);
    onlineSim.receive(reservation.phone!, 'Telegram code 222222');
    expect(await polls()).toEqual(['111111', '222222']);
    await buyer.asksForMore(reservation);
    expect(await polls()).toEqual(['111111', '222222']);
    onlineSim.receive(reservation.phone!, 'Telegram code 222222');
    expect(await polls()).toEqual(['111111', '222222', '222222']);
    expect(await polls()).toHaveLength(3);
  });
});
