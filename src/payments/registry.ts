import type { HttpClient } from '../platform/http-client';
import type { Logger } from '../platform/logger';
import { createVendorTransport } from '../platform/vendor/client';
import { settingsProblems } from '../platform/vendor/settings';
import type { Clock } from '../ports/clock';
import type { PaymentAccount, PaymentFault, PaymentProvider, PaymentProviders } from '../ports/payment-provider';
import { btcPayAdapter } from './btcpay';
import { cryptoPayAdapter } from './crypto-pay';
import type { PaymentAdapter } from './kit/adapter';
import { createQuietPace } from './kit/pace';
import { paymentFault, unreadable } from './kit/readings';
import { nowPaymentsAdapter } from './nowpayments';
import { signedWebhookAdapter } from './signed-webhook';
import { stripeAdapter } from './stripe';

const ADAPTERS: readonly PaymentAdapter[] = [
  cryptoPayAdapter,
  btcPayAdapter,
  nowPaymentsAdapter,
  stripeAdapter,
  signedWebhookAdapter,
];

interface Parts {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A payment method's row that no adapter can work with. The message names fields, never values. */
export class PaymentSettingsError extends Error {}

/** All protocols by which the shop is paid. Sends nothing by itself. */
export function createPaymentProviders(parts: Parts): PaymentProviders {
  const adapters = new Map(ADAPTERS.map((one) => [one.protocol, one]));

  function open(account: PaymentAccount): PaymentProvider {
    const adapter = adapters.get(account.protocol);
    if (!adapter) throw new PaymentSettingsError(`no adapter for protocol "${account.protocol}"`);
    const transport = createVendorTransport(parts.http, createQuietPace(parts.clock), account.timeoutMs);
    try {
      return guarded(adapter.open(account, { transport, clock: parts.clock }), account, parts.log);
    } catch (error) {
      throw new PaymentSettingsError(settingsProblems(error));
    }
  }

  return {
    protocols: [...adapters.keys()],
    open,
    problemOf(row) {
      const keys = { apiKey: () => '', webhookKey: () => undefined };
      try {
        open({ ...row, ...keys, id: 0, currency: 'USD', timeoutMs: 10_000 });
        return undefined;
      } catch (error) {
        if (error instanceof PaymentSettingsError) return error.message;
        throw error;
      }
    },
  };
}

/** After one of these nobody can say that nothing was done, whatever went wrong inside. */
const CHANGING: ReadonlySet<string> = new Set(['createInvoice', 'cancel', 'refund']);

/** A last catch around an adapter, and the keys blotted out of a provider's words: some quote the request that they refuse. */
function guarded(inner: PaymentProvider, account: PaymentAccount, log: Logger): PaymentProvider {
  const failed = (err: unknown, method: string): PaymentFault => {
    log.error({ err, paymentMethod: account.id, method }, 'a payment adapter threw');
    return paymentFault(CHANGING.has(method) ? 'unknown_outcome' : 'unavailable', 'the adapter failed');
  };
  const hideKeys = (text: string) =>
    [account.apiKey(), account.webhookKey()].reduce<string>(
      (left, key) => (key ? left.replaceAll(key, '***') : left),
      text,
    );

  function method<Asked extends unknown[], Reply extends { readonly kind: string }>(
    name: string,
    run: ((...asked: Asked) => Promise<Reply | PaymentFault>) | undefined,
  ) {
    if (!run) return undefined;
    return async (...asked: Asked): Promise<Reply | PaymentFault> => {
      const reply = await run(...asked).catch((err: unknown) => failed(err, name));
      return isFault(reply) ? { ...reply, detail: hideKeys(reply.detail) } : reply;
    };
  }

  return {
    capabilities: inner.capabilities,
    acknowledgement: inner.acknowledgement,
    createInvoice: method('createInvoice', inner.createInvoice)!,
    readInvoice: method('readInvoice', inner.readInvoice)!,
    test: method('test', inner.test)!,
    list: method('list', inner.list),
    cancel: method('cancel', inner.cancel),
    refund: method('refund', inner.refund),
    verify(delivery) {
      try {
        return inner.verify(delivery);
      } catch (err) {
        log.error({ err, paymentMethod: account.id }, 'a payment adapter threw at a delivery');
        return unreadable('It could not be read.');
      }
    },
  };
}

const isFault = (reply: { readonly kind: string }): reply is PaymentFault => reply.kind === 'fault';
