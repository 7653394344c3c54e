import type { Amount } from '../../src/domain/money/money';
import type {
  AcquiredNumber,
  AcquireRequest,
  ProviderCapability,
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
  readonly actions: {
    readonly buy: string;
    readonly status: string;
    readonly cancel: string;
    readonly finish?: string;
  };
  readonly cancelAfterMs: number;
  readonly lifetimeMs: number;
}

/** In what protocols may differ. What one lacks is told as a story of its own, never left out in silence. */
export interface Ways {
  readonly lacks?: readonly ProviderCapability[];
  /** How a second SMS comes: the first by default. `in_its_place` shows each SMS in place of the one before. */
  readonly moreSms?: 'on_request' | 'by_itself' | 'in_its_place' | 'none';
  /** False where texts come whole, without a code picked out. */
  readonly picksCodes?: boolean;
  /** What an order shows that is over after a code: the first by default. */
  readonly afterCode?: 'ended' | 'its_messages';
  /** What an order shows that ended without a code: the first by default. `gone` is one that the supplier forgot. */
  readonly afterEnd?: 'ended' | 'gone';
  /** The refusal when all is dearer than the ceiling: the first by default. */
  readonly tooDear?: 'too_dear' | 'out_of_stock';
  /** False where an order may be canceled at once. */
  readonly earlyCancelRefused?: boolean;
  /** False where the list of open orders shows neither service nor country. */
  readonly listShowsOffer?: boolean;
  /** The ISO code of the offer's country. */
  readonly iso?: string;
}

const HANG_MS = 400;
let keys = 0;

/** What every supplier of numbers on demand must do, told as stories against its own simulator. */
export function describePurchases(name: string, openStand: () => Promise<Stand>, ways: Ways = {}): void {
  const lacks = (capability: ProviderCapability) => ways.lacks?.includes(capability) ?? false;
  const { moreSms = 'on_request', afterCode = 'ended', afterEnd = 'ended', tooDear = 'too_dear' } = ways;
  const { earlyCancelRefused = true, listShowsOffer = true, picksCodes = true } = ways;
  /** Where the supplier picks no code out, ours does. */
  const codeOf = ({ code, text }: ReceivedText) => (picksCodes ? code : /\d{4,}/.exec(text)?.[0]);

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
      return typeof found === 'string' ? found : found.map(codeOf);
    };

    const overAfter = (code: string) => (afterCode === 'ended' ? 'ended' : [code]);
    const old = (found: Awaited<ReturnType<typeof messages>>) => (typeof found === 'string' ? undefined : found.at(-1));

    it('gives a phone, waits, and reads the code with its leading zero', async () => {
      const { orderId, phone, cost, cancelableAt, expiresAt } = await buy();
      expect(phone).toMatch(/^[1-9]\d{6,14}$/);
      expect([undefined, stand.price]).toContain(cost);
      if (cancelableAt) expect(expiresAt!.getTime()).toBeGreaterThan(cancelableAt.getTime());
      expect(await codes(orderId)).toBe('waiting');
      stand.vendor.receive(phone, 'Your code is 012345');
      expect(await codes(orderId)).toEqual(['012345']);
    });

    if (lacks('finish')) {
      it('has no finish: an order with a code ends by itself', async () => {
        expect(stand.provider.capabilities).not.toContain('finish');
        expect(stand.provider.finish).toBeUndefined();
        const { orderId, phone } = await buy();
        stand.vendor.receive(phone, 'Your code is 012345');
        stand.vendor.advance(stand.lifetimeMs);
        expect(await codes(orderId)).toEqual(overAfter('012345'));
      });
    } else {
      it('is finished after a code, and no more before one', async () => {
        const { orderId, phone } = await buy();
        expect(await stand.provider.finish!(orderId)).toMatchObject({ fault: 'wrong_state' });
        stand.vendor.receive(phone, 'Your code is 012345');
        expect(await stand.provider.finish!(orderId)).toEqual({ kind: 'done' });
        expect(await codes(orderId)).toEqual(overAfter('012345'));
        expect(await stand.provider.finish!(orderId)).toEqual({ kind: 'done' });
      });

      it('finds out by itself that a finish without an answer was done', async () => {
        const { orderId, phone } = await buy();
        stand.vendor.receive(phone, 'Your code is 012345');
        stand.vendor.faults.next({ kind: 'hang', effect: 'done' }, { action: stand.actions.finish! });
        expect(await stand.impatient(HANG_MS).finish!(orderId)).toEqual({ kind: 'done' });
      });
    }

    it('keeps the price of an order that ran out after its code', async () => {
      const { orderId, phone } = await buy();
      stand.vendor.receive(phone, 'Your code is 4455');
      const { balance } = stand.vendor;
      stand.vendor.advance(stand.lifetimeMs);
      expect(await codes(orderId)).toEqual(overAfter('4455'));
      expect(stand.vendor.balance).toBe(balance);
    });

    it('calls one SMS by one name however often it is read', async () => {
      const { orderId, phone } = await buy();
      stand.vendor.receive(phone, 'Your code is 555123');
      const first = await messages(orderId);
      expect(first).toMatchObject([{ externalId: expect.any(String) }]);
      expect(await messages(orderId)).toEqual(first);
    });

    if (lacks('activeList')) {
      it('has no list of open orders', () => {
        expect(stand.provider.capabilities).not.toContain('activeList');
        expect(stand.provider.listActive).toBeUndefined();
      });
    } else {
      it('calls an SMS in the list by the name it has in the status', async () => {
        const { orderId, phone } = await buy();
        stand.vendor.receive(phone, 'Your code is 555123');
        const [first] = (await messages(orderId)) as readonly ReceivedText[];
        const list = await stand.provider.listActive!();
        const order = list.kind === 'orders' ? list.orders.find((one) => one.orderId === orderId) : undefined;
        expect(order).toMatchObject({ phone, ...(listShowsOffer ? stand.offer : {}) });
        expect(order!.messages.map(({ externalId }) => externalId)).toEqual([first!.externalId]);
      });
    }

    if (moreSms === 'none') {
      it('shows the first SMS alone, whatever comes later', async () => {
        const { orderId, phone } = await buy();
        stand.vendor.receive(phone, 'code 1111');
        const first = await messages(orderId);
        stand.vendor.receive(phone, 'code 2222');
        expect(await codes(orderId)).toEqual(['1111']);
        expect(await messages(orderId)).toEqual(first);
      });
    } else if (moreSms === 'in_its_place') {
      it('shows a second code in place of the first, without asking', async () => {
        const { orderId, phone } = await buy();
        stand.vendor.receive(phone, 'code 1111');
        const [first] = (await messages(orderId)) as readonly ReceivedText[];
        stand.vendor.receive(phone, 'code 2222');
        const both = (await messages(orderId)) as readonly ReceivedText[];
        expect(both.map(codeOf)).toEqual(['2222']);
        expect(both[0]!.externalId).not.toBe(first!.externalId);
      });
    } else if (moreSms === 'by_itself') {
      it('gets a second code on the same order without asking, even when it is the same code', async () => {
        const { orderId, phone } = await buy();
        stand.vendor.receive(phone, 'code 1111');
        const [first] = (await messages(orderId)) as readonly ReceivedText[];
        if (!lacks('resend')) expect((await stand.provider.resend!(orderId)).kind).toBe('done');
        expect(await messages(orderId)).toEqual([first]);
        stand.vendor.receive(phone, 'code 1111');
        const both = (await messages(orderId)) as readonly ReceivedText[];
        expect(both.map(codeOf)).toEqual(['1111', '1111']);
        expect(both[0]).toEqual(first);
        expect(both[1]!.externalId).not.toBe(first!.externalId);
        expect(await messages(orderId)).toEqual(both);
      });
    } else {
      it('gets a second code on the same order, even when it is the same code', async () => {
        const { orderId, phone } = await buy();
        stand.vendor.receive(phone, 'code 1111');
        const [first] = (await messages(orderId)) as readonly ReceivedText[];
        expect((await stand.provider.resend!(orderId)).kind).toBe('done');
        expect([undefined, first!.externalId]).toContain(old(await messages(orderId))?.externalId);
        stand.vendor.receive(phone, 'code 1111');
        const second = old(await messages(orderId));
        expect(codeOf(second!)).toBe('1111');
        expect(second!.externalId).not.toBe(first!.externalId);
        expect(old(await messages(orderId))).toEqual(second);
      });
    }

    it('passes a text without a code whole, colons and all', async () => {
      const { orderId, phone } = await buy();
      stand.vendor.receive(phone, 'NO_BALANCE? see: http://x.test at 12:34');
      const found = (await messages(orderId)) as readonly ReceivedText[];
      expect(found.map(({ text, code }) => [text, code])).toEqual([
        ['NO_BALANCE? see: http://x.test at 12:34', undefined],
      ]);
    });

    if (earlyCancelRefused) {
      it('is too early to cancel at first', async () => {
        const { orderId } = await buy();
        const reply = await stand.provider.cancel!(orderId);
        expect(reply).toMatchObject({ kind: 'too_early' });
        expect((reply as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(0);
        expect(await codes(orderId)).toBe('waiting');
      });
    } else {
      it('may be canceled at once', async () => {
        const { orderId, cancelableAt } = await buy();
        expect(cancelableAt).toBeUndefined();
        expect(await stand.provider.cancel!(orderId)).toEqual({ kind: 'done' });
      });
    }

    it('is canceled once it may be, and gives the money back', async () => {
      const before = stand.vendor.balance;
      const { orderId } = await buy();
      stand.vendor.advance(stand.cancelAfterMs);
      expect(await stand.provider.cancel!(orderId)).toEqual({ kind: 'done' });
      expect(stand.vendor.balance).toBe(before);
      expect(await codes(orderId)).toBe(afterEnd);
      const again = afterEnd === 'gone' ? { fault: 'gone' } : { kind: 'done' };
      expect(await stand.provider.cancel!(orderId)).toMatchObject(again);
      expect(stand.vendor.balance).toBe(before);
    });

    if (lacks('ban')) {
      it('has no ban', () => {
        expect(stand.provider.capabilities).not.toContain('ban');
        expect(stand.provider.ban).toBeUndefined();
      });
    } else {
      it('takes a bad number back with the money, but not after a code', async () => {
        const before = stand.vendor.balance;
        const bad = await buy();
        stand.vendor.advance(stand.cancelAfterMs);
        expect(await stand.provider.ban!(bad.orderId)).toEqual({ kind: 'done' });
        expect(stand.vendor.balance).toBe(before);
        const good = await buy();
        stand.vendor.advance(stand.cancelAfterMs);
        stand.vendor.receive(good.phone, 'code 777888');
        expect(await stand.provider.ban!(good.orderId)).toEqual({ kind: 'has_code' });
      });
    }

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
      expect(await codes(orderId)).toBe(afterEnd);
      expect(stand.vendor.balance).toBe(before);
      if (!lacks('activeList')) expect(await stand.provider.listActive!()).toEqual({ kind: 'orders', orders: [] });
    });

    it('does not know an order that was never made', async () => {
      expect(await codes('99999999999')).toBe('gone');
      expect(await stand.provider.cancel!('99999999999')).toMatchObject({ fault: 'gone' });
      if (stand.provider.finish) expect(await stand.provider.finish('99999999999')).toMatchObject({ fault: 'gone' });
    });

    if (lacks('resend')) {
      it('cannot be asked for another SMS', () => {
        expect(stand.provider.capabilities).not.toContain('resend');
        expect(stand.provider.resend).toBeUndefined();
      });
    } else {
      it('cannot be asked for another SMS before the first', async () => {
        const { orderId } = await buy();
        expect(await stand.provider.resend!(orderId)).toMatchObject({ fault: 'wrong_state' });
      });
    }

    it('tells the reasons for a no apart', async () => {
      expect(await refusal(undefined, { serviceCode: 'zz' })).toBe('mapping');
      expect(await refusal(undefined, { countryCode: '9999' })).toBe('mapping');
      expect(await refusal(undefined, { maxCost: stand.price - 1n })).toBe(tooDear);
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

    if (lacks('catalogue')) {
      it('does not tell its catalogue', () => {
        expect(stand.provider.capabilities).not.toContain('catalogue');
        expect(stand.provider.catalogue).toBeUndefined();
      });
    } else {
      it('tells the names of its services and countries, and which country in the world one is', async () => {
        const reply = await stand.provider.catalogue!();
        if (reply.kind === 'fault') throw new Error(`no catalogue: ${reply.fault} ${reply.detail}`);
        const service = reply.services.find(({ code }) => code === stand.offer.serviceCode);
        const country = reply.countries.find(({ code }) => code === stand.offer.countryCode);
        expect([service?.name, country?.name].every((name) => (name ?? '').length > 1)).toBe(true);
        expect([undefined, ways.iso ?? 'LV']).toContain(country!.iso);
        stand.vendor.faults.next({ kind: 'html' });
        expect(await stand.provider.catalogue!()).toMatchObject({ fault: 'unavailable' });
      });
    }

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
      ['lets its answer trickle after the sale', { kind: 'trickle', everyMs: 50 }, 1],
      ['closes the line after the sale', { kind: 'close_socket', effect: 'done' }, 1],
      ['closes the line before the sale', { kind: 'close_socket', effect: 'none' }, 0],
      ['shows a page with status 200 after the sale', { kind: 'html', effect: 'done' }, 1],
      ['breaks with 502', { kind: 'status', status: 502 }, 0],
      ['cuts the reply off', { kind: 'truncated' }, 1],
      ['says something unknown', { kind: 'body', text: 'This service is prohibited for sale', effect: 'none' }, 0],
      ['says nothing', { kind: 'body', text: '', effect: 'done' }, 1],
    ] as const)(
      'does not know whether it bought when the shop %s; list or balance know',
      async (_what, fault, bought) => {
        const before = stand.vendor.balance;
        const shop = stand.impatient(HANG_MS);
        stand.vendor.faults.next(fault, { action: stand.actions.buy });
        expect(await refusal(shop)).toBe('unknown_outcome');
        expect(stand.vendor.upstreamOrders.bought).toBe(bought);
        const spent = BigInt(bought) * stand.price;
        expect(await stand.provider.balance!()).toEqual({ kind: 'balance', amount: before - spent });
        if (lacks('activeList')) return;
        const list = await stand.provider.listActive!();
        expect(list).toMatchObject({ kind: 'orders' });
        expect((list as { orders: readonly unknown[] }).orders).toHaveLength(bought);
      },
    );

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
