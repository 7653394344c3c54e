import type { HttpRequest } from '../../platform/http-client';
import { createVendorClient, type VendorTransport } from '../../platform/vendor/client';
import type { Unclear, VendorReply } from '../../platform/vendor/reply';
import type { Clock } from '../../ports/clock';
import type { PaymentAccount, PaymentCapability, PaymentFault, PaymentProvider } from '../../ports/payment-provider';

/** What an account is opened with. */
export interface PaymentParts {
  readonly transport: VendorTransport;
  readonly clock: Clock;
}

/** One protocol: how a payment method's row becomes a provider. */
export interface PaymentAdapter {
  readonly protocol: string;
  /** Throws what names the wrong field of a row; opens no key. */
  open(account: PaymentAccount, parts: PaymentParts): PaymentProvider;
}

export interface PaymentCall extends Pick<HttpRequest, 'method' | 'query' | 'body' | 'headers'> {
  /** What it is called in faults. */
  readonly name: string;
  /** Appended to the address of the API. */
  readonly path: string;
  /** The class of a lost answer; `unavailable` when left out, which is right for a call that only reads. */
  readonly whenLost?: Unclear;
}

/** An adapter's only way out: one call, and what its answer means. Nothing is repeated in it. */
export type Ask = <Reply extends { readonly kind: string }>(
  call: PaymentCall,
  reader: (reply: VendorReply) => Reply | PaymentFault,
) => Promise<Reply | PaymentFault>;

/** @param headers the only place that reveals the key; `given` are the call's own. */
export function createAsk(url: string, headers: () => HttpRequest['headers'], parts: PaymentParts): Ask {
  const client = createVendorClient(parts.transport, parts.clock);
  return ({ path, headers: given, ...call }, reader) =>
    client.read({ ...call, url: url + path, headers: { Accept: 'application/json', ...headers(), ...given } }, reader);
}

type PaymentActs = Omit<PaymentProvider, 'capabilities'>;

/** A provider with exactly the capabilities that its methods keep, and `besides`, which no method of their own keeps. */
export function withCapabilities(acts: PaymentActs, besides: readonly PaymentCapability[]): PaymentProvider {
  const kept = (['list', 'cancel', 'refund'] as const).filter((method) => acts[method] !== undefined);
  return { ...acts, capabilities: new Set([...kept, ...besides]) };
}
