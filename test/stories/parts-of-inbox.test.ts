import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

describe('parts of a long SMS in a pulled inbox', () => {
  it('are one SMS, whatever their order and however often a page brings them', async () => {
    const { id } = await shop.scripted('own', []);
    const offer = await shop.offer();
    const { phones } = await shop.pool(offer, { providerId: id });
    const buyer = await shop.buyer({ balance: usd('2') });
    const reservation = await buyer.buys(offer);
    const partOf = (number: number, text: string) => ({
      ...{ phone: phones[0]!, sender: 'Bank', text, part: { group: '9', number, total: 3 } },
    });
    const page = [partOf(3, '213'), partOf(1, 'Your code'), partOf(1, 'Your code')];
    const pull = (messages: typeof page) => receiveMessages(shop.app, { providerId: id, source: 'POLL', messages });
    await pull(page);
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    await pull([...page, partOf(2, ' is 48')]);
    await pull([...page, partOf(2, ' is 48')]);
    await shop.passes({ seconds: 31 });
    await shop.runs('join-parts');
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ text: 'Your code is 48213', code: '48213' }]);
  });
});
