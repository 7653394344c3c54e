import { isSms } from '../../src/domain/message/is-sms';
import { assignMessage } from '../../src/usecases/messages/assign-message';
import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { receivePost } from '../../src/usecases/messages/receive-post';
import { usd } from '../support/shop';
import { deliver, openWebhookShop, type WebhookShop } from '../webhooks/webhook-shop';

let shop: WebhookShop;
beforeEach(async () => {
  shop = await openWebhookShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.closeAll();
});

const BLANKS = ['', ' ', '\n\r\n', '\u200b', '\u00a0\u2007\u202f', '\u2060\ufeff', '\u3164', '\u2800', '\0', '\ufe0f'];

/** A buyer waits on a number of our own; `untouched` holds while nobody took his money. */
async function waitingOn(providerId: number) {
  const offer = await shop.offer({ price: usd('0.80') });
  const { phones } = await shop.pool(offer, { providerId });
  const buyer = await shop.buyer({ balance: usd('2') });
  const reservation = await buyer.buys(offer);
  const untouched = async () => {
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    expect(await buyer.held()).toBe(usd('0.80'));
    expect(await shop.all('SELECT text FROM messages')).toEqual([]);
  };
  return { buyer, reservation, phone: phones[0]!, untouched };
}

describe('a text in which nothing can be seen is no SMS, and costs nothing', () => {
  it('from a poll, a list of orders, an inbox', async () => {
    const { id } = await shop.scripted('own', []);
    const { phone, untouched, buyer, reservation } = await waitingOn(id);
    const messages = BLANKS.map((text, i) => ({ externalId: `id ${i}`, phone, text }));
    await receiveMessages(shop.app, { providerId: id, source: 'POLL', messages });
    await untouched();
    // What the supplier shows under the same id later is the SMS.
    const filled = [{ externalId: 'id 1', phone, text: 'Code 12345' }];
    await receiveMessages(shop.app, { providerId: id, source: 'POLL', messages: filled });
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ code: '12345' }]);
  });

  it('from an order that a supplier calls received: it is waited for', async () => {
    const offer = await shop.offer({ price: usd('0.80') });
    const supplier = await shop.scripted('orders', ['acquire', 'orderState']);
    await shop.route(offer, supplier.id);
    supplier.next('acquire', { kind: 'acquired', orderId: 'o1', phone: '37120000001' });
    const buyer = await shop.buyer({ balance: usd('2') });
    const reservation = await buyer.buys(offer);
    supplier.always('orderState', { kind: 'received', messages: [{ externalId: 'x', text: '\u200b', code: ' ' }] });
    await shop.passes({ seconds: 10 });
    await shop.runs('poll-providers');
    expect(supplier.calls.map(({ method }) => method)).toContain('orderState');
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    supplier.always('orderState', { kind: 'received', messages: [{ externalId: 'x', text: '\u200b', code: '4821' }] });
    await shop.passes({ seconds: 10 });
    await shop.runs('poll-providers');
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ code: '4821', text: '4821' }]);
  });

  it('from a webhook, which says that it was passed over', async () => {
    const providerId = await shop.provider({ name: 'vonage', protocol: 'vonage', options: { signature: 'none' } });
    const { phone, untouched } = await waitingOn(providerId);
    const address = await shop.address(providerId);
    const body = new URLSearchParams({ msisdn: '15005550006', to: phone, messageId: 'm1', text: '\u200b\n' });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await deliver(address, body.toString(), { headers })).toMatchObject({ status: 200 });
    expect(await shop.deliveries()).toEqual(['IGNORED']);
    await untouched();
  });

  it('from a source chat that names a number and nothing else', async () => {
    const providerId = await shop.provider({
      ...{ name: 'chat', protocol: 'source_chat', options: { chatId: '-1001234567890' } },
    });
    const { phone, untouched } = await waitingOn(providerId);
    const post = { kind: 'post', chatId: -1001234567890n, chatTitle: 'SMS', authorId: null, messageId: 1 } as const;
    const text = `to: +${phone}\n\u2800\u3164`;
    expect(await receivePost(shop.app, { ...post, sentAt: shop.clock.now(), text })).toEqual({ kind: 'ignored' });
    await untouched();
  });

  it('from an operator who gives away one that was kept before', async () => {
    const { id } = await shop.scripted('own', []);
    const { buyer, reservation } = await waitingOn(id);
    await receiveMessages(shop.app, { providerId: id, source: 'POLL', messages: [{ text: 'x', externalId: 'y' }] });
    const { id: messageId } = await shop.one<{ id: bigint }>(`UPDATE messages SET text = E'\\u200b' RETURNING id`);
    const actor = { type: 'ADMIN', id: '1' } as const;
    expect(await assignMessage(shop.app, { messageId, reservationId: reservation.id, actor })).toEqual({
      kind: 'blank',
    });
    expect(await buyer.held()).toBe(usd('0.80'));
  });
});

it('an SMS is what has one character to be seen, in whatever script, or a code', () => {
  for (const text of BLANKS) expect(isSms({ text })).toBe(false);
  for (const text of ['1', '٤', '.', '验', '\u200b5', '🔑']) expect(isSms({ text })).toBe(true);
  expect(isSms({ text: ' ', code: '48213' })).toBe(true);
  expect(isSms({ text: ' ', code: '\u200b' })).toBe(false);
});
