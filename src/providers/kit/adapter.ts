import { z } from 'zod';
import type { Logger } from '../../platform/logger';
import type { Clock } from '../../ports/clock';
import type { ProviderFault, ProviderSettings, SmsProvider } from '../../ports/sms-provider';
import type { Unclear } from './reply';
import { createVendorClient, type Reader, type VendorClient, type VendorTransport } from './vendor-client';

/** One protocol: how a row of settings becomes a supplier. */
export interface ProviderAdapter {
  readonly protocol: string;
  /** Throws when the row does not fit the protocol, naming the field. */
  create(settings: ProviderSettings, parts: { transport: VendorTransport; clock: Clock; log: Logger }): SmsProvider;
}

/** One vendor's account, as an adapter finds it. */
export interface Vendor<Own> {
  /** The keys are here, and the options as they were typed. */
  readonly row: ProviderSettings;
  /** What the protocol read from the row. */
  readonly own: Own;
  readonly client: VendorClient;
  readonly clock: Clock;
}

/** Undefined values are left out. */
export type Query = Readonly<Record<string, string | undefined>>;

/** An adapter's only way out: one call, and what its answer means. Nothing is repeated in it. */
export type Ask<Given = Query> = <Reply extends { readonly kind: string }>(
  name: string,
  given: Given,
  reader: Reader<Reply>,
  whenLost?: Unclear,
) => Promise<Reply | ProviderFault>;

/** What a vendor can do: capabilities, and exactly their methods. */
export type VendorActs = Omit<SmsProvider, 'id' | 'name'>;

/** The adapter of a protocol that is asked over HTTP. `settings` throws what names the wrong field of a row. */
export function vendorAdapter<Own>(o: {
  readonly protocol: string;
  readonly settings: (row: ProviderSettings) => Own;
  readonly open: (vendor: Vendor<Own>) => VendorActs;
}): ProviderAdapter {
  return {
    protocol: o.protocol,
    create(row, { transport, clock }) {
      const vendor = { row, own: o.settings(row), client: createVendorClient(transport, clock), clock };
      return { id: row.id, name: row.name, ...o.open(vendor) };
    },
  };
}

/** How long an order lives: from a minute to a day. */
export const lifetime = z.number().int().min(60_000).max(86_400_000);

/** How long after a purchase a cancel is refused: at most a day. */
export const cancelAfter = z.number().int().min(0).max(86_400_000);

/** The base URL of a row without a slash at the end. `usualPath` (`/v1`) stands in for a host alone. Throws for no URL. */
export function vendorUrl(baseUrl: string, usualPath = ''): string {
  const { origin, pathname } = new URL(baseUrl);
  return origin + (pathname.replace(/\/+$/, '') || usualPath);
}

/** Field names and what is expected there; the values stay out, since a key may have been pasted into the wrong field. */
export function settingsProblems(error: unknown): string {
  const issues = (error as { issues?: { path: PropertyKey[]; code: string; keys?: string[] }[] }).issues;
  if (!issues) {
    const { code } = error as { code?: string };
    return code === 'ERR_INVALID_URL' ? 'baseUrl is not a URL' : 'settings do not fit the protocol';
  }
  return issues
    .map(
      ({ path, code, keys }) =>
        `${['options', ...path].map(String).join('.')}: ${keys ? `unknown ${keys.join(', ')}` : code}`,
    )
    .join('; ');
}
