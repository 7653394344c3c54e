import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type PaymentSimulator,
  type PaymentSimulatorOptions,
  startBtcPaySimulator,
  startCryptoPaySimulator,
  startHeleketSimulator,
  startNowPaymentsSimulator,
  startOxaPaySimulator,
  startStripeSimulator,
  startYooKassaSimulator,
} from '../payments';
import { onRememberedPort, type SandboxFile } from './sandbox-file';

/** A payment provider on loopback, and how buyers see it. */
export interface DemoPayment {
  /** Such as stripe, heleket. */
  readonly provider: string;
  readonly name: string;
  readonly simulator: PaymentSimulator;
  readonly currency: string;
  /** What one unit of that is worth in dollars. */
  readonly rate: string;
}

export interface DemoPayments {
  readonly all: readonly DemoPayment[];
  stop(): Promise<void>;
}

export interface PaymentKind {
  readonly name: string;
  readonly start: (options: PaymentSimulatorOptions) => Promise<PaymentSimulator>;
  readonly currency?: string;
  readonly rate?: string;
  /** Webhooks are signed by a key of their own; else by the one of the API. */
  readonly hasWebhookKey?: boolean;
  /** NOWPayments' key has the password of its account behind it. */
  readonly keyOf?: (secret: string) => string;
}

export const PAYMENT_KINDS: Readonly<Record<string, PaymentKind>> = {
  crypto_pay: { name: 'Crypto Pay', start: startCryptoPaySimulator, keyOf: (secret) => `123456:${secret}` },
  btcpay: { name: 'BTCPay', start: startBtcPaySimulator, hasWebhookKey: true },
  nowpayments: {
    ...{ name: 'NOWPayments', start: startNowPaymentsSimulator, hasWebhookKey: true },
    keyOf: (secret) => `${secret} password`,
  },
  stripe: { name: 'Stripe', start: startStripeSimulator, hasWebhookKey: true },
  heleket: { name: 'Heleket', start: startHeleketSimulator },
  oxapay: { name: 'OxaPay', start: startOxaPaySimulator },
  yookassa: { name: 'YooKassa', start: startYooKassaSimulator, currency: 'RUB', rate: '0.0125' },
};

/** All payment providers that the shop can speak to, each with a pay page. Invoices survive a restart. */
export async function startDemoPayments({ folder, memory }: SandboxFile): Promise<DemoPayments> {
  const secretOf = (name: string) => {
    memory.vendorKeys[name] ??= randomBytes(16).toString('hex');
    return memory.vendorKeys[name];
  };
  const all = await Promise.all(
    Object.entries(PAYMENT_KINDS).map(
      async ([provider, { name, start, currency = 'USD', rate = '1', keyOf, hasWebhookKey }]) => {
        const apiKey = keyOf?.(secretOf(provider)) ?? secretOf(provider);
        const options = {
          apiKey,
          ...(hasWebhookKey ? { webhookKey: secretOf(`${provider} webhooks`) } : {}),
          journalPath: join(folder, `payments-${provider}.jsonl`),
        };
        const simulator = await onRememberedPort(memory, `payments-${provider}`, async (port) => {
          const started = await start({ ...options, port });
          return Object.assign(started, { port: Number(new URL(started.origin).port) });
        });
        return { provider, name, simulator, currency, rate };
      },
    ),
  );
  return {
    all,
    async stop() {
      await Promise.all(all.map(({ simulator }) => simulator.stop()));
    },
  };
}
