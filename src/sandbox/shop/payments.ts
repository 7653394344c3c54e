import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type PaymentSimulator,
  startBtcPaySimulator,
  startCryptoPaySimulator,
  startHeleketSimulator,
  startNowPaymentsSimulator,
  startOxaPaySimulator,
  startStripeSimulator,
  startYooKassaSimulator,
} from '../payments';
import { onRememberedPort, type SandboxFile } from './sandbox-file';

export interface DemoPayments {
  readonly all: readonly PaymentSimulator[];
  stop(): Promise<void>;
}

const SIMULATORS = {
  crypto_pay: startCryptoPaySimulator,
  btcpay: startBtcPaySimulator,
  nowpayments: startNowPaymentsSimulator,
  stripe: startStripeSimulator,
  heleket: startHeleketSimulator,
  oxapay: startOxaPaySimulator,
  yookassa: startYooKassaSimulator,
};

/** Those who would take money for the shop. No method is turned on; their invoices survive a restart. */
export async function startDemoPayments({ folder, memory }: SandboxFile): Promise<DemoPayments> {
  const keyOf = (name: string) => {
    memory.vendorKeys[name] ??= randomBytes(16).toString('hex');
    return memory.vendorKeys[name];
  };
  const all = await Promise.all(
    Object.entries(SIMULATORS).map(([name, start]) =>
      onRememberedPort(memory, `payments-${name}`, async (port) => {
        // NOWPayments wants a password behind the key.
        const apiKey = name === 'nowpayments' ? `${keyOf(name)} ${keyOf(`${name} password`)}` : keyOf(name);
        const webhookKey = keyOf(`${name} webhooks`);
        const journalPath = join(folder, `payments-${name}.jsonl`);
        // These sign with the key itself.
        const signsWithKey = name === 'heleket' || name === 'oxapay' || name === 'crypto_pay';
        const simulator = await start({ apiKey, port, journalPath, ...(signsWithKey ? {} : { webhookKey }) });
        return Object.assign(simulator, { port: Number(new URL(simulator.origin).port) });
      }),
    ),
  );
  return {
    all,
    async stop() {
      await Promise.all(all.map((simulator) => simulator.stop()));
    },
  };
}
