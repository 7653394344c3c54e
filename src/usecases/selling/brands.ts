import type { App } from '../../app';
import { SUPPLIER_BRANDS, type SupplierBrand } from '../../domain/supply/supplier-brand';

export interface ListedBrand extends SupplierBrand {
  /** The provider that buys there already. */
  readonly providerId?: number;
}

/** Suppliers by name; those that the shop is connected with first. */
export async function listBrands(app: App): Promise<ListedBrand[]> {
  const rows = await app.db.providers.listStored();
  const brands = [...(app.moreBrands ?? []), ...SUPPLIER_BRANDS].map((brand): ListedBrand => {
    const row = rows.find(
      ({ protocol, baseUrl, apiKeySealed }) =>
        apiKeySealed !== null && protocol === brand.protocol && hostOf(baseUrl) === hostOf(brand.baseUrl),
    );
    return row ? { ...brand, providerId: row.id } : brand;
  });
  return [...brands.filter(isConnected), ...brands.filter((brand) => !isConnected(brand))];
}

export async function findBrand(app: App, id: string): Promise<ListedBrand | undefined> {
  return (await listBrands(app)).find((brand) => brand.id === id);
}

const isConnected = ({ providerId }: ListedBrand) => providerId !== undefined;
const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url);
