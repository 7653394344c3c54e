import type { DeliveryVerdict, PaymentDelivery } from '../../../src/ports/payment-provider';
import type { Stand, Ways } from './stand';

type Genuine = Extract<DeliveryVerdict, { kind: 'genuine' }>;

export function contractOfDeliveries(stand: () => Stand, ways: Ways): void {
  const judged = (deliveries: readonly PaymentDelivery[]) => deliveries.map((one) => stand().provider.verify(one));
  const keysOf = (verdicts: readonly DeliveryVerdict[]) => verdicts.map((one) => (one as Genuine).eventKey);

  it('rings when it is paid: each delivery is genuine and names the invoice', async () => {
    const { externalId, token } = await stand().invoice();
    const heard = await stand().after(externalId, 'pay');
    expect(heard.length).toBeGreaterThan(0);
    for (const verdict of judged(heard)) expect(verdict).toMatchObject({ kind: 'genuine', externalId, token });
  });

  it('rings twice and out of order: an event has the same key each time, and the invoice says what is true', async () => {
    stand().simulator.deliveries.switches.doubled = 1;
    const { externalId } = await stand().invoice();
    const heard = await stand().after(externalId, 'pay');
    const keys = keysOf(judged([...heard].reverse()));
    expect(new Set(keys).size * 2).toBe(keys.length);
    expect(await stand().read(externalId)).toMatchObject({ status: 'PAID' });
  });

  it('is asked when the webhook was lost', async () => {
    const { externalId } = await stand().invoice();
    expect(await stand().after(externalId, 'lose_webhook')).toEqual([]);
    stand().simulator.deliveries.switches.lost = 1;
    const other = await stand().invoice();
    expect(await stand().after(other.externalId, 'pay')).toEqual([]);
    for (const id of [externalId, other.externalId]) expect(await stand().read(id)).toMatchObject({ status: 'PAID' });
  });

  it('rings again until it is heard, and it stays one event', async () => {
    stand().bell.answer = { status: 500, body: 'later' };
    const { externalId } = await stand().invoice();
    const first = keysOf(judged(await stand().after(externalId, 'pay')));
    stand().bell.answer = { status: 200, body: stand().provider.acknowledgement };
    const before = stand().bell.heard.length;
    stand().simulator.advance(3_600_000);
    await stand().simulator.deliveries.idle();
    const again = stand().bell.heard.slice(before);
    expect(keysOf(judged(again)).sort()).toEqual(first.sort());
    stand().simulator.advance(86_400_000);
    await stand().simulator.deliveries.idle();
    expect(stand().bell.heard.length).toBe(before + again.length);
  });

  it('only rings: one about nothing changes nothing', async () => {
    const { externalId } = await stand().invoice();
    for (const verdict of judged(await stand().after(externalId, 'webhook_only')))
      expect(verdict).toMatchObject({ kind: 'genuine', externalId });
    expect(await stand().read(externalId)).toMatchObject({ status: 'OPEN', arrived: [] });
  });

  it('reads nothing into a body that is none', async () => {
    for (const body of ['', '{', 'null', '[]', '<html>', '"x"', '\0'.repeat(10), '{"a":'.repeat(5_000)])
      expect(judged([{ body: Buffer.from(body), headers: {}, callerAddress: '127.0.0.1' }])[0]!.kind).not.toBe(
        'genuine',
      );
  });

  if (ways.isUnsigned)
    it('believes nobody who rings: the invoice is asked', async () => {
      const { externalId } = await stand().invoice();
      const object = { id: externalId, status: 'succeeded', amount: { value: '5.00', currency: ways.currency } };
      const body = Buffer.from(JSON.stringify({ type: 'notification', event: 'payment.succeeded', object }));
      const verdict = stand().provider.verify({ body, headers: {}, callerAddress: '203.0.113.9' });
      expect(verdict).toMatchObject({ kind: 'genuine', externalId });
      expect((verdict as Genuine).snapshot).toBeUndefined();
      expect(await stand().read(externalId)).toMatchObject({ status: 'OPEN', arrived: [] });
    });
  else contractOfForgeries(stand);
}

function contractOfForgeries(stand: () => Stand): void {
  it('is not taken in by a forgery', async () => {
    stand().simulator.deliveries.switches.forged = 1;
    const { externalId } = await stand().invoice();
    const heard = await stand().after(externalId, 'pay');
    const kinds = heard.map((one) => stand().provider.verify(one).kind);
    expect(kinds.filter((kind) => kind === 'genuine').length).toBe(kinds.filter((kind) => kind === 'forged').length);
    stand().simulator.deliveries.switches.forged = 0;

    const [genuine] = (await stand().after((await stand().invoice()).externalId, 'pay')) as [PaymentDelivery];
    const text = genuine.body.toString();
    const changed = [
      { ...genuine, body: Buffer.from(text.replace(/p_\d+/, 'p_x')) },
      { ...genuine, body: Buffer.from(text.replace(/5(?=[.",])/, '9')) },
      { ...genuine, body: Buffer.concat([genuine.body, Buffer.from('{}')]) },
      { ...genuine, headers: {}, body: Buffer.from(text.replace(/"sign":"\w{8}/, '"sign":"00000000')) },
      { ...genuine, headers: unsigned(genuine.headers), body: Buffer.from(text.replace(/,"sign":"\w+"/, '')) },
    ];
    expect(changed.map((one) => stand().provider.verify(one).kind)).toEqual(changed.map(() => 'forged'));
  });

  it('judges nothing without a key', async () => {
    const keyless = stand().reopened({ apiKey: () => '', webhookKey: () => undefined });
    const [genuine] = (await stand().after((await stand().invoice()).externalId, 'pay')) as [PaymentDelivery];
    expect(keyless.verify(genuine)).toMatchObject({ kind: 'forged' });
  });
}

/** The same headers, with the last sign of every signature turned. */
const unsigned = (headers: PaymentDelivery['headers']) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value?.replace(/[0-9a-f]$/, (sign) => (sign === '0' ? '1' : '0')),
    ]),
  );
