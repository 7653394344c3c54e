import type { App } from '../../app';
import {
  readSupply,
  readVendorChanges,
  readVendorCodes,
  readVendorPrices,
  type SupplyRow,
  type VendorChangeRow,
  type VendorCodeRow,
  type VendorPriceRow,
} from '../../database/queries/supply';

export type { SupplyRow, VendorChangeRow, VendorCodeRow, VendorPriceRow } from '../../database/queries/supply';

/** How the lists of each provider stand, or of one. */
export function listSupply(app: App, o: { providerId?: number } = {}): Promise<SupplyRow[]> {
  return readSupply(app.db, { ...o, now: app.clock.now() });
}

/** Services or countries as a supplier lists them. */
export function listVendorCodes(
  app: App,
  kind: 'service' | 'country',
  o: { providerId: number; isMapped?: boolean; search?: string; limit: number; skip: number },
): Promise<VendorCodeRow[]> {
  return readVendorCodes(app.db, kind, o);
}

/** The cheapest first. */
export function listVendorPrices(
  app: App,
  o: { providerId: number; serviceId?: number; countryId?: number; limit: number },
): Promise<VendorPriceRow[]> {
  return readVendorPrices(app.db, o);
}

/** The last changes first; `before` is the id of the last one seen. */
export function listVendorChanges(
  app: App,
  o: { providerId?: number; before?: bigint; limit: number },
): Promise<VendorChangeRow[]> {
  return readVendorChanges(app.db, o);
}
