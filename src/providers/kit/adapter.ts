import { z } from 'zod';
import type { HttpRequest } from '../../platform/http-client';
import type { Logger } from '../../platform/logger';
import { createVendorClient, type VendorClient, type VendorTransport } from '../../platform/vendor/client';
import type { VendorReply } from '../../platform/vendor/reply';
import type { Clock } from '../../ports/clock';
import type { ProviderCapability, ProviderFault, ProviderSettings, SmsProvider } from '../../ports/sms-provider';
import type { Unclear } from './reply';

export { settingsOf, settingsProblems } from '../../platform/vendor/settings';

/** One protocol: how a row of settings becomes a provider. */
export interface ProviderAdapter {
  readonly protocol: string;
  /** Its rows are links that the shop keeps open. */
  readonly isLink?: boolean;
  /** Throws when the row does not fit the protocol, naming the field. */
  create(settings: ProviderSettings, parts: { transport: VendorTransport; clock: Clock; log: Logger }): SmsProvider;
}

/** One vendor's account, as an adapter finds it. */
export interface Vendor<Own, Given = Query> {
  /** The keys are here, and the options as they were typed. */
  readonly row: ProviderSettings;
  /** What the protocol read from the row. */
  readonly own: Own;
  readonly client: VendorClient;
  readonly ask: Ask<Given>;
  readonly clock: Clock;
}

/** What an answer means to one protocol. */
export type Reader<Reply> = (reply: VendorReply) => Reply | ProviderFault;

/** Undefined values are left out. */
export type Query = Readonly<Record<string, string | undefined>>;

/** An adapter's only way out: one call, and what its answer means. Nothing is repeated in it. */
export type Ask<Given = Query> = <Reply extends { readonly kind: string }>(
  name: string,
  given: Given,
  reader: Reader<Reply>,
  whenLost?: Unclear,
) => Promise<Reply | ProviderFault>;

/** What a vendor can do. */
export type VendorActs = Omit<SmsProvider, 'id' | 'name' | 'capabilities' | 'lifetimeMs'>;

/** What each method is worth; the other capabilities say what goes out with a purchase, or what a price list tells. */
const CAPABILITY_OF: Readonly<Partial<Record<keyof VendorActs, ProviderCapability>>> = {
  acquire: 'purchase',
  listActive: 'activeList',
  cancel: 'cancel',
  finish: 'finish',
  ban: 'ban',
  resend: 'resend',
  prices: 'prices',
  catalogue: 'catalogue',
  balance: 'balance',
  pullInbox: 'inbox',
  readWebhook: 'webhook',
  openLink: 'link',
};

/** A provider with exactly the capabilities that its methods keep, and `besides`. */
export function withCapabilities(
  { id, name }: ProviderSettings,
  acts: VendorActs,
  besides: readonly ProviderCapability[] = [],
  lifetimeMs?: number,
): SmsProvider {
  const methods = Object.entries(CAPABILITY_OF) as [keyof VendorActs, ProviderCapability][];
  const kept = methods.flatMap(([method, capability]) => (acts[method] === undefined ? [] : [capability]));
  return { id, name, lifetimeMs, ...acts, capabilities: new Set([...kept, ...besides]) };
}

/**
 * The adapter of a protocol that is asked over HTTP. `settings` throws what names the wrong field of a row. `request` turns a call
 * into HTTP: the only place that reveals the key.
 */
export function vendorAdapter<Own, Given = Query>(o: {
  readonly protocol: string;
  readonly settings: (row: ProviderSettings) => Own;
  readonly request: (account: { row: ProviderSettings; own: Own }, name: string, given: Given) => HttpRequest;
  readonly open: (vendor: Vendor<Own, Given>) => VendorActs;
  readonly lifetimeMs: (own: Own) => number;
  /** Capabilities that no method keeps. */
  readonly besides?: (own: Own) => readonly ProviderCapability[];
}): ProviderAdapter {
  return {
    protocol: o.protocol,
    create(row, { transport, clock }) {
      const own = o.settings(row);
      const client = createVendorClient(transport, clock);
      const ask: Ask<Given> = (name, given, reader, whenLost) =>
        client.read({ ...o.request({ row, own }, name, given), name, whenLost }, reader);
      return withCapabilities(row, o.open({ row, own, client, ask, clock }), o.besides?.(own), o.lifetimeMs(own));
    },
  };
}

/** How long an order lives: from a minute to a day. */
export const lifetime = z.number().int().min(60_000).max(86_400_000);

/** How long after a purchase a cancel is refused: at most a day. */
export const cancelAfter = z.number().int().min(0).max(86_400_000);
