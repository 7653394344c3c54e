import type { InboundPost } from '../../src/ports/inbound-update';
import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { receivePost } from '../../src/usecases/messages/receive-post';
import { usd } from '../support/shop';
import type { TestBuyer } from '../support/test-buyer';
import { deliver, openWebhookShop, type WebhookShop } from '../webhooks/webhook-shop';

const CHAT = -1001234567890n;

let shop: WebhookShop;
beforeEach(async () => {
  shop = await openWebhookShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.closeAll();
});

let posts = 0;
function post(text: string, more: Partial<InboundPost> = {}): InboundPost {
  posts += 1;
  const sentAt = new Date(Math.floor(shop.clock.now().getTime() / 1_000) * 1_000);
  return { kind: 'post', chatId: CHAT, chatTitle: 'SMS', authorId: null, messageId: posts, sentAt, text, ...more };
}

const says = (text: string, more: Partial<InboundPost> = {}) => receivePost(shop.app, post(text, more));

async function chatWith(phones: string[], options: object = {}) {
  const providerId = await shop.provider({
    name: 'chat',
    protocol: 'source_chat',
    options: { chatId: String(CHAT), ...options },
  });
  const offer = await shop.offer();
  await shop.pool(offer, { providerId, phones });
  const buyers = await Promise.all(phones.map(() => shop.buyer({ balance: usd('2') })));
  const waiting: { buyer: TestBuyer; reservation: Awaited<ReturnType<TestBuyer['buys']>> }[] = [];
  for (const buyer of buyers) waiting.push({ buyer, reservation: await buyer.buys(offer) });
  const of = (phone: string) => waiting.find(({ reservation }) => reservation.phone === phone)!;
  const codeFor = async (phone: string) =>
    (await of(phone).buyer.sees(of(phone).reservation)).messages.map(({ code }) => code);
  return { providerId, offer, codeFor };
}

const orphans = () =>
  shop.all<{ text: string; reason: string }>(
    `SELECT text, orphan_reason AS reason FROM messages WHERE status = 'ORPHAN' ORDER BY id`,
  );

describe('a source chat', () => {
  it('gives a code to whoever has the number, whole or masked', async () => {
    const { codeFor } = await chatWith(['37120004567', '37120001111']);
    expect(await says('to:37120001111 code:12345')).toEqual({ kind: 'received' });
    expect(await says('New SMS for ***4567: Telegram code 998877')).toEqual({ kind: 'received' });
    expect(await codeFor('37120001111')).toEqual(['12345']);
    expect(await codeFor('37120004567')).toEqual(['998877']);
    expect(await shop.all(`SELECT 1 FROM messages WHERE source <> 'CHAT'`)).toEqual([]);
  });

  it('keeps for an operator what fits two numbers or none', async () => {
    const { codeFor } = await chatWith(['37120004567', '37121114567']);
    const two = '***4567 code 12345';
    const none = 'number ending in 9999 code 12345';
    const unknown = 'to:37129999999 code:12345';
    for (const text of [two, none, unknown]) expect(await says(text)).toEqual({ kind: 'orphaned' });
    expect(await orphans()).toEqual([
      { text: two, reason: 'AMBIGUOUS' },
      { text: none, reason: 'NO_RESERVATION' },
      { text: 'code:12345', reason: 'NO_RESERVATION' },
    ]);
    expect(await codeFor('37120004567')).toEqual([]);
    await shop.runs('process-stored-messages');
    expect(await orphans()).toHaveLength(3);
  });

  it('gives a masked code for a service to the one who waits for that service', async () => {
    const { providerId, codeFor } = await chatWith(['37120004567']);
    const whatsapp = await shop.offer({ service: 'WhatsApp' });
    await shop.pool(whatsapp, { providerId, phones: ['37121114567'] });
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(whatsapp);
    await says('***4567 WhatsApp code 123-456');
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ code: '123-456' }]);
    expect(await codeFor('37120004567')).toEqual([]);
    expect(await says('***4567 Google code 5555')).toEqual({ kind: 'orphaned' }); // nobody sells Google, so it may be for either
  });

  it('is believed only when it is registered, switched on, and the author may post', async () => {
    const { providerId, codeFor } = await chatWith(['37120001111'], { authors: ['42'] });
    expect(await says('to:37120001111 code:1111', { chatId: -100999n, authorId: 42n })).toEqual({ kind: 'ignored' });
    expect(await says('to:37120001111 code:2222', { authorId: 43n })).toEqual({ kind: 'ignored' });
    expect(await says('to:37120001111 code:3333')).toEqual({ kind: 'ignored' });
    expect(await says('nice weather', { authorId: 42n })).toEqual({ kind: 'ignored' });
    expect(await says('to:37120001111 code:4444', { authorId: 42n })).toEqual({ kind: 'received' });
    await shop.all('UPDATE providers SET is_active = false WHERE id = $1', [providerId]);
    expect(await says('to:37120001111 code:5555', { authorId: 42n })).toEqual({ kind: 'ignored' });
    expect(await codeFor('37120001111')).toEqual(['4444']);
  });

  it('may be edited: a code written in later is new, a word mended is not', async () => {
    const { codeFor } = await chatWith(['37120001111']);
    await says('to:37120001111 waiting', { messageId: 7 });
    const edited = (text: string) => says(text, { messageId: 7, editedAt: shop.clock.now() });
    await edited('to:37120001111 code: 4711');
    await shop.passes({ minutes: 12 });
    await edited('to:37120001111 code: 4711 ✅');
    expect(await codeFor('37120001111')).toEqual([null, '4711']);
  });

  it('tells nothing to somebody who reserved the number after the post', async () => {
    const { codeFor } = await chatWith(['37120001111']);
    const sentAt = new Date(shop.clock.now().getTime() - 60_000);
    expect(await says('to:37120001111 code:12345', { sentAt })).toEqual({ kind: 'orphaned' });
    expect(await says('***1111 code 12345', { sentAt })).toEqual({ kind: 'orphaned' });
    expect(await codeFor('37120001111')).toEqual([]);
  });

  it('cannot be registered twice', async () => {
    await chatWith(['37120001111']);
    const again = shop.provider({ name: 'again', protocol: 'source_chat', options: { chatId: String(CHAT) } });
    await expect(again).rejects.toMatchObject({ constraint: 'providers_source_chat_once' });
  });
});

describe('one SMS a thousand times, by poll, webhook and chat at once', () => {
  it('is one message, one capture and one code in the chat', async () => {
    const providerId = await shop.provider({
      name: 'everywhere',
      protocol: 'generic_inbox',
      options: { push: { phone: 'to', text: 'body', id: 'id' } },
    });
    await shop.provider({
      name: 'mirror',
      protocol: 'source_chat',
      options: { chatId: String(CHAT), numbersOf: 'everywhere' },
    });
    const offer = await shop.offer();
    const { phones } = await shop.pool(offer, { providerId });
    const phone = phones[0]!;
    const buyer = await shop.buyer({ balance: usd('2') });
    const reservation = await buyer.buys(offer);
    const address = await shop.address(providerId);
    const text = 'Telegram code 12345';
    const sides = [
      () => receiveMessages(shop.app, { providerId, source: 'POLL', messages: [{ externalId: 'sms_1', phone, text }] }),
      () => deliver(address, { id: 'sms_1', to: phone, body: text }),
      () => says(`to:+${phone} ${text}`),
    ];
    const jobs = Array.from({ length: 1_000 }, (_, i) => sides[i % 3]!);
    const work = async () => {
      for (let job = jobs.shift(); job; job = jobs.shift()) await job();
    };
    await Promise.all(Array.from({ length: 24 }, work));
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ code: '12345' }]);
    expect(await shop.all('SELECT 1 FROM messages')).toHaveLength(1);
    expect(await shop.all(`SELECT 1 FROM transfers WHERE type = 'PURCHASE'`)).toHaveLength(1);
    expect(await shop.notices(buyer)).toEqual(['code_received']);
    expect(await buyer.balance()).toBe(usd('1.20'));

    // The same words under another id of the supplier are another SMS; the chat has told of it already or will once.
    await receiveMessages(shop.app, { providerId, source: 'POLL', messages: [{ externalId: 'sms_2', phone, text }] });
    expect((await buyer.sees(reservation)).messages).toHaveLength(2);
    const other = await shop.provider({ name: 'other', protocol: 'scripted' });
    await receiveMessages(shop.app, {
      providerId: other,
      source: 'POLL',
      messages: [{ externalId: 'sms_1', phone, text }],
    });
    expect(await shop.all(`SELECT 1 FROM messages WHERE status = 'ORPHAN'`)).toHaveLength(1);
  });
});
