import type { Clock } from '../ports/clock';
import type { ProviderFault, ProviderSettings, SmsProvider } from '../ports/sms-provider';
import type { ProviderAdapter } from './provider-adapter';
import { createVendorDoor, type Reader, type VendorDoor } from './vendor-door';
import type { Unclear } from './vendor-reply';

/** One vendor's account, as an adapter finds it. */
export interface Vendor<Own> {
  /** The keys are here, and the options as they were typed. */
  readonly row: ProviderSettings;
  /** What the protocol read from the row. */
  readonly own: Own;
  readonly door: VendorDoor;
  readonly clock: Clock;
}

/** Undefined values are left out. */
export type Query = Readonly<Record<string, string | undefined>>;

/** An adapter's only way to the wire: one call, and what its answer means. Nothing is repeated in it. */
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
    create(row, { wire, clock }) {
      const vendor = { row, own: o.settings(row), door: createVendorDoor(wire, clock), clock };
      return { id: row.id, name: row.name, ...o.open(vendor) };
    },
  };
}
