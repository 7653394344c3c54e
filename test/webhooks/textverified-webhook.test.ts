import { provider } from '../../src/resources/provider';
import { startTextVerifiedVendor } from '../../src/sandbox/vendors';
import { updateRow } from '../../src/usecases/catalogue/save-row';
import { usd } from '../support/shop';
import { OPERATOR, openWebhookShop, type WebhookShop } from './webhook-shop';

const SECRET = 'whsec_of-the-simulator';

let shop: WebhookShop;
beforeEach(async () => {
  shop = await openWebhookShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.closeAll();
});

async function waiting(o: { capitals?: boolean } = {}) {
  const now = () => shop.clock.now().getTime();
  const row = { service: 'tg', country: 'us', cost: '0.25', count: 10 };
  const vendor = await startTextVerifiedVendor({ name: 'textverified', apiKey: 'key', catalogue: [row], now });
  const options = { username: vendor.username };
  const { baseUrl } = vendor;
  const id = await shop.provider({ name: 'textverified', protocol: 'textverified', baseUrl, key: 'key', options });
  const offer = await shop.offer();
  await shop.route(offer, id);
  await shop.all(`UPDATE routes SET country_code = 'us' WHERE provider_id = $1`, [id]);
  const address = await shop.address(id);
  vendor.setWebhook({ url: address, secret: SECRET, ...o });
  const buyer = await shop.buyer({ balance: usd('2') });
  return { id, vendor, buyer, reservation: await buyer.buys(offer) };
}

/** What the operator enters; the keys of this test world are sealed by writing them down. */
const knowSecret = async (id: number) => {
  const secretBox = { seal: (text: string) => Buffer.from(text) } as Parameters<typeof updateRow>[4]['secretBox'];
  await updateRow(shop.app, provider, id, { webhookKey: SECRET, mode: 'WEBHOOK' }, { ...OPERATOR, secretBox });
  await shop.passes({ seconds: 1 });
};

describe('TextVerified with a webhook', () => {
  it('brings the code at once by a signed delivery; the poll that sees it too adds nothing', async () => {
    const { id, vendor, buyer, reservation } = await waiting();
    await knowSecret(id);
    vendor.receive(reservation.phone!, 'Telegram code 12345');
    await shop.until(async () => (await buyer.stageOf(reservation)) === 'COMPLETED');
    await shop.passes({ seconds: 31 });
    await shop.runs('poll-providers');
    expect(vendor.calls.count('sms')).toBe(1);
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ code: '12345', text: 'Telegram code 12345' }]);
    expect(await shop.deliveries()).toEqual(['ACCEPTED']);
    expect(await buyer.balance()).toBe(usd('1.20'));
    await vendor.stop();
  });

  it('brings it as well where every name is spelled with a capital letter', async () => {
    const { id, vendor, buyer, reservation } = await waiting({ capitals: true });
    await knowSecret(id);
    vendor.receive(reservation.phone!, 'Telegram code 12345');
    await shop.until(async () => (await buyer.stageOf(reservation)) === 'COMPLETED');
    await shop.passes({ seconds: 31 });
    await shop.runs('poll-providers');
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ code: '12345', text: 'Telegram code 12345' }]);
    expect(await shop.deliveries()).toEqual(['ACCEPTED']);
    await vendor.stop();
  });

  it('is refused while its secret is unknown, and taken at its next attempt or when replayed', async () => {
    const { id, vendor, buyer, reservation } = await waiting();
    vendor.receive(reservation.phone!, 'Telegram code 12345');
    await shop.until(async () => (await shop.deliveries()).length === 1);
    expect(await shop.deliveries()).toEqual(['REFUSED']);
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    await knowSecret(id);
    await shop.until(async () => (await shop.deliveries()).includes('ACCEPTED'));
    await shop.until(async () => vendor.deliveries.answers.includes(200));
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ code: '12345' }]);
    const rows = await shop.all<{ id: bigint }>('SELECT id FROM webhook_deliveries ORDER BY id LIMIT 1');
    const { data } = await shop.ask(
      `mutation { replayWebhookDelivery(id: "${rows[0]!.id}") { ... on DeliveryReplayed { status } } }`,
    );
    expect(data.replayWebhookDelivery).toEqual({ status: 'ACCEPTED' });
    expect((await buyer.sees(reservation)).messages).toHaveLength(1);
    await vendor.stop();
  });
});
