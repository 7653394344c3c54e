import { createPaymentProviders } from '../../src/payments/registry';
import type { HttpClient } from '../../src/platform/http-client';
import { createLogger } from '../../src/platform/logger';
import type { PaymentAccount, PaymentDelivery, PaymentProvider } from '../../src/ports/payment-provider';
import { TestClock } from '../support/test-clock';

/** A network on which nobody answers. */
const silence: HttpClient = {
  send: async () => ({ kind: 'failed', sent: false, reason: 'nobody' }),
  close: () => undefined,
};

/** An account without a simulator, and what its adapter logged. */
export function openAccount(
  protocol: string,
  more: Partial<PaymentAccount> = {},
  { http = silence, now = '2026-01-02T03:00:00.000Z' }: { http?: HttpClient; now?: string } = {},
): PaymentProvider & { readonly logged: readonly string[] } {
  const logged: string[] = [];
  const log = createLogger({ level: 'debug', destination: { write: (line) => void logged.push(line) } });
  const provider = createPaymentProviders({ http, clock: new TestClock(now), log }).open({
    ...{ id: 1, protocol, baseUrl: 'https://provider.test', options: {}, currency: 'USD', timeoutMs: 1_000 },
    ...{ apiKey: () => 'key', webhookKey: () => undefined, ...more },
  });
  return { ...provider, logged };
}

export const delivery = (body: string, headers: Record<string, string> = {}): PaymentDelivery => ({
  ...{ body: Buffer.from(body), headers, callerAddress: '127.0.0.1' },
});
