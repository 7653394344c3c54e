import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { HeroSMSClient } from 'hero-sms';
import { Webhook } from 'standardwebhooks';
import { countryIso } from '../../src/sandbox/vendors';
import type { SandboxDescription } from '../../src/sandbox/web';
import { shellBlocks } from '../support/guide';
import { projectRoot } from '../support/project-root';
import { type SandboxProcess, sandboxProcess } from '../support/sandbox-process';
import { until } from '../telegram/support/until';

const JSON_BODY = { 'content-type': 'application/json' };

const post = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body) });

/** The shop as a newcomer starts it, in a process of its own. */
describe('a running shop in its sandbox', () => {
  let shop: SandboxProcess;
  let sandbox: SandboxDescription;
  let key: string;

  beforeAll(async () => {
    shop = await sandboxProcess();
    sandbox = (await (await fetch(`${shop.origin}/sandbox`)).json()) as SandboxDescription;
    key = sandbox.resale!.key;
  }, 240_000);
  afterAll(async () => {
    const words = shop.words();
    await shop.close();
    expect(words).not.toContain(key);
  });

  /** Whoever sold the number takes the SMS; the others do not know it. */
  async function sms(phone: string, text: string) {
    const posts = sandbox.vendors.map(({ control }) => post(control, { phone, text }));
    expect((await Promise.all(posts)).some(({ ok }) => ok)).toBe(true);
  }

  it('says where programs buy, and sells to a client from npm', async () => {
    const { resale } = sandbox;
    expect(resale).toMatchObject({
      handlerApi: `${shop.origin}/stubs/handler_api.php`,
      fiveSim: `${shop.origin}/v1`,
      rest: `${shop.origin}/api/v1`,
      key: expect.stringMatching(/^nsr[A-Za-z0-9]{43}$/),
    });
    const client = new HeroSMSClient({ apiKey: resale!.key, baseUrl: resale!.handlerApi });
    expect(await client.getBalance()).toBeGreaterThan(0);
    const prices = await client.getPrices({ service: 'tg' });
    const [country] = Object.entries(prices).find(([, { tg }]) => tg!.count > 0)!;
    const { activationId, phoneNumber } = await client.getNumber({ service: 'tg', country: Number(country) });
    await sms(phoneNumber, 'Your code is 24680');
    const status = atItsPace(client, activationId);
    await until('the code is there', async () => (await status()).status === 'STATUS_OK', 60_000);
    expect(await status()).toEqual({ status: 'STATUS_OK', code: '24680' });
    expect(await client.complete(activationId)).toBe('ACCESS_ACTIVATION');
  }, 120_000);

  it('leads a reader of docs/resale.md, who pastes its lines, to the first codes', async () => {
    const page = readFileSync(join(projectRoot, 'docs/resale.md'), 'utf8');
    const reader = pageReader(page, { SHOP: shop.origin, KEY: key });
    expect(reader.given).toEqual(['SHOP', 'KEY', 'ORDER', 'ORDER', 'HOOK']);

    expect(await reader.pastes('/api/v1/balance')).toMatchObject({ currency: 'USD', held: '0.0000' });
    const { data: offers } = await reader.pastes('/offers?limit=5');
    expect(offers).toHaveLength(5);

    const test = await reader.pastes('test_success');
    expect(test).toMatchObject({ status: 'waiting', isTest: true, price: '0.0000' });
    const answered = await reader.pastes('?wait=25', { ORDER: String(test.id) });
    expect(answered).toMatchObject({ id: test.id, status: 'completed', messages: [{ code: '012345' }] });

    const order = await reader.pastes('"wa"');
    expect(order).toMatchObject({ status: 'waiting', isTest: false, idempotencyKey: 'second-order' });
    const [waited] = await Promise.all([
      reader.pastes('?wait=25', { ORDER: String(order.id) }),
      sms(order.phone, 'Your WhatsApp code is 135-790'),
    ]);
    expect(waited).toMatchObject({ status: 'completed', messages: [{ code: '135-790' }], price: order.price });
    expect(await reader.pastes('/finish', { ORDER: String(order.id) })).toMatchObject({ status: 'finished' });

    const { data: orders } = await reader.pastes('/orders?limit=5');
    expect(orders.map(({ id }: { id: number }) => id)).toContain(order.id);
    expect(await reader.pastes('getBalance')).toMatch(/^ACCESS_BALANCE:\d+\.\d{4}$/);
    expect(await reader.pastes('/v1/user/profile')).toMatchObject({ rating: expect.any(Number), frozen_balance: 0 });

    const heard: IncomingHttpHeaders[] = [];
    const bodies: string[] = [];
    const program = createServer((request, response) => {
      heard.push(request.headers);
      void text(request).then((body) => {
        bodies.push(body);
        response.end();
      });
    });
    await new Promise<void>((resolve) => program.listen(0, '127.0.0.1', resolve));
    const HOOK = `http://127.0.0.1:${(program.address() as AddressInfo).port}/hook`;
    const { secret } = await reader.pastes('-X PUT', { HOOK });
    await reader.pastes('/webhook/test', { HOOK });
    await until('the program has heard of it', () => bodies.length > 0, 20_000);
    new Webhook(secret).verify(bodies[0]!, heard[0] as Record<string, string>);

    const listening = new AbortController();
    const [stream] = await Promise.all([
      reader.pastes('/api/v1/events', {}, listening.signal),
      // Once the stream is there.
      delay(1_500).then(async () => {
        const again = { ...JSON_BODY, 'x-api-key': key, 'idempotency-key': 'third-order' };
        const body = JSON.stringify({ service: 'wa', country: 'LV' });
        const answer = await fetch(`${shop.origin}/api/v1/orders`, { method: 'POST', headers: again, body });
        const { phone } = (await answer.json()) as { phone: string };
        await sms(phone, 'Your WhatsApp code is 246-801');
        await until('the program has the SMS', () => bodies.some((one) => one.includes('246-801')), 40_000);
        await delay(1_500);
        listening.abort();
      }),
    ]);
    expect(stream).toMatch(/event: order\.sms\ndata: \{.*"code":"246-801"/);
    await new Promise((resolve) => program.close(resolve));
    expect(reader.left()).toEqual([]);
  }, 120_000);

  it.each([
    ['sms_server_tools', 'ds', 'EE'],
    ['gammu_smsd', 'go', 'LV'],
  ])(
    'sells a SIM behind %s, whose SMS come through its folder or its table',
    async (protocol, service, iso) => {
      const bank = sandbox.simBanks!.find((one) => one.protocol === protocol)!;
      const client = new HeroSMSClient({ apiKey: key, baseUrl: sandbox.resale!.handlerApi });
      const country = Object.keys(await client.getPrices({ service })).find((id) => countryIso(id) === iso);
      const order = await client.getNumber({ service, country: Number(country) });
      expect(bank.sims.map(({ phone }) => phone)).toContain(order.phoneNumber);
      const words = `Привет! ${'Никому не говорите. '.repeat(9)}Код 13579`;
      expect(await post(bank.control, { phone: order.phoneNumber, text: words })).toMatchObject({ status: 200 });
      const status = atItsPace(client, order.activationId);
      await until('the code is there', async () => (await status()).status === 'STATUS_OK', 60_000);
      expect(await status()).toEqual({ status: 'STATUS_OK', code: '13579' });
    },
    120_000,
  );
});

/** Asks no faster than a key may. */
const atItsPace = (client: HeroSMSClient, activationId: number) => () =>
  delay(300).then(() => client.getStatus(activationId));

/** Pastes the lines of a page into a shell in their order, word for word; what it sets by `NAME=` the reader fills in. */
function pageReader(page: string, filled: Record<string, string>) {
  const lines = shellBlocks(page).flatMap((block) => block.trim().split(/(?<!\\)\n/));
  const isGiven = (line: string) => /^[A-Z]+=/.test(line);
  const left = lines.filter((line) => !isGiven(line));
  return {
    given: lines.filter(isGiven).map((line) => line.split('=')[0]),
    left: () => left,
    /** The next line, which must be about that; gives what it printed, read where it is JSON. What does not end by itself is ended by `ends`. */
    // biome-ignore lint/suspicious/noExplicitAny: the reader takes this as plain JSON
    async pastes(about: string, more: Record<string, string> = {}, ends?: AbortSignal): Promise<any> {
      const line = left.shift();
      expect(line).toContain(about);
      const env = { PATH: process.env.PATH, ...filled, ...more };
      const options = { env, encoding: 'utf8', ...(ends ? { signal: ends } : {}) } as const;
      const { stdout } = await promisify(execFile)('bash', ['-c', line!], options).catch((error) => {
        if (!ends) throw error;
        return error as { stdout: string };
      });
      return /^[[{]/.test(stdout) ? JSON.parse(stdout) : stdout;
    },
  };
}
