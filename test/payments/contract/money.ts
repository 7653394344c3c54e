import { addDecimals, compareDecimals } from '../../../src/domain/money/decimal';
import type { InvoiceSnapshot } from '../../../src/ports/payment-provider';
import type { Stand, Ways } from './stand';

const worthOf = ({ arrived }: InvoiceSnapshot) =>
  arrived.map(({ worth }) => worth?.amount ?? '0').reduce(addDecimals, '0');

/** The money in a snapshot is the money that the simulator took: the same receipts, coin for coin. */
function expectStatement(stand: Stand, snapshot: InvoiceSnapshot): void {
  const ours = snapshot.arrived.map(({ receiptKey, received }) => [
    receiptKey,
    received.currency,
    Number(received.amount),
  ]);
  const theirs = stand.simulator
    .taken()
    .filter(({ externalId }) => externalId === snapshot.externalId)
    .map(({ receiptKey, received }) => [receiptKey, received.currency.toUpperCase(), Number(received.amount)]);
  expect(ours.sort()).toEqual(theirs.sort());
  for (const { worth } of snapshot.arrived) expect(worth?.currency).toBe(stand.ways.currency);
}

export function contractOfMoney(stand: () => Stand, ways: Ways): void {
  it('leads whoever has paid back to where they came from', async () => {
    const returnUrl = 'https://t.me/another_shop_bot';
    const { externalId } = await stand().invoice({ returnUrl });
    const page = await (await fetch(`${stand().simulator.origin}/pay/${externalId}`)).text();
    expect(page).toContain(`<a href="${returnUrl}">`);
  });

  const can = (act: Ways['lacks'][number]) => !ways.lacks.includes(act);

  it('makes an invoice with a page to pay at, which nobody has paid', async () => {
    const { externalId, payUrl, expiresAt } = await stand().invoice();
    const page = await fetch(payUrl);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Balance, 5.00')]);
    if (expiresAt) expect(expiresAt.getTime()).toBeGreaterThan(stand().simulator.now());
    expect(await stand().read(externalId)).toMatchObject({
      ...{ kind: 'invoice', externalId, status: 'OPEN', arrived: [], takenBack: [], isFinal: false },
    });
  });

  it('is paid: exactly the price has arrived, once, and nothing more will come', async () => {
    const { externalId, token } = await stand().invoice();
    await stand().after(externalId, 'pay');
    const snapshot = await stand().read(externalId);
    expect(snapshot).toMatchObject({ token, status: 'PAID', isFinal: true, takenBack: [] });
    expect(compareDecimals(worthOf(snapshot), '5.00')).toBe(0);
    expect(snapshot.arrived.map(({ settles }) => settles)).toEqual([true]);
    expectStatement(stand(), snapshot);
    expect(await stand().read(externalId)).toEqual(snapshot);
  });

  it('is paid on its page by a person', async () => {
    const { externalId, payUrl } = await stand().invoice();
    const paid = await fetch(payUrl, { method: 'POST', body: new URLSearchParams({ act: 'pay' }) });
    expect([paid.status, await paid.text()]).toEqual([200, expect.stringContaining('Done.')]);
    expect(await stand().read(externalId)).toMatchObject({ status: 'PAID' });
  });

  if (can('see'))
    it('has seen money that is not final: none of it has arrived before it is confirmed', async () => {
      const { externalId } = await stand().invoice();
      await stand().after(externalId, 'see');
      expect(await stand().read(externalId)).toMatchObject({ status: 'SEEN', arrived: [], isFinal: false });
      await stand().after(externalId, 'pay');
      const snapshot = await stand().read(externalId);
      expect(snapshot.status).toBe('PAID');
      expectStatement(stand(), snapshot);
    });

  if (can('pay_less'))
    it('is paid less: what came has arrived, and does not settle', async () => {
      const { externalId } = await stand().invoice();
      await stand().after(externalId, 'pay_less');
      const snapshot = await stand().read(externalId);
      expect(snapshot.status).toBe('UNDERPAID');
      expect(snapshot.arrived.map(({ settles }) => settles)).toEqual([false]);
      expect(Number(worthOf(snapshot))).toBeCloseTo(3, 2);
      expectStatement(stand(), snapshot);
    });
  else impossible('pay_less');

  if (can('pay_more'))
    it('is paid more: all of it has arrived', async () => {
      const { externalId } = await stand().invoice();
      await stand().after(externalId, 'pay_more');
      const snapshot = await stand().read(externalId);
      expect(snapshot.status).toBe('PAID');
      expect(Number(worthOf(snapshot))).toBeCloseTo(ways.hidesMore ? 5 : 7.5, 2);
      expectStatement(stand(), snapshot);
    });
  else impossible('pay_more');

  if (can('pay_late'))
    it('is paid after its end all the same', async () => {
      const { externalId } = await stand().invoice();
      await stand().after(externalId, 'pay_late');
      const snapshot = await stand().read(externalId);
      expect(snapshot.status).toBe('PAID');
      expectStatement(stand(), snapshot);
    });
  else
    it('cannot be paid after its end', async () => {
      const { externalId } = await stand().invoice();
      expect(stand().simulator.act(externalId, 'pay_late').kind).toBe('impossible');
      stand().simulator.advance(25 * 3_600_000);
      expect(stand().simulator.act(externalId, 'pay').kind).toBe('impossible');
      const snapshot = await stand().read(externalId);
      expect(['EXPIRED', 'CANCELED']).toContain(snapshot.status);
      expect(snapshot).toMatchObject({ arrived: [], isFinal: true });
    });

  it(`is paid twice: ${ways.paysOnce ? 'the second is refused there' : 'two receipts, each once'}`, async () => {
    const { externalId } = await stand().invoice();
    await stand().after(externalId, 'pay_twice');
    const snapshot = await stand().read(externalId);
    expect(new Set(snapshot.arrived.map(({ receiptKey }) => receiptKey)).size).toBe(ways.paysOnce ? 1 : 2);
    expect(Number(worthOf(snapshot))).toBeCloseTo(ways.paysOnce ? 5 : 10, 2);
    expectStatement(stand(), snapshot);
  });

  if (ways.createsOnce)
    it('makes one invoice of two requests with one token', async () => {
      const expiresAt = new Date(stand().simulator.now() + 20 * 60_000);
      const first = await stand().invoice({ token: 'once', expiresAt });
      stand().simulator.advance(60_000);
      expect((await stand().invoice({ token: 'once', expiresAt })).externalId).toBe(first.externalId);
    });

  it('is the same after the simulator was killed', async () => {
    const { externalId } = await stand().invoice();
    await stand().after(externalId, 'pay');
    const before = await stand().read(externalId);
    await stand().restart();
    expect(await stand().read(externalId)).toEqual(before);
    const other = await stand().invoice();
    expect(other.externalId).not.toBe(externalId);
  });

  function impossible(act: 'pay_less' | 'pay_more'): void {
    it(`knows no ${act}`, async () => {
      const { externalId } = await stand().invoice();
      expect(stand().simulator.act(externalId, act).kind).toBe('impossible');
      expect(await stand().read(externalId)).toMatchObject({ status: 'OPEN', arrived: [] });
    });
  }
}
