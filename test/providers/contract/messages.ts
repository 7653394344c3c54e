import type { ReceivedText } from '../../../src/ports/sms-provider';
import type { Counter } from './counter';

/** What an order shows of the SMS it gets. */
export function describeMessages(at: Counter): void {
  const { lacks, buy, messages, codes } = at;
  const { listShowsOffer } = at.ways;

  it('gives a phone, waits, and reads the code with its leading zero', async () => {
    const { orderId, phone, cost, cancelableAt, expiresAt } = await buy();
    expect(phone).toMatch(/^[1-9]\d{6,14}$/);
    expect([undefined, at.stand.price]).toContain(cost);
    if (cancelableAt) expect(expiresAt!.getTime()).toBeGreaterThan(cancelableAt.getTime());
    expect(await codes(orderId)).toBe('waiting');
    at.stand.vendor.receive(phone, 'Your code is 012345');
    expect(await codes(orderId)).toEqual(['012345']);
  });

  it('calls one SMS by one name however often it is read', async () => {
    const { orderId, phone } = await buy();
    at.stand.vendor.receive(phone, 'Your code is 555123');
    const first = await messages(orderId);
    expect(first).toMatchObject([{ externalId: expect.any(String) }]);
    expect(await messages(orderId)).toEqual(first);
  });

  if (lacks('activeList')) {
    it('has no list of open orders', () => {
      expect(at.stand.provider.capabilities).not.toContain('activeList');
      expect(at.stand.provider.listActive).toBeUndefined();
    });
  } else {
    it('calls an SMS in the list by the name it has in the status', async () => {
      const { orderId, phone } = await buy();
      at.stand.vendor.receive(phone, 'Your code is 555123');
      const [first] = (await messages(orderId)) as readonly ReceivedText[];
      const list = await at.stand.provider.listActive!();
      const order = list.kind === 'orders' ? list.orders.find((one) => one.orderId === orderId) : undefined;
      expect(order).toMatchObject({ phone, ...(listShowsOffer ? at.stand.offer : {}) });
      expect(order!.messages.map(({ externalId }) => externalId)).toEqual([first!.externalId]);
    });
  }

  it('passes a text without a code whole, colons and all', async () => {
    const { orderId, phone } = await buy();
    at.stand.vendor.receive(phone, 'NO_BALANCE? see: http://x.test at 12:34');
    const found = (await messages(orderId)) as readonly ReceivedText[];
    expect(found.map(({ text, code }) => [text, code])).toEqual([
      ['NO_BALANCE? see: http://x.test at 12:34', undefined],
    ]);
  });
}
