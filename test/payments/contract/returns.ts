import type { DeliveryVerdict, InvoiceSnapshot } from '../../../src/ports/payment-provider';
import type { Stand, Ways } from './stand';

/** What is declared can be done, and nothing else is there. */
export function contractOfReturns(stand: () => Stand, ways: Ways): void {
  it('has exactly the methods that it declares', () => {
    const { provider } = stand();
    for (const method of ['list', 'cancel', 'refund'] as const)
      expect([method, provider[method] !== undefined]).toEqual([method, provider.capabilities.has(method)]);
    expect(provider.capabilities.has('webhook')).toBe(true);
    expect(provider.capabilities.has('read_back')).toBe(true);
  });

  it('tells whether the key works', async () => {
    expect(await stand().provider.test()).toMatchObject({ kind: 'works' });
    stand().simulator.faults.next({ kind: 'bad_key' });
    expect(await stand().provider.test()).toMatchObject({ kind: 'fault', fault: 'auth' });
  });

  if (ways.lacks.includes('charge_back'))
    it('takes nothing back', async () => {
      const { externalId } = await stand().invoice();
      await stand().after(externalId, 'pay');
      expect(stand().simulator.act(externalId, 'charge_back').kind).toBe('impossible');
    });
  else
    it('takes money back: it is told by which receipt, once, and how much', async () => {
      const { externalId } = await stand().invoice();
      await stand().after(externalId, 'pay');
      const [paid] = (await stand().read(externalId)).arrived;
      const heard = await stand().after(externalId, 'charge_back');
      expect(heard.length).toBeGreaterThan(0);
      for (const one of heard) {
        const verdict = stand().provider.verify(one) as Extract<DeliveryVerdict, { kind: 'genuine' }>;
        expect(verdict.kind).toBe('genuine');
        // A dispute names only the payment.
        expect([verdict.externalId, verdict.receiptKey]).toContain(verdict.externalId ? externalId : paid!.receiptKey);
      }
      const { takenBack } = await stand().read(externalId);
      expect(takenBack).toMatchObject([{ receiptKey: paid!.receiptKey, amount: { currency: ways.currency } }]);
      expect(Number(takenBack[0]!.amount.amount)).toBeCloseTo(5, 4);
      expect((await stand().read(externalId)).takenBack).toEqual(takenBack);
    });

  it('lists the invoices of a time page by page, where it can', async () => {
    const { provider, simulator } = stand();
    if (!provider.list) return expect(provider.capabilities.has('list')).toBe(false);
    simulator.advance(86_400_000);
    const from = new Date(simulator.now());
    const paid: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { externalId } = await stand().invoice();
      await stand().after(externalId, 'pay');
      paid.push(externalId);
    }
    simulator.advance(86_400_000);
    const until = new Date(simulator.now());
    const late = await stand().invoice();
    await stand().after(late.externalId, 'pay');
    const listed: InvoiceSnapshot[] = [];
    for (let cursor: string | undefined, page = 0; page === 0 || cursor !== undefined; page += 1) {
      const read = await provider.list({ from, until, cursor });
      if (read.kind === 'fault') throw new Error(read.detail);
      listed.push(...read.invoices);
      cursor = read.next;
    }
    expect(listed.map(({ externalId }) => externalId).sort()).toEqual([...paid].sort());
    for (const one of listed) expect(one).toEqual(await stand().read(one.externalId));
  });

  it('cancels what nobody has paid, and nothing else, where it can', async () => {
    const { provider } = stand();
    if (!provider.cancel) return expect(provider.capabilities.has('cancel')).toBe(false);
    const open = await stand().invoice();
    expect(await provider.cancel(open.externalId)).toEqual({ kind: 'canceled' });
    const paid = await stand().invoice();
    await stand().after(paid.externalId, 'pay');
    expect(await provider.cancel(paid.externalId)).toMatchObject({ kind: 'fault', fault: 'invalid' });
    expect(await stand().read(paid.externalId)).toMatchObject({ status: 'PAID' });
    expect(await provider.cancel('1')).toMatchObject({ kind: 'fault', fault: 'not_found' });
  });

  it('refunds a part once for one key, where it can', async () => {
    const { provider } = stand();
    if (!provider.refund) return expect(provider.capabilities.has('refund')).toBe(false);
    const { externalId } = await stand().invoice();
    await stand().after(externalId, 'pay');
    const [paid] = (await stand().read(externalId)).arrived;
    const request = {
      ...{ externalId, receiptKey: paid!.receiptKey, key: `refund-${externalId}` },
      amount: { amount: '2.00', currency: ways.currency },
    };
    const first = await provider.refund(request);
    expect(first).toMatchObject({ kind: 'refunded', reference: expect.any(String) });
    expect(await provider.refund(request)).toEqual(first);
    expect((await stand().read(externalId)).takenBack).toMatchObject([
      {
        ...{ receiptKey: paid!.receiptKey, amount: { amount: '2.00' }, state: 'REFUNDED' },
        takingKey: (first as { reference: string }).reference,
      },
    ]);
    const tooMuch = await provider.refund({ ...request, key: 'other', amount: { ...request.amount, amount: '4.00' } });
    expect(tooMuch).toMatchObject({ kind: 'fault', fault: 'invalid' });
  });
}
