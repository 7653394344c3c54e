import type { PaymentAccounts } from '../app';
import type { Logger } from '../platform/logger';
import type { PaymentProvider, PaymentProviders } from '../ports/payment-provider';

type Method = Parameters<PaymentAccounts['get']>[0];

interface AccountsOptions {
  readonly registry: PaymentProviders;
  /** Opens a sealed key; called only when a request is built. */
  readonly openKey: (sealed: Buffer) => string;
  readonly log: Logger;
}

/** Adapters by the rows of payment methods, each made once for every revision of its row. */
export function createPaymentAccounts({ registry, openKey, log }: AccountsOptions): PaymentAccounts {
  const known = new Map<number, { readonly revision: number; readonly adapter: PaymentProvider | undefined }>();

  function build(method: Method): PaymentProvider | undefined {
    const { id, protocol, baseUrl, apiKeySealed, webhookKeySealed, options, currency, timeoutMs } = method;
    if (!registry.protocols.includes(protocol)) return undefined;
    try {
      return registry.open({
        ...{ id, protocol, baseUrl, options, currency, timeoutMs },
        apiKey: () => (apiKeySealed ? openKey(apiKeySealed) : ''),
        webhookKey: () => (webhookKeySealed ? openKey(webhookKeySealed) : undefined),
      });
    } catch (err) {
      log.warn({ err, method: id }, 'the settings of a payment method fit no adapter');
      return undefined;
    }
  }

  return {
    protocols: registry.protocols,
    problemOf: registry.problemOf,
    get(method) {
      const found = known.get(method.id);
      if (found?.revision === method.revision) return found.adapter;
      const adapter = build(method);
      known.set(method.id, { revision: method.revision, adapter });
      return adapter;
    },
  };
}
