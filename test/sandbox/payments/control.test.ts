import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStripeSimulator } from '../../../src/sandbox/payments';
import { type DemoPayments, startDemoPayments } from '../../../src/sandbox/shop/payments';
import { openSandboxFile } from '../../../src/sandbox/shop/sandbox-file';

const post = async (url: string, body: object, headers: Record<string, string> = {}) => {
  const answer = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe('the payment providers of the sandbox', () => {
  let folder: string;
  let payments: DemoPayments;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'demo-payments-'));
    payments = await startDemoPayments(openSandboxFile(folder));
  });
  afterAll(async () => {
    await payments.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const cryptoPay = () => payments.all.find(({ provider }) => provider === 'crypto_pay')!.simulator;
  async function invoice() {
    const { baseUrl, apiKey } = cryptoPay();
    const asked = { currency_type: 'fiat', fiat: 'USD', amount: '5.00', payload: 'p_1', description: 'Balance & more' };
    const made = await post(`${baseUrl}/api/createInvoice`, asked, { 'Crypto-Pay-API-Token': apiKey });
    return made.body.result as { invoice_id: number; bot_invoice_url: string };
  }

  it('are one of each kind, each with a place where money can be moved', () => {
    expect(payments.all.map(({ provider }) => provider)).toEqual([
      ...['crypto_pay', 'btcpay', 'nowpayments', 'stripe', 'heleket', 'oxapay', 'yookassa'],
    ]);
    for (const { simulator } of payments.all) expect(simulator.control).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/control$/);
  });

  it('do what they are told, tell what they took, and say what is wrong with what cannot be done', async () => {
    const { control } = cryptoPay();
    const { invoice_id: externalId } = await invoice();
    expect(await post(control, { externalId, act: 'lose_webhook' })).toEqual({ status: 200, body: { done: true } });
    expect(await post(control, { externalId, act: 'pay' })).toMatchObject({
      status: 409,
      body: { error: 'it is paid already' },
    });
    expect(await post(control, { externalId, act: 'pay_less' })).toMatchObject({ status: 409 });
    expect(await post(control, { externalId: '0', act: 'pay' })).toMatchObject({ status: 404 });
    expect(await post(control, { externalId, act: 'steal' })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('pay_late') },
    });
    const taken = await (await fetch(`${control}/taken`)).json();
    expect(taken).toMatchObject({
      taken: [{ externalId: String(externalId), token: 'p_1', worth: { amount: '5.00', currency: 'USD' } }],
    });
    expect(await post(`${control}/deliveries`, { lost: 0.1 })).toMatchObject({ status: 200, body: { lost: 0.1 } });
    expect(await post(`${control}/deliveries`, { lost: 2 })).toMatchObject({ status: 400 });
    expect(await post(`${control}/webhook`, { url: 'nowhere' })).toMatchObject({ status: 400 });
  });

  it('show a page on which nothing of the shop can be more than text', async () => {
    const { bot_invoice_url: url } = await invoice();
    const page = await (await fetch(url)).text();
    expect(page).toContain('Balance &#38; more');
    expect(page).not.toContain('<script');
    expect((await fetch(`${cryptoPay().origin}/pay/0`)).status).toBe(404);
    const again = await fetch(url, { method: 'POST', body: new URLSearchParams({ act: 'pay_more' }) });
    expect(await again.text()).toContain('Impossible: this provider knows no pay_more.');
  });

  it('are found again where they were, with what they took', async () => {
    const before = { origin: cryptoPay().origin, taken: cryptoPay().taken() };
    const file = openSandboxFile(folder);
    await payments.stop();
    payments = await startDemoPayments({
      ...file,
      memory: { ...file.memory, ports: { 'payments-crypto_pay': Number(new URL(before.origin).port) } },
    });
    expect({ origin: cryptoPay().origin, taken: cryptoPay().taken() }).toEqual(before);
  });

  it('leave the port and the journal when they cannot start', async () => {
    const port = Number(new URL(cryptoPay().origin).port);
    await expect(startStripeSimulator({ apiKey: 'k', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
