import type { Amount } from '../../src/domain/money/money';
import type {
  AcquiredNumber,
  AcquireRequest,
  ProviderFault,
  ReceivedText,
  SmsProvider,
} from '../../src/ports/sms-provider';
import type { FaultSwitches } from '../../src/sandbox/vendors';

/** A simulated shop as the contract needs it, whatever its protocol. */
export interface ContractVendor {
  readonly faults: FaultSwitches;
  readonly upstreamOrders: { readonly bought: number; readonly spent: Amount; readonly refunded: Amount };
  readonly balance: Amount;
  setBalance(amount: Amount): void;
  receive(phone: string, text: string): { readonly kind: string };
  advance(ms: number): void;
  stop(): Promise<void>;
}

/** One shop with an adapter in front of it. */
export interface Stand {
  readonly vendor: ContractVendor;
  readonly provider: SmsProvider;
  /** The same supplier seen by a client that waits `timeoutMs` only. */
  impatient(timeoutMs: number): SmsProvider;
  /** An offer that is in stock, and its price. */
  readonly offer: Pick<AcquireRequest, 'serviceCode' | 'countryCode'>;
  readonly price: Amount;
  sellOut(): void;
  /** The vendor's names of these calls, to break one of them. */
  readonly actions: { readonly buy: string; readonly status: string; readonly cancel: string };
  readonly cancelAfterMs: number;
  readonly lifetimeMs: number;
}

const HANG_MS = 400;
let keys = 0;

/** What every supplier of numbers on demand must do, told as stories against its own simulator. */
export function describePurchases(name: string, openStand: () => Promise<Stand>): void {
  describe(`${name}: buying a number`, () => {
    let stand: Stand;
    beforeEach(async () => {
      stand = await openStand();
    });
    afterEach(async () => {
      const { bought, spent, refunded } = stand.vendor.upstreamOrders;
      expect(spent).toBe(BigInt(bought) * stand.price);
      expect(refunded).toBeLessThanOrEqual(spent);
      await stand.vendor.stop();
    });

    const wish = (more: Partial<AcquireRequest> = {}): AcquireRequest => {
      keys += 1;
      return { ...stand.offer, reservationKey: `key-${keys}`, maxCost: stand.price, ...more };
    };
    const buy = async (): Promise<AcquiredNumber> => {
      const reply = await stand.provider.acquire!(wish());
      if (reply.kind !== 'acquired') throw new Error(`not acquired: ${reply.fault} ${reply.detail}`);
      return reply;
    };
    const refusal = async (provider = stand.provider, more: Partial<AcquireRequest> = {}): Promise<string> => {
      const reply = await provider.acquire!(wish(more));
      return reply.kind === 'fault' ? reply.fault : reply.kind;
    };
    const messages = async (orderId: string) => {
      const state = await stand.provider.orderState!(orderId);
      return state.kind === 'received' ? state.messages : state.kind === 'fault' ? state.fault : state.kind;
    };
    const codes = async (orderId: string) => {
      const found = await messages(orderId);
      return typeof found === 'string' ? found : found.map(({ code }) => code);
    };

    it('gives a phone, waits, and reads the code with its leading zero', async () => {
      const { orderId, phone, cost, cancelableAt, expiresAt } = await buy();
      expect(phone).toMatch(/^[1-9]\d{6,14}$/);
      expect([undefined, stand.price]).toContain(cost);
      expect(expiresAt!.getTime()).toBeGreaterThan(cancelableAt!.getTime());
      expect(await codes(orderId)).toBe('waiting');
      stand.vendor.receive(phone, 'Your code is 012345');
      expect(await codes(orderId)).toEqual(['012345']);
      expect((await stand.provider.finish!(orderId)).kind).toBe('done');
      expect(await codes(orderId)).toBe('ended');
    });

    it('calls one SMS by one name however often it is read, in the status and in the list', async () => {
      const { orderId, phone } = await buy();
      stand.vendor.receive(phone, 'Your code is 555123');
      const [first, again] = [await messages(orderId), await messages(orderId)];
      expect(first).toEqual(again);
      const list = await stand.provider.listActive!();
      const order = list.kind === 'orders' ? list.orders.find((one) => one.orderId === orderId) : undefined;
      expect(order).toMatchObject({ phone, ...stand.offer });
      expect(order!.messages.map(({ externalId }) => externalId)).toEqual([
        (first as readonly ReceivedText[])[0]!.externalId,
      ]);
    });

    it('gets a second code on the same order, even when it is the same code', async () => {
      const { orderId, phone } = await buy();
      stand.vendor.receive(phone, 'code 1111');
      const [first] = (await messages(orderId)) as readonly ReceivedText[];
      expect((await stand.provider.resend!(orderId)).kind).toBe('done');
      const [old] = (await messages(orderId)) as readonly ReceivedText[];
      expect(old!.externalId).toBe(first!.externalId);
      stand.vendor.receive(phone, 'code 1111');
      const [second] = (await messages(orderId)) as readonly ReceivedText[];
      expect(second!.code).toBe('1111');
      expect(second!.externalId).not.toBe(first!.externalId);
      expect(await messages(orderId)).toEqual([second]);
    });

    it('passes a text without a code whole, colons and all', async () => {
      const { orderId, phone } = await buy();
      stand.vendor.receive(phone, 'NO_BALANCE? see: http://x.test at 12:34');
      expect(await messages(orderId)).toMatchObject([
        { text: 'NO_BALANCE? see: http://x.test at 12:34', code: undefined },
      ]);
    });

    it('is too early to cancel at first, and gives the money back later', async () => {
      const before = stand.vendor.balance;
      const { orderId } = await buy();
      expect(await stand.provider.cancel!(orderId)).toMatchObject({ kind: 'too_early' });
      expect(await codes(orderId)).toBe('waiting');
      stand.vendor.advance(stand.cancelAfterMs);
      expect(await stand.provider.cancel!(orderId)).toEqual({ kind: 'done' });
      expect(stand.vendor.balance).toBe(before);
      expect(await codes(orderId)).toBe('ended');
      expect(await stand.provider.cancel!(orderId)).toEqual({ kind: 'done' });
    });

    it('says that a code was faster than the cancel', async () => {
      const { orderId, phone } = await buy();
      stand.vendor.advance(stand.cancelAfterMs);
      stand.vendor.receive(phone, 'code 777888');
      expect(await stand.provider.cancel!(orderId)).toEqual({ kind: 'has_code' });
      expect(await codes(orderId)).toEqual(['777888']);
    });

    it('finds an expired order ended and paid back', async () => {
      const before = stand.vendor.balance;
      const { orderId } = await buy();
      stand.vendor.advance(stand.lifetimeMs);
      expect(await codes(orderId)).toBe('ended');
      expect(stand.vendor.balance).toBe(before);
      expect(await stand.provider.listActive!()).toEqual({ kind: 'orders', orders: [] });
    });

    it('does not know an order that was never made', async () => {
      expect(await codes('99999999999')).toBe('gone');
      expect(await stand.provider.cancel!('99999999999')).toMatchObject({ fault: 'gone' });
    });

    it('cannot finish, or ask again, before a code came', async () => {
      const { orderId } = await buy();
      expect(await stand.provider.finish!(orderId)).toMatchObject({ fault: 'wrong_state' });
      expect(await stand.provider.resend!(orderId)).toMatchObject({ fault: 'wrong_state' });
    });

    it('tells the reasons for a no apart', async () => {
      expect(await refusal(undefined, { serviceCode: 'zz' })).toBe('mapping');
      expect(await refusal(undefined, { countryCode: '9999' })).toBe('mapping');
      expect(await refusal(undefined, { maxCost: stand.price - 1n })).toBe('too_dear');
      const balance = stand.vendor.balance;
      stand.vendor.setBalance(stand.price - 1n);
      expect(await refusal()).toBe('balance_empty');
      stand.vendor.setBalance(balance);
      stand.sellOut();
      expect(await refusal()).toBe('out_of_stock');
      stand.vendor.faults.next({ kind: 'bad_key' });
      expect(await refusal()).toBe('auth');
      expect(stand.vendor.upstreamOrders.bought).toBe(0);
    });

    it('reads price, stock and balance exactly', async () => {
      const prices = await stand.provider.prices!(stand.offer);
      expect(prices).toMatchObject({ rows: [{ ...stand.offer, cost: stand.price }] });
      await buy();
      expect(await stand.provider.balance!()).toEqual({ kind: 'balance', amount: stand.vendor.balance });
    });

    it('keeps quiet for the whole key for as long as the shop asks', async () => {
      stand.vendor.faults.next({ kind: 'rate_limited', retryAfterSeconds: 30 });
      expect(await stand.provider.acquire!(wish())).toMatchObject({ fault: 'rate_limited', retryAfterMs: 30_000 });
      const held = await stand.provider.balance!();
      expect(held).toMatchObject({ fault: 'rate_limited' });
      expect(stand.vendor.upstreamOrders.bought).toBe(0);
    });

    it.each([
      ['hangs after the sale', { kind: 'hang', effect: 'done' }, 1],
      ['hangs before the sale', { kind: 'hang', effect: 'none' }, 0],
      ['closes the line after the sale', { kind: 'close_socket', effect: 'done' }, 1],
      ['closes the line before the sale', { kind: 'close_socket', effect: 'none' }, 0],
      ['shows a page with status 200 after the sale', { kind: 'html', effect: 'done' }, 1],
      ['breaks with 502', { kind: 'status', status: 502 }, 0],
      ['cuts the reply off', { kind: 'truncated' }, 1],
      ['says something unknown', { kind: 'body', text: 'This service is prohibited for sale', effect: 'none' }, 0],
      ['says nothing', { kind: 'body', text: '', effect: 'done' }, 1],
    ] as const)('does not know whether it bought when the shop %s; the list knows', async (_what, fault, bought) => {
      const shop = stand.impatient(HANG_MS);
      stand.vendor.faults.next(fault, { action: stand.actions.buy });
      expect(await refusal(shop)).toBe('unknown_outcome');
      expect(stand.vendor.upstreamOrders.bought).toBe(bought);
      const list = await stand.provider.listActive!();
      expect(list).toMatchObject({ kind: 'orders' });
      expect((list as { orders: readonly unknown[] }).orders).toHaveLength(bought);
    });

    it('reads through a byte order mark and through blanks in the phone', async () => {
      stand.vendor.faults.next({ kind: 'bom' }, { action: stand.actions.buy });
      const { orderId, phone } = await buy();
      stand.vendor.faults.next({ kind: 'bom' }, { action: stand.actions.status });
      expect(await codes(orderId)).toBe('waiting');
      stand.vendor.faults.next({ kind: 'blanks_in_phone' }, { action: stand.actions.buy });
      expect((await buy()).phone).toMatch(/^\d+$/);
      expect(phone).toMatch(/^\d+$/);
    });

    it.each([
      ['a page', { kind: 'html' }],
      ['an error', { kind: 'status', status: 500 }],
      ['unknown words', { kind: 'body', text: 'hello 79991234567' }],
      ['a dead line', { kind: 'close_socket', effect: 'none' }],
    ] as const)('takes %s in place of a status for a pause, not for an end', async (_what, fault) => {
      const { orderId } = await buy();
      stand.vendor.faults.next(fault, { action: stand.actions.status });
      const state = (await stand.provider.orderState!(orderId)) as ProviderFault;
      expect(state.fault).toBe('unavailable');
      expect(state.detail).not.toContain('79991234567');
      expect(await codes(orderId)).toBe('waiting');
    });

    it('finds out by itself that a cancel without an answer was done', async () => {
      const { orderId } = await buy();
      stand.vendor.advance(stand.cancelAfterMs);
      stand.vendor.faults.next({ kind: 'hang', effect: 'done' }, { action: stand.actions.cancel });
      expect(await stand.impatient(HANG_MS).cancel!(orderId)).toEqual({ kind: 'done' });
    });

    it('leaves a cancel that was never heard open', async () => {
      const { orderId } = await buy();
      stand.vendor.advance(stand.cancelAfterMs);
      stand.vendor.faults.next({ kind: 'hang', effect: 'none' }, { action: stand.actions.cancel });
      expect(await stand.impatient(HANG_MS).cancel!(orderId)).toMatchObject({ fault: 'unknown_outcome' });
      expect(await codes(orderId)).toBe('waiting');
    });

    it('is unavailable, with nothing bought, when nobody listens', async () => {
      await stand.vendor.stop();
      expect(await refusal()).toBe('unavailable');
    });
  });
}
