import { fromRow, toPayload } from '../../../src/bot/inbox';
import { createRouter } from '../../../src/bot/interaction/router';
import { Api, toLong } from '../../../src/bot/telegram/gramjs';
import { castOf } from '../../../src/bot/telegram/updates/cast';
import { preCheckoutsIn } from '../../../src/bot/telegram/updates/read-payment';
import { type ReadUpdate, readUpdate } from '../../../src/bot/telegram/updates/read-update';
import type { InboundEvent, InboundPayment, InboundPaymentRefund } from '../../../src/ports/inbound-update';

const ANN = 501n;
const MAX = 9_223_372_036_854_775_807n;
const ann = new Api.User({ id: toLong(ANN), accessHash: toLong(7n), firstName: 'Ann', langCode: 'ru' });
const charge = new Api.PaymentCharge({ id: 'charge-1', providerChargeId: 'provider-1' });
const paid = (payload: Buffer, amount = 250n) =>
  new Api.MessageActionPaymentSentMe({ currency: 'XTR', totalAmount: toLong(amount), payload, charge });

function read(action: Api.TypeMessageAction, o: { out?: boolean } = {}): ReadUpdate {
  const peerId = new Api.PeerUser({ userId: toLong(ANN) });
  const message = new Api.MessageService({ id: 8, peerId, action, date: 1_790_000_000, ...o });
  const update = new Api.UpdateNewMessage({ message, pts: 11, ptsCount: 1 });
  return readUpdate(update, castOf([ann], [])) as ReadUpdate;
}

/** What the inbox gives back of it. */
function stored(event: InboundEvent | undefined): unknown {
  const payload = JSON.parse(toPayload(event!)) as InboundEvent;
  const { id, attempts, receivedAt, ...rest } = fromRow({
    id: 1n,
    attempts: 0,
    receivedAt: new Date(),
    payload: payload as never,
  });
  return rest;
}

const facts = {
  from: { telegramId: ANN, firstName: 'Ann', lastName: null, username: null, languageCode: 'ru' },
  messageId: 8,
  sentAt: new Date(1_790_000_000_000),
  currency: 'XTR',
  chargeId: 'charge-1',
  providerChargeId: 'provider-1',
};

describe('money in a service message', () => {
  it('is counted like every message, and comes out of the inbox as it went in', () => {
    const { counter, event, key } = read(paid(Buffer.from('payment-1'), MAX));
    expect(counter).toEqual({ kind: 'pts', to: 11, by: 1 });
    expect(key).toBe('m:8');
    const payment = { kind: 'payment', ...facts, amount: MAX, payload: 'payment-1' };
    expect(event).toEqual(payment);
    expect(stored(event)).toEqual(payment);
  });

  it('that was given back is known also from a message of the bot itself', () => {
    const peer = new Api.PeerUser({ userId: toLong(1n) });
    const given = { peer, currency: 'XTR', totalAmount: toLong(250n), charge };
    const refund = { kind: 'payment_refund', ...facts, amount: 250n, payload: null };
    const { event } = read(new Api.MessageActionPaymentRefunded(given), { out: true });
    expect(event).toEqual(refund);
    expect(stored(event)).toEqual(refund);
  });

  it('may carry any bytes for a payload, and can be stored all the same', () => {
    const { event } = read(paid(Buffer.from([0, 255, 65])));
    const text = toPayload(event!);
    expect(text).not.toMatch(/\\u0000/);
    expect(stored(event)).toMatchObject({ payload: '��A' });
  });

  it('is no other service message', () => {
    expect(read(new Api.MessageActionChatEditTitle({ title: 'x' })).event).toBeUndefined();
  });
});

describe('money on its way through the inbox', () => {
  const update = (event: InboundEvent | undefined) => ({ ...event!, id: 1n, attempts: 0, receivedAt: new Date() });
  const refunded = new Api.MessageActionPaymentRefunded({
    peer: new Api.PeerUser({ userId: toLong(1n) }),
    currency: 'XTR',
    totalAmount: toLong(250n),
    charge,
  });
  const parts = { app: {} as never, messenger: {} as never };

  it('goes to those who take it, and never passes for handled where nobody does', async () => {
    const taken: string[] = [];
    const payments = {
      take: async ({ chargeId }: InboundPayment) => void taken.push(`taken ${chargeId}`),
      refunded: async ({ chargeId }: InboundPaymentRefund) => void taken.push(`refunded ${chargeId}`),
    };
    const events = [read(paid(Buffer.from('payment-1'))).event, read(refunded).event].map(update);
    for (const event of events) await createRouter({ ...parts, payments }).handle(event);
    expect(taken).toEqual(['taken charge-1', 'refunded charge-1']);
    for (const event of events) await expect(createRouter(parts).handle(event)).rejects.toThrow('takes none');
  });
});

describe('the question before a payment', () => {
  const update = new Api.UpdateBotPrecheckoutQuery({
    queryId: toLong(-7n),
    userId: toLong(ANN),
    payload: Buffer.from('payment-1'),
    currency: 'XTR',
    totalAmount: toLong(250n),
  });
  const query = { queryId: -7n, telegramId: ANN, payload: 'payment-1', currency: 'XTR', amount: 250n };

  it('is found in whatever shape it comes', () => {
    const whole = { updates: [update], users: [ann], chats: [], date: 0, seq: 0 };
    expect(preCheckoutsIn(new Api.Updates(whole))).toEqual([{ ...query, languageCode: 'ru' }]);
    expect(preCheckoutsIn(new Api.UpdatesCombined({ ...whole, seqStart: 0 }))).toHaveLength(1);
    expect(preCheckoutsIn(new Api.UpdateShort({ update, date: 0 }))).toEqual([{ ...query, languageCode: null }]);
    expect(preCheckoutsIn(new Api.UpdatesTooLong())).toEqual([]);
  });

  it('never waits in the inbox', () => {
    expect(readUpdate(update, castOf([], []))).toMatchObject({ counter: undefined, event: undefined });
  });
});
