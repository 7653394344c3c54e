import { request } from 'node:http';
import { usd } from '../support/shop';
import { deliver, openWebhookShop, type WebhookShop } from './webhook-shop';

let shop: WebhookShop;
beforeEach(async () => {
  shop = await openWebhookShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.closeAll();
});

/** A buyer waits for a number bought from a shop of the handler family, which knows our webhook. */
async function waiting() {
  const offer = await shop.offer();
  const vendor = await shop.vendor();
  await shop.route(offer, vendor.id);
  const address = await shop.address(vendor.id);
  const buyer = await shop.buyer({ balance: usd('2') });
  const reservation = await buyer.buys(offer);
  const { orderId } = await shop.one<{ orderId: string }>(
    'SELECT upstream_order_id AS "orderId" FROM reservations WHERE id = $1',
    [reservation.id],
  );
  return { offer, vendor, address, buyer, reservation, phone: reservation.phone!, orderId };
}

const classic = (orderId: string, code: string) => ({
  activationId: Number(orderId),
  service: 'tg',
  text: `Telegram code ${code}, do not share it`,
  code,
  country: 49,
  receivedAt: '2023-01-01 12:00:00',
});

const triedOnce = () =>
  shop.until(async () => (await shop.all('SELECT 1 FROM webhook_deliveries WHERE confirm_tries > 0')).length > 0);

describe('a delivery of a supplier that does not sign', () => {
  it('is confirmed by one look at the order, and reaches the buyer at once with its whole text', async () => {
    const { vendor, address, buyer, reservation, phone, orderId } = await waiting();
    vendor.receive(phone, 'Telegram code 12345');
    const looks = vendor.calls.count('getStatus');
    expect(await deliver(address, classic(orderId, '12345'))).toMatchObject({ status: 200 });
    await shop.until(async () => (await buyer.stageOf(reservation)) === 'COMPLETED');
    await shop.until(async () => (await shop.deliveries())[0] === 'CONFIRMED');
    expect(vendor.calls.count('getStatus') - looks).toBe(1);
    expect((await buyer.sees(reservation)).messages).toMatchObject([
      { code: '12345', text: 'Telegram code 12345, do not share it' },
    ]);
    await shop.runs('poll-providers');
    expect((await buyer.sees(reservation)).messages).toHaveLength(1);
    expect(await buyer.balance()).toBe(usd('1.20'));
  });

  it('never reaches a buyer while the supplier itself shows nothing, however often it comes', async () => {
    const { address, buyer, reservation, orderId } = await waiting();
    for (let i = 0; i < 3; i += 1) expect((await deliver(address, classic(orderId, '66666'))).status).toBe(200);
    for (let i = 0; i < 8; i += 1) {
      await shop.passes({ seconds: 50 });
      await shop.runs('confirm-webhooks', 'process-stored-messages');
    }
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    expect(await shop.deliveries()).toEqual(['NOT_CONFIRMED']);
    expect(await shop.all('SELECT 1 FROM messages')).toEqual([]);
    expect(await buyer.balance()).toBe(usd('1.20'));
  });

  it('with a false code lets the true one through, and stays unconfirmed', async () => {
    const { vendor, address, buyer, reservation, phone, orderId } = await waiting();
    vendor.receive(phone, 'Telegram code 12345');
    await deliver(address, classic(orderId, '66666'));
    await shop.until(async () => (await buyer.stageOf(reservation)) === 'COMPLETED');
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ code: '12345', text: '12345' }]);
    expect(await shop.deliveries()).toEqual(['UNCONFIRMED']);
  });

  it('about an order of nobody is taken politely and asks the supplier nothing', async () => {
    const { vendor, address } = await waiting();
    const calls = vendor.calls.count();
    expect((await deliver(address, classic('777777', '12345'))).status).toBe(200);
    await shop.passes({ seconds: 5 });
    await shop.runs('confirm-webhooks');
    expect(vendor.calls.count()).toBe(calls);
    expect(await shop.deliveries()).toEqual(['UNCONFIRMED']);
  });

  it('that came before we knew our own order is given when we do', async () => {
    const offer = await shop.offer();
    const early = await shop.scripted('early', ['acquire', 'orderState', 'readWebhook']);
    await shop.route(offer, early.id);
    early.always('readWebhook', {
      kind: 'messages',
      trust: 'confirm',
      messages: [{ orderId: '7', text: 'Code 55555', code: '55555', externalId: 'x' }],
    });
    early.always('orderState', { kind: 'received', messages: [{ text: '55555', code: '55555', externalId: 'x' }] });
    const address = await shop.address(early.id);
    early.next('acquire', async () => {
      await deliver(address, {});
      return { kind: 'acquired', orderId: '7', phone: '37121111111' };
    });
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    await triedOnce();
    await shop.passes({ seconds: 4 });
    await shop.runs('confirm-webhooks');
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ text: 'Code 55555' }]);
  });

  it('is taken up by the job when the process that stored it died', async () => {
    const { vendor, address, buyer, reservation, phone, orderId } = await waiting();
    await deliver(address, classic(orderId, '12345')); // its own look finds nothing yet
    await triedOnce();
    vendor.receive(phone, 'Telegram code 12345');
    await shop.passes({ seconds: 4 });
    await shop.runs('confirm-webhooks');
    expect(await buyer.stageOf(reservation)).toBe('COMPLETED');
    expect(await shop.deliveries()).toEqual(['CONFIRMED']);
  });
});

describe('the address of a webhook', () => {
  it('answers strangers as if it were not there, whatever is wrong', async () => {
    const { vendor, address } = await waiting();
    const other = await shop.vendor('hero', 'other');
    const secret = address.split('/').pop()!;
    const wrong = [
      `${shop.origin}/webhooks/${vendor.id}/${'x'.repeat(43)}`,
      `${shop.origin}/webhooks/${vendor.id}/short`,
      `${shop.origin}/webhooks/${other.id}/${secret}`,
      `${shop.origin}/webhooks/99999/${secret}`,
      `${shop.origin}/webhooks/0/${secret}`,
      `${shop.origin}/webhooks/abc/${secret}`,
    ];
    const nowhere = await deliver(`${shop.origin}/nowhere`, {});
    for (const url of wrong) {
      const { status, message } = await deliver(url, {});
      expect({ url, status, message }).toEqual({ url, status: 404, message: nowhere.message });
    }
    expect(await shop.deliveries()).toEqual([]);
  });

  it('refuses a huge body from a stranger before reading it, and from the supplier with a clear answer', async () => {
    const { vendor, address } = await waiting();
    const huge = 'x'.repeat(65 * 1024);
    expect((await deliver(address, huge)).status).toBe(413);
    const status = await firstAnswer(`${shop.origin}/webhooks/${vendor.id}/${'x'.repeat(43)}`, 10_000_000);
    expect(status).toBe(404);
    expect(await shop.deliveries()).toEqual([]);
  });

  it.each([
    ['no JSON', '{"activationId":', 'application/json', 'Send a JSON object'],
    ['a form', 'activationId=1', 'application/x-www-form-urlencoded', 'application/x-www-form-urlencoded'],
    ['a list', '[1]', 'application/json', 'Send a JSON object'],
    ['nothing', '', 'application/json', 'Send a JSON object'],
    ['no order', '{"text":"a"}', 'application/json', 'activationId'],
  ])('says what is wrong with %s, and keeps it', async (_what, body, type, words) => {
    const { address } = await waiting();
    const answer = await deliver(address, body, { headers: { 'content-type': type } });
    expect(answer).toMatchObject({ status: 400, message: expect.stringContaining(words) });
    expect(await shop.deliveries()).toEqual(['UNREADABLE']);
  });

  it('can be replaced: the old one is taken for a day more, or not at all', async () => {
    const { vendor, address: first, orderId } = await waiting();
    const second = await shop.address(vendor.id);
    const statusOf = async (address: string) => (await deliver(address, classic(orderId, '1111'))).status;
    expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
    await shop.passes({ hours: 24, seconds: 1 });
    await shop.runs('expire-reservations', 'close-upstream');
    expect([await statusOf(first), await statusOf(second)]).toEqual([404, 200]);
    const third = await shop.address(vendor.id, 0);
    expect([await statusOf(second), await statusOf(third)]).toEqual([404, 200]);
    await Promise.all([shop.address(vendor.id), shop.address(vendor.id)]);
  });

  it('keeps what came unreadable in the database, and secrets and codes out of the log', async () => {
    const { address, orderId } = await waiting();
    await deliver(address, classic(orderId, '918273'));
    const secret = address.split('/').pop()!;
    const rows = await shop.all<{ sealed: Buffer }>('SELECT sealed FROM webhook_deliveries');
    expect(rows[0]!.sealed.includes('918273')).toBe(false);
    expect(shop.logged.join('')).not.toContain(secret);
    expect(shop.logged.join('')).not.toContain('918273');
  });
});

/** The status of the answer to a body that is announced and never sent. */
function firstAnswer(url: string, length: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers: { 'content-length': length } }, (answer) => {
      resolve(answer.statusCode!);
      call.destroy();
    });
    call.on('error', reject);
    call.flushHeaders();
  });
}
