import { startOwnNumberVendor } from '../../src/sandbox/vendors';
import { eraseUser } from '../../src/usecases/users/erase-user';
import { usd } from '../support/shop';
import { OPERATOR, openWebhookShop, type WebhookShop } from './webhook-shop';

let shop: WebhookShop;
beforeEach(async () => {
  shop = await openWebhookShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.closeAll();
});

describe('what a supplier delivered about a person who is erased', () => {
  it('goes, as long as the number was his; what it delivered about others stays', async () => {
    const providerId = await shop.provider({
      name: 'vonage',
      protocol: 'vonage',
      key: 'a key',
      options: { signature: 'none' },
    });
    const offer = await shop.offer();
    const { phones } = await shop.pool(offer, { providerId, numbers: 2 });
    const now = () => shop.clock.now().getTime();
    const vendor = await startOwnNumberVendor({
      ...{ name: 'vonage', protocol: 'vonage', apiKey: 'a key', numbers: phones, signature: 'none', now },
    });
    vendor.setWebhook(await shop.address(providerId));
    const receive = async (phone: string, text: string) => {
      const before = (await shop.deliveries()).length;
      vendor.receive(phone, text);
      await shop.until(async () => (await shop.deliveries()).length > before);
    };
    const [erased, other] = [await shop.buyer({ balance: usd('0.80') }), await shop.buyer({ balance: usd('1.60') })];
    const [his, theirs] = [await erased.buys(offer), await other.buys(offer)];
    const phoneOf = async (buyer: typeof erased, of: typeof his) => (await buyer.sees(of)).phone!;
    const [phone, otherPhone] = [await phoneOf(erased, his), await phoneOf(other, theirs)];
    const long = 'A long way to a short code, and still not there. '.repeat(6);
    await receive(phone, 'Your code is 11111');
    await shop.until(async () => (await erased.stageOf(his)) === 'COMPLETED');
    await receive(otherPhone, 'Your code is 22222');
    await receive(phone, 'A stray that was his, too');
    await shop.passes({ hours: 2 });
    await shop.runs('expire-reservations', 'hand-back-numbers');
    const again = await other.buys(offer);
    await receive(await phoneOf(other, again), `${long}Your code is 33333`);
    await shop.until(async () => (await other.stageOf(again)) === 'COMPLETED');
    await shop.all(`UPDATE webhook_deliveries SET problem = 'n' || id RETURNING 1`);
    const kept = async () =>
      (await shop.all<{ p: string }>('SELECT problem AS p FROM webhook_deliveries ORDER BY id')).map(({ p }) => p);
    const all = await kept();
    expect(await eraseUser(shop.app, { userId: erased.id, ...OPERATOR })).toMatchObject({ kind: 'erased' });
    expect(await kept()).toEqual(all.filter((_, at) => at !== 0 && at !== 2));
    await vendor.stop();
  });
});
