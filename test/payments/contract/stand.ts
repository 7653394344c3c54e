import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPaymentProviders } from '../../../src/payments/registry';
import { createHttpClient } from '../../../src/platform/http-client';
import { silentLogger } from '../../../src/platform/logger';
import type {
  CreatedInvoice,
  InvoiceRequest,
  InvoiceSnapshot,
  PaymentAccount,
  PaymentDelivery,
  PaymentProvider,
} from '../../../src/ports/payment-provider';
import type { PaymentSimulator, PaymentSimulatorOptions } from '../../../src/sandbox/payments';

/** One provider, and in what it differs from the others. */
export interface Ways {
  readonly start: (options: PaymentSimulatorOptions) => Promise<PaymentSimulator>;
  readonly apiKey: string;
  readonly webhookKey?: string;
  readonly currency: string;
  /** What its payers cannot do. */
  readonly lacks: readonly ('pay_less' | 'pay_more' | 'pay_late' | 'charge_back' | 'see')[];
  /** An invoice takes one payment at the most. */
  readonly paysOnce?: boolean;
  /** Asking twice with one token makes one invoice. */
  readonly createsOnce?: boolean;
  /** Its webhooks are not signed, so that anybody can ring. */
  readonly isUnsigned?: boolean;
  /** More than the price is told as the price. */
  readonly hidesMore?: boolean;
}

export interface Bell {
  readonly url: string;
  /** What was delivered so far, in the order in which it came. */
  readonly heard: PaymentDelivery[];
  /** How it answers. */
  answer: { status: number; body: string };
}

export interface Stand {
  readonly ways: Ways;
  simulator: PaymentSimulator;
  readonly provider: PaymentProvider;
  readonly bell: Bell;
  readonly account: PaymentAccount;
  /** A provider with other keys. */
  reopened(more: Partial<PaymentAccount>): PaymentProvider;
  /** A new invoice, 5.00 for 20 minutes. */
  invoice(more?: Partial<InvoiceRequest>): Promise<CreatedInvoice & { readonly token: string }>;
  read(externalId: string): Promise<InvoiceSnapshot>;
  /** What was delivered of an act. */
  after(externalId: string, act: Parameters<PaymentSimulator['act']>[1]): Promise<PaymentDelivery[]>;
  /** The simulator is killed, and another one finds its journal. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

let tokens = 0;

export async function openStand(ways: Ways): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'payments-'));
  const bell = await openBell();
  const options = {
    ...{
      apiKey: ways.apiKey,
      webhookKey: ways.webhookKey,
      webhookUrl: bell.url,
      journalPath: join(folder, 'journal.jsonl'),
    },
  };
  const http = createHttpClient();
  const simulator = await ways.start(options);
  const clock = {
    now: () => new Date(stand.simulator.now()),
    monotonicMs: () => stand.simulator.now(),
    after: () => ({ cancel: () => undefined }),
  };
  const providers = createPaymentProviders({ http, clock, log: silentLogger });
  const account: PaymentAccount = {
    ...{ id: 1, protocol: simulator.provider, baseUrl: simulator.baseUrl, options: simulator.options },
    ...{ apiKey: () => ways.apiKey, webhookKey: () => ways.webhookKey, currency: ways.currency, timeoutMs: 10_000 },
  };
  const provider = providers.open(account);
  bell.answer = { status: 200, body: provider.acknowledgement };

  const stand: Stand = {
    ...{ ways, simulator, provider, bell, account },
    reopened: (more) => providers.open({ ...account, ...more }),
    async invoice(more = {}) {
      tokens += 1;
      const token = `p_${tokens}`;
      const created = await provider.createInvoice({
        ...{ token, price: { amount: '5.00', currency: ways.currency }, title: 'Balance, 5.00' },
        expiresAt: new Date(stand.simulator.now() + 20 * 60_000),
        ...{ returnUrl: 'https://t.me/shop_bot', webhookUrl: bell.url, language: 'en', ...more },
      });
      if (created.kind !== 'created') throw new Error(`not created: ${created.fault} ${created.detail}`);
      return { ...created, token: more.token ?? token };
    },
    async read(externalId) {
      const found = await provider.readInvoice(externalId);
      if (found.kind !== 'invoice') throw new Error(`not read: ${found.fault} ${found.detail}`);
      return found;
    },
    async after(externalId, act) {
      const before = bell.heard.length;
      expect(stand.simulator.act(externalId, act)).toMatchObject({ kind: 'done' });
      await stand.simulator.deliveries.idle();
      return bell.heard.slice(before);
    },
    async restart() {
      const { port } = new URL(stand.simulator.origin);
      const movedBy = stand.simulator.now() - Date.now();
      await stand.simulator.stop();
      http.close();
      stand.simulator = await ways.start({ ...options, port: Number(port), now: () => Date.now() + movedBy });
    },
    async close() {
      await stand.simulator.stop();
      http.close();
      await bell.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return stand;
}

async function openBell(): Promise<Bell & { close(): Promise<void> }> {
  const heard: PaymentDelivery[] = [];
  const bell = { url: '', heard, answer: { status: 200, body: '' } };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      heard.push({ body: Buffer.concat(parts), headers, callerAddress: request.socket.remoteAddress ?? '' });
      response.writeHead(bell.answer.status).end(bell.answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bell.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/payments/1/secret`;
  return Object.assign(bell, {
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
