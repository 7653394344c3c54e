import type { PaymentFault } from '../../../src/ports/payment-provider';
import type { VendorFault } from '../../../src/sandbox/vendors';
import type { Stand, Ways } from './stand';

/** Answers that prove nothing, whatever was done before them. */
const TORN: readonly VendorFault[] = [
  { kind: 'close_socket', effect: 'done' },
  { kind: 'html', effect: 'done' },
  { kind: 'status', status: 502, effect: 'done' },
  { kind: 'status', status: 200, body: '', effect: 'done' },
  { kind: 'truncated' },
  { kind: 'body', text: '{"result":1,"id":[],"data":null}', effect: 'done' },
  { kind: 'hang', effect: 'none' },
];

export function contractOfFaults(stand: () => Stand, ways: Ways): void {
  const fault = (reply: { readonly kind: string }) =>
    reply.kind === 'fault' ? (reply as PaymentFault).fault : reply.kind;
  const asked = () => ({
    ...{
      token: `t_${stand().simulator.invoices().length}`,
      price: { amount: '5.00', currency: ways.currency },
      title: 'Balance',
    },
    ...{ expiresAt: new Date(stand().simulator.now() + 1_200_000), language: 'ru', returnUrl: 'https://t.me/shop_bot' },
  });

  it.each(TORN)('does not take %j for an answer', async (torn) => {
    const quick = stand().reopened(torn.kind === 'hang' ? { timeoutMs: 300 } : { timeoutMs: 10_000 });
    const { externalId } = await stand().invoice();
    stand().simulator.faults.next(torn);
    expect(fault(await quick.createInvoice(asked()))).toBe('unknown_outcome');
    stand().simulator.faults.next(torn, { times: 3 });
    expect(fault(await quick.readInvoice(externalId))).toBe('unavailable');
    stand().simulator.faults.clear();
    expect(await stand().read(externalId)).toMatchObject({ kind: 'invoice' });
  });

  it('knows a refused key, and keeps quiet for as long as it is told to', async () => {
    stand().simulator.faults.next({ kind: 'bad_key' });
    expect(fault(await stand().provider.createInvoice(asked()))).toBe('auth');
    const other = stand().reopened({});
    stand().simulator.faults.next({ kind: 'rate_limited', retryAfterSeconds: 7 });
    expect(await other.createInvoice(asked())).toMatchObject({ fault: 'rate_limited', retryAfterMs: 7_000 });
    const before = stand().simulator.calls.count();
    expect(await other.readInvoice('1')).toMatchObject({ fault: 'rate_limited' });
    expect(stand().simulator.calls.count()).toBe(before);
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const away = stand().reopened({ baseUrl: 'http://127.0.0.1:9' });
    expect(fault(await away.createInvoice(asked()))).toBe('unavailable');
  });

  it('never shows a key in what it says', async () => {
    const text = `{"error":"${ways.apiKey} ${ways.webhookKey}","message":"${ways.apiKey}","code":"${ways.webhookKey}"}`;
    stand().simulator.faults.next({ kind: 'status', status: 400, body: text });
    const said = JSON.stringify(await stand().provider.createInvoice(asked()));
    expect(said).toContain('fault');
    for (const key of [ways.apiKey, ways.webhookKey]) if (key) expect(said).not.toContain(key);
  });
}
