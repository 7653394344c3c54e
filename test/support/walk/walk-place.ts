import type { SupplierBrand } from '../../../src/domain/supply/supplier-brand';
import { type HandlerVendor, startHandlerVendor } from '../../../src/sandbox/vendors';
import type { LiveWorldOptions } from '../live-shop';
import { openPanelShop, type PanelShop } from '../panel-shop';

/** A shop with a panel, and a supplier that it may choose by name but is not connected with. */
export interface WalkPlace {
  readonly panel: PanelShop;
  readonly supplier: HandlerVendor;
  close(): Promise<void>;
}

const SUPPLIER_KEY = '0123456789abcdef0123456789abcdef';

export async function openWalkPlace(o: LiveWorldOptions = {}): Promise<WalkPlace> {
  const dialect = 'hero';
  const supplier = await startHandlerVendor({ name: 'spring', dialect, apiKey: SUPPLIER_KEY, minCancelAgeMs: 0 });
  const { name, protocol, baseUrl } = supplier;
  const key = { fits: /^[0-9a-f]{32}$/, example: '0123…cdef' };
  const pace = { budgetPerSecond: 50, budgetBurst: 100, pollIntervalMs: 200 };
  const brand: SupplierBrand = { id: 'spring', name, protocol, baseUrl, options: { dialect }, key, ...pace };
  const panel = await openPanelShop({ pollIntervalMs: 200, brands: [brand], ...o });
  return {
    panel,
    supplier,
    async close() {
      await panel.close();
      await supplier.stop();
    },
  };
}
