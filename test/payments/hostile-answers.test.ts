import fc from 'fast-check';
import { createHttpClient, type HttpClient, type HttpRequest } from '../../src/platform/http-client';
import { jsonTokens } from '../../src/platform/vendor/json-tokens';
import type { InvoiceSnapshot, PaymentFault, PaymentProvider } from '../../src/ports/payment-provider';
import {
  type PaymentSimulator,
  startBtcPaySimulator,
  startCryptoPaySimulator,
  startHeleketSimulator,
  startNowPaymentsSimulator,
  startOxaPaySimulator,
  startStripeSimulator,
  startYooKassaSimulator,
} from '../../src/sandbox/payments';
import { openAccount } from './open-account';

const NOW = Date.parse('2026-01-02T03:00:00.000Z');
const KEYS = { apiKey: 'a_key password', webhookKey: 'another_key', now: () => NOW };
const SIMULATORS = {
  startBtcPaySimulator,
  startCryptoPaySimulator,
  startHeleketSimulator,
  startNowPaymentsSimulator,
  startOxaPaySimulator,
  startStripeSimulator,
  startYooKassaSimulator,
};

const HUGE = '9'.repeat(400);
const WORDS = ['paid', 'finished', 'open', 'Settled', 'EUR', '5.00', '2026-01-02', 'https://x.test/1', '', '__proto__'];
/** What takes the place of a token: numbers that no JavaScript number holds, and whatever else is no money. */
const TOKENS = [
  ...[HUGE, `-${HUGE}`, '1e999', '1e-999', '-0', '-5', '0', '0.1', '1e-7', '12345678901234567890.123', '0.1e1'],
  ...['true', 'null', '{}', '[]', '[[]]', '{"a":1}', ...WORDS.map((word) => JSON.stringify(word))],
];

/** A true answer with a few tokens exchanged, cut off, or something else altogether. */
const spoiling = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .array(fc.tuple(fc.nat(997), fc.constantFrom(...TOKENS)), {
        minLength: 1,
        maxLength: 4,
      })
      .map((changes) => (body: string) => exchanged(body, changes)),
  },
  {
    weight: 2,
    arbitrary: fc
      .double({ min: 0, max: 1, noNaN: true })
      .map((at) => (body: string) => body.slice(0, body.length * at)),
  },
  fc
    .constantFrom('', '<html>down</html>', 'null', '[]', '{}', '"paid"', '{"a":'.repeat(20_000))
    .map((text) => () => text),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => () => text),
);
const status = fc.constantFrom(undefined, undefined, undefined, 201, 302, 400, 404, 500);

/** Names of members stay, or the text would only be broken. */
function exchanged(body: string, changes: readonly (readonly [number, string])[]): string {
  const tokens = (jsonTokens(body) ?? []).map((token) => ({ ...token }));
  const values = tokens.filter(
    ({ kind }, index) => kind !== 'other' && !tokens[index + 1]?.text.trim().startsWith(':'),
  );
  for (const [at, text] of values.length > 0 ? changes : []) values[at % values.length]!.text = text;
  return tokens.map(({ text }) => text).join('');
}

describe('answers of a payment provider on its worst day', () => {
  it.each(Object.entries(SIMULATORS))(
    '%s: whatever comes is a fault or a sound answer, and nothing throws',
    async (_, start) => {
      const simulator = await start(KEYS);
      const network = createHttpClient();
      const recorded = recorder(network);
      const calls = await allCalls(simulator, opened(simulator, recorded.http));
      await simulator.stop();
      network.close();

      let understood = 0;
      let spoil = (body: string) => body;
      let code: number | undefined;
      const provider = opened(simulator, {
        send: async (request) => ({
          ...recorded.answerTo(request),
          body: spoil(recorded.answerTo(request).body),
          ...(code ? { status: code } : {}),
        }),
        close: () => undefined,
      });
      await fc.assert(
        fc.asyncProperty(spoiling, status, async (how, given) => {
          [spoil, code] = [how, given];
          for (const call of calls) if (expectSound(await call(provider))) understood += 1;
        }),
        { numRuns: 300 },
      );
      expect(provider.logged).toEqual([]);
      // What is spoiled is still understood now and then; else nothing would be checked.
      expect(understood).toBeGreaterThan(100);
    },
  );
});

const opened = ({ provider, baseUrl, options, apiKey, webhookKey }: PaymentSimulator, http: HttpClient) =>
  openAccount(
    provider,
    { baseUrl, options, apiKey: () => apiKey, webhookKey: () => webhookKey, currency: 'RUB' },
    { http },
  );

type Reply = Awaited<
  ReturnType<
    | PaymentProvider['createInvoice' | 'readInvoice' | 'test']
    | NonNullable<PaymentProvider['list' | 'cancel' | 'refund']>
  >
>;

/** Everything that can be asked about a paid invoice, each asked once. */
async function allCalls(simulator: PaymentSimulator, provider: PaymentProvider) {
  const [from, until] = [new Date(NOW - 60_000), new Date(NOW + 60_000)];
  const price = { amount: '5.00', currency: 'RUB' };
  const request = {
    token: 'p_1',
    price,
    title: 'x',
    expiresAt: new Date(NOW + 1_200_000),
    language: 'en',
    returnUrl: 'https://t.me/x',
  };
  const made = await provider.createInvoice(request);
  if (made.kind === 'fault') throw new Error(made.detail);
  const { externalId } = made;
  simulator.act(externalId, 'pay');
  const receiptKey = simulator.taken()[0]!.receiptKey;
  const calls: ((one: PaymentProvider) => Promise<Reply | undefined>)[] = [
    (one) => one.createInvoice(request),
    async (one) => one.refund?.({ externalId, receiptKey, amount: { ...price, amount: '2.00' }, key: 'k' }),
    (one) => one.readInvoice(externalId),
    (one) => one.test(),
    async (one) => one.list?.({ from, until }),
    async (one) => one.cancel?.(externalId),
  ];
  for (const call of calls) await call(provider);
  return calls;
}

/** Whether it is an answer. */
function expectSound(reply: Reply | undefined): boolean {
  if (!reply) return false;
  if (reply.kind === 'fault') {
    expect((reply as PaymentFault).detail.length).toBeLessThan(300);
    return false;
  }
  if (reply.kind === 'created')
    expect([reply.externalId === '', reply.payUrl]).toEqual([false, expect.stringMatching(/^https?:/)]);
  const invoices: readonly InvoiceSnapshot[] =
    reply.kind === 'invoice' ? [reply] : reply.kind === 'invoices' ? reply.invoices : [];
  for (const { arrived, takenBack } of invoices) {
    const amounts = [
      ...arrived.flatMap(({ received, worth }) => [received, worth]),
      ...takenBack.map(({ amount }) => amount),
    ];
    for (const money of amounts) if (money) expect(money.amount).toMatch(/^\d+(\.\d+)?$/);
    for (const at of [...arrived.map((one) => one.arrivedAt), ...takenBack.map((one) => one.at)])
      expect(at.getTime()).not.toBeNaN();
  }
  return true;
}

function recorder(network: HttpClient) {
  const known = new Map<string, Extract<Awaited<ReturnType<HttpClient['send']>>, { kind: 'answered' }>>();
  const nameOf = ({ method, url, query }: HttpRequest) => `${method} ${url} ${Object.keys(query ?? {}).sort()}`;
  return {
    answerTo(request: HttpRequest) {
      return known.get(nameOf(request)) ?? ({ kind: 'answered', status: 404, headers: {}, body: '{}' } as const);
    },
    http: {
      async send(request: HttpRequest) {
        const answer = await network.send(request);
        if (answer.kind === 'answered') known.set(nameOf(request), answer);
        return answer;
      },
      close: () => undefined,
    },
  };
}
