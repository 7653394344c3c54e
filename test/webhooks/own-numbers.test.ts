import { twilioSignature } from '../../src/providers/twilio/read-webhook';
import { type OwnNumberVendor, startOwnNumberVendor } from '../../src/sandbox/vendors';
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

/** A buyer waits for a code on a number of our own at a supplier that pushes. */
async function waitingOn(protocol: string, o: { key?: string; options?: object } = {}) {
  const providerId = await shop.provider({ name: protocol, protocol, ...o });
  const offer = await shop.offer();
  const { phones } = await shop.pool(offer, { providerId });
  const buyer = await shop.buyer({ balance: usd('2') });
  return { phone: phones[0]!, buyer, reservation: await buyer.buys(offer), address: await shop.address(providerId) };
}

/** The same, with the vendor itself in the sandbox. */
async function waitingAt(protocol: 'twilio' | 'vonage', signature: 'none' | 'md5hash' | 'sha256' | 'jwt' = 'none') {
  const options = protocol === 'vonage' ? { signature } : {};
  const story = await waitingOn(protocol, { key: 'a key', options });
  const now = () => shop.clock.now().getTime();
  const vendor = await startOwnNumberVendor({
    name: protocol,
    protocol,
    apiKey: 'a key',
    numbers: [story.phone],
    signature,
    now,
  });
  vendors.push(vendor);
  vendor.setWebhook(story.address);
  return { ...story, vendor };
}
const vendors: OwnNumberVendor[] = [];
afterEach(async () => {
  for (const vendor of vendors.splice(0)) await vendor.stop();
});

describe('a vendor of own numbers in the sandbox', () => {
  const long = `${'A long way to a short code, and still not there. '.repeat(8)}Your code is 12345`;

  it.each([
    ['twilio', 'none', 'Your code is 12345 & ключ=رمز'],
    ['vonage', 'none', long],
    ['vonage', 'md5hash', `a=b & c ${long}`],
    ['vonage', 'sha256', 'Your code is 12345'],
    ['vonage', 'jwt', 'Your code is 12345'],
  ] as const)('%s, signing %s, brings the whole text once', async (protocol, signature, text) => {
    const { vendor, phone, buyer, reservation } = await waitingAt(protocol, signature);
    expect(vendor.receive(phone, text)).toEqual({ kind: 'delivered' });
    await shop.until(async () => (await buyer.stageOf(reservation)) === 'COMPLETED');
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ text, code: '12345' }]);
    await shop.until(async () => vendor.answers.length > 0);
    expect(new Set(vendor.answers)).toEqual(new Set([200]));
    expect(vendor.receive('37129999999', 'x')).toEqual({ kind: 'unknown_phone' });
  });
});

describe('an own number at Twilio', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it('gives its code to the buyer, and Twilio an empty answer that sends no text back', async () => {
    const { phone, buyer, reservation, address } = await waitingOn('twilio', { key: 'token' });
    const params = {
      MessageSid: 'SM1',
      From: '+15005550006',
      To: `+${phone}`,
      Body: 'Code 12345',
      SmsStatus: 'received',
    };
    const fields = new Map(Object.entries(params).map(([name, value]) => [name, [value]]));
    const body = new URLSearchParams(params).toString();
    const send = (signature: string) =>
      deliver(address, body, { headers: { ...form, 'x-twilio-signature': signature } });
    expect(await send('AAAA')).toMatchObject({ status: 403, message: expect.stringContaining('PUBLIC_URL') });
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    for (let i = 0; i < 2; i += 1) {
      expect(await send(twilioSignature('token', address, fields))).toMatchObject({
        status: 200,
        text: expect.stringContaining('<Response/>'),
      });
    }
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ code: '12345' }]);
    expect(await shop.deliveries()).toEqual(['ACCEPTED']);
  });
});

describe('a long SMS at Vonage', () => {
  const partOf = (phone: string, number: number, text: string, total = 3) => ({
    ...{ msisdn: '447700900001', to: phone, messageId: `m${number}`, text, type: 'text' },
    ...{ concat: 'true', 'concat-ref': '7', 'concat-total': String(total), 'concat-part': String(number) },
  });

  it('is one message, in whatever order and however often its parts come', async () => {
    const { phone, buyer, reservation, address } = await waitingOn('vonage');
    const parts = [partOf(phone, 3, ' for you'), partOf(phone, 1, 'Your code'), partOf(phone, 2, ' is 12345')];
    const answers = await Promise.all([...parts, ...parts].map((part) => deliver(address, part)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await buyer.sees(reservation)).messages).toMatchObject([
      { text: 'Your code is 12345 for you', code: '12345' },
    ]);
  });

  it('of which a part stays away is given after half a minute, and the part when it comes', async () => {
    const { phone, buyer, reservation, address } = await waitingOn('vonage');
    await deliver(address, partOf(phone, 1, 'Your code is 12345'));
    await deliver(address, partOf(phone, 3, 'Bye'));
    await shop.passes({ seconds: 29 });
    await shop.runs('join-parts');
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    await shop.passes({ seconds: 1 });
    await shop.runs('join-parts');
    await deliver(address, partOf(phone, 2, 'in between'));
    await shop.passes({ seconds: 30 });
    await shop.runs('join-parts');
    const texts = (await buyer.sees(reservation)).messages.map(({ text }) => text);
    expect(texts).toEqual(['Your code is 12345 … Bye', '… in between …']);
    expect(await buyer.balance()).toBe(usd('1.20'));
  });
});

describe('an inbox that is pulled and pushed', () => {
  it('delivers a pushed SMS when the pull shows it too, once', async () => {
    const { vendor, id } = await shop.inboxVendor({
      push: { phone: 'to', text: 'body', id: 'id', time: 'receivedAt' },
    });
    const offer = await shop.offer();
    const { phones } = await shop.pool(offer, { providerId: id });
    vendor.addNumbers(phones);
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    const address = await shop.address(id);
    await shop.all(`UPDATE providers SET mode = 'WEBHOOK', next_poll_at = $2 WHERE id = $1`, [id, new Date(2 ** 42)]);
    const sms = { id: 'sms_1', to: phones[0], body: 'Code 12345', receivedAt: shop.clock.now().toISOString() };
    await deliver(address, { ...sms, id: 'sms_9' }); // nothing of it is true
    await shop.until(
      async () => (await shop.all('SELECT 1 FROM webhook_deliveries WHERE confirm_tries > 0')).length === 1,
    );
    await shop.runs('poll-providers');
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    vendor.receive(phones[0]!, 'Code 12345');
    await deliver(address, sms);
    await shop.until(
      async () => (await shop.all('SELECT 1 FROM webhook_deliveries WHERE confirm_tries > 0')).length === 2,
    );
    await shop.runs('poll-providers');
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ code: '12345' }]);
    await shop.passes({ seconds: 4 });
    await shop.runs('confirm-webhooks');
    expect(await shop.deliveries()).toEqual(['UNCONFIRMED', 'CONFIRMED']);
  });
});
