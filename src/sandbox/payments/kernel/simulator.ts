import { type CallLog, createCallLog } from '../../vendors/kernel/call-log';
import { createFaultSwitches, type FaultSwitches } from '../../vendors/kernel/faults';
import { openJournal } from '../../vendors/kernel/journal';
import type { VendorAnswer } from '../../vendors/kernel/vendor-answer';
import type { VendorCall } from '../../vendors/kernel/vendor-call';
import { createVendorClock } from '../../vendors/kernel/vendor-clock';
import { createVendorRoutes } from '../../vendors/kernel/vendor-routes';
import { startVendorServer } from '../../vendors/kernel/vendor-server';
import type { MakeDelivery } from '../../vendors/kernel/webhook-sender';
import { type Act, type ActOutcome, type ActRules, act, type Happening } from './acts';
import { addPaymentControl } from './control-routes';
import { createDeliveries, type Deliveries } from './deliveries';
import type { Invoice, InvoiceEvent } from './invoice';
import { finalPayments, InvoiceBook } from './invoice-book';

export interface PaymentSimulatorOptions {
  readonly apiKey: string;
  /** By which webhooks are signed, where that is another one. */
  readonly webhookKey?: string;
  /** Where it rings when an invoice names no address of its own. */
  readonly webhookUrl?: string;
  /** Loopback by default. */
  readonly host?: string;
  /** Any free port by default. */
  readonly port?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** File that keeps the invoices across restarts. */
  readonly journalPath?: string;
}

/** Money that the simulator took, as its owner's statement would show it. */
export interface TakenMoney {
  readonly externalId: string;
  readonly token: string;
  readonly receiptKey: string;
  readonly received: { readonly amount: string; readonly currency: string };
  readonly worth: { readonly amount: string; readonly currency: string };
  readonly at: string;
  /** What was taken back of it, in the invoice's currency. */
  readonly takenBack: readonly string[];
}

export interface PaymentSimulator {
  readonly provider: string;
  readonly origin: string;
  /** As an operator would write it. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly webhookKey?: string;
  /** What the method's row says beside them. */
  readonly options: Readonly<Record<string, unknown>>;
  /** `POST {externalId, act}` */
  readonly control: string;
  readonly faults: FaultSwitches;
  readonly calls: CallLog;
  readonly deliveries: Deliveries;
  setWebhook(url: string | undefined): void;
  act(externalId: string, what: Act): ActOutcome;
  invoices(): readonly Invoice[];
  /** All money that is final, oldest invoice first. */
  taken(): readonly TakenMoney[];
  now(): number;
  advance(ms: number): void;
  stop(): Promise<void>;
}

/** The account behind the API, as a protocol sees it. */
export interface Account {
  readonly apiKey: string;
  readonly webhookKey: string;
  readonly book: InvoiceBook;
  now(): number;
  /** Rings for what the API itself was asked to do. */
  tell(id: string, happening: Happening): void;
}

/** In what the providers differ. */
export interface PaymentProtocol<Action extends string> extends ActRules {
  readonly provider: string;
  /** Behind the origin, as an operator writes it. */
  readonly basePath: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Which call is which: `GET|POST /path/:part`. */
  readonly routes: Readonly<Record<Action, string>>;
  answer(asked: Asked<Action>, account: Account): VendorAnswer;
  /** What it tells of a happening, in order; nothing where it keeps silent. `keys` sign. */
  rings(happening: Happening, invoice: Invoice, account: Account): readonly MakeDelivery[];
  /** The pauses between attempts in milliseconds. */
  readonly againAfterMs: readonly number[];
  /** 2xx by default. */
  isHeard?(status: number, body: string): boolean;
  /** After the last attempt it never rings again. */
  readonly givesUpForGood?: boolean;
  /** The key under which a payment is reported; its own by default. */
  receiptKey?(invoice: Invoice, paymentKey: string): string;
}

export interface Asked<Action extends string> {
  readonly action: Action;
  readonly parts: Readonly<Record<string, string>>;
  readonly call: VendorCall;
  /** A fault wants the key to be wrong. */
  readonly keyRefused: boolean;
  /** Where this simulator is: `http://127.0.0.1:<port>` */
  readonly origin: string;
}

/** Starts a payment provider: the invoices are the same for all, the protocol speaks for them. */
export async function startPaymentSimulator<Action extends string>(
  options: PaymentSimulatorOptions,
  protocol: PaymentProtocol<Action>,
): Promise<PaymentSimulator> {
  const { apiKey, webhookKey } = options;
  const clock = createVendorClock(options.now);
  const [faults, calls] = [createFaultSwitches(), createCallLog()];
  const journal = openJournal<InvoiceEvent>(options.journalPath);
  const book = new InvoiceBook(journal, clock.now);
  if (options.webhookUrl !== undefined) book.setWebhook(options.webhookUrl);
  const account: Account = { apiKey, webhookKey: webhookKey ?? apiKey, book, now: clock.now, tell };
  const stranger: Account = { ...account, apiKey: 'a key of nobody', webhookKey: 'a key of nobody' };
  const deliveries = createDeliveries({
    againAfterMs: protocol.againAfterMs,
    now: clock.now,
    isHeard: protocol.isHeard ?? ((status) => status >= 200 && status < 300),
    onGivenUp: () => protocol.givesUpForGood && book.setWebhook(undefined),
  });
  const findRoute = createVendorRoutes(protocol.routes);

  function tell(id: string, happening: Happening): void {
    const invoice = book.find(id)!;
    const url = invoice.webhookUrl ?? book.webhookUrl;
    if (url === undefined) return;
    const forged = protocol.rings(happening, invoice, stranger);
    for (const [index, make] of protocol.rings(happening, invoice, account).entries())
      deliveries.push(url, make, forged[index] ?? make);
  }

  const actOn = (invoice: Invoice, what: Act): ActOutcome => {
    const outcome = act(book, protocol, invoice, what);
    if (outcome.kind === 'done') for (const happening of outcome.happenings) tell(invoice.id, happening);
    return outcome;
  };
  const taken = () => book.all().flatMap((invoice) => takenBy(invoice, protocol));
  const control = { provider: protocol.provider, clock, faults, switches: deliveries.switches, taken };

  const server = await startVendorServer({
    ...{ host: options.host ?? '127.0.0.1', port: options.port ?? 0, clock, faults, calls },
    actionOf: (call) => findRoute(call)?.action,
    answer(_action, call, keyRefused) {
      const origin = `http://${call.headers.host}`;
      return protocol.answer({ ...findRoute(call)!, call, keyRefused, origin }, account);
    },
    addControl: (app) =>
      addPaymentControl(app, {
        ...control,
        find: (id) => book.find(id),
        invoices: () => book.all(),
        act: actOn,
        setWebhook: (url) => book.setWebhook(url),
      }),
  }).catch((error) => {
    deliveries.stop();
    journal.close();
    throw error;
  });

  return {
    ...{ provider: protocol.provider, origin: server.origin, apiKey, webhookKey, options: protocol.options },
    ...{ faults, calls, deliveries, taken, now: clock.now },
    baseUrl: server.origin + protocol.basePath,
    control: `${server.origin}/control`,
    setWebhook: (url) => book.setWebhook(url),
    act(externalId, what) {
      const invoice = book.find(externalId);
      return invoice ? actOn(invoice, what) : { kind: 'impossible', why: 'no such invoice' };
    },
    invoices: () => book.all(),
    advance(ms) {
      clock.advance(ms);
      deliveries.run();
    },
    async stop() {
      deliveries.stop();
      await server.stop();
      journal.close();
    },
  };
}

function takenBy(invoice: Invoice, { receiptKey }: Pick<ActKeys, 'receiptKey'>): TakenMoney[] {
  const { id: externalId, token, currency, takings } = invoice;
  return finalPayments(invoice).map(({ key, amount, coin, worth, at }) => ({
    ...{ externalId, token, receiptKey: receiptKey?.(invoice, key) ?? key },
    received: { amount, currency: coin },
    worth: { amount: worth, currency },
    at: new Date(at).toISOString(),
    takenBack: takings.filter((one) => one.paymentKey === key).map((one) => one.amount),
  }));
}

type ActKeys = PaymentProtocol<string>;
