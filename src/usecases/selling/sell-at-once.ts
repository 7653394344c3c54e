import type { App } from '../../app';
import type { ProviderFaultKind } from '../../ports/sms-provider';
import type { Refusal } from '../../resources/kit/resource';
import type { Saver } from '../catalogue/save-row';
import { findBrand } from './brands';
import { connectSupplier } from './connect-supplier';
import { type MarkUp, type SaleOffer, sellFromSupplier } from './sell-from-supplier';
import { chooseServices, findSupplierSale, listSaleServices, openSupplierSale } from './supplier-sale';

export interface SupplierOrder extends Saver, MarkUp {
  readonly providerId?: number;
  /** With a key, where there is no provider yet. */
  readonly brand?: string;
  readonly apiKey?: string;
  readonly account?: string;
  readonly exchangeRate?: string;
  /** By their codes or names, or ISO letters; undefined: all. */
  readonly services?: readonly string[];
  readonly countries?: readonly string[];
  readonly isDryRun?: boolean;
}

export type SellAtOnceOutcome =
  | {
      readonly kind: 'sold';
      readonly providerId: number;
      readonly offers: readonly SaleOffer[];
      readonly tooDear: number;
      readonly hadRoute: number;
    }
  | { readonly kind: 'fails'; readonly fault: ProviderFaultKind }
  | { readonly kind: 'cannot_be_asked' }
  | { readonly kind: 'bad_key' }
  | { readonly kind: 'rate_needed'; readonly currency: string }
  | { readonly kind: 'not_found'; readonly entity: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The walk of the panel in one act: connect, read the lists, choose, put on sale. Again it makes only what lacks. */
export async function sellAtOnce(app: App, o: SupplierOrder): Promise<SellAtOnceOutcome> {
  const providerId = await providerOf(app, o);
  if (typeof providerId !== 'number') return providerId;
  const opened = await openSupplierSale(app, { providerId });
  if (opened.kind === 'fails') return opened;
  if (opened.kind === 'not_found') return { kind: 'not_found', entity: 'provider' };
  if (opened.kind === 'nothing_sold') return { kind: 'sold', providerId, offers: [], tooDear: 0, hadRoute: 0 };
  if (opened.kind !== 'opened') return { kind: 'cannot_be_asked' };
  const { saleId } = opened;
  const sale = (await findSupplierSale(app, saleId))!;
  const services = chosen(await listSaleServices(app, sale), o.services);
  if (!Array.isArray(services)) return { kind: 'not_found', entity: `service ${services} of the supplier` };
  const countries = chosen(await chooseServices(app, sale, services), o.countries);
  if (!Array.isArray(countries)) return { kind: 'not_found', entity: `country ${countries} of the supplier` };
  await app.db.sales.choose(saleId, { countries });
  const { markupBp, roundTo, isDryRun, actor, requestId } = o;
  const outcome = await sellFromSupplier(app, { saleId, markupBp, roundTo, isDryRun, actor, requestId });
  if (outcome.kind === 'refused') return outcome;
  if (outcome.kind === 'not_found' || outcome.kind === 'sold_before') return { kind: 'not_found', entity: 'sale' };
  const { offers, tooDear, hadRoute } = outcome;
  return { kind: 'sold', providerId, offers, tooDear, hadRoute };
}

async function providerOf(app: App, o: SupplierOrder): Promise<number | SellAtOnceOutcome> {
  if (o.providerId !== undefined) return o.providerId;
  const brand = o.brand === undefined ? undefined : await findBrand(app, o.brand);
  if (!brand) return { kind: 'not_found', entity: 'brand' };
  if (o.apiKey === undefined) return brand.providerId ?? { kind: 'bad_key' };
  const { apiKey, account, exchangeRate, actor, requestId, secretBox } = o;
  const saver = { actor, requestId, secretBox };
  const outcome = await connectSupplier(app, { brand, apiKey, account, exchangeRate, ...saver });
  switch (outcome.kind) {
    case 'connected':
      return outcome.providerId;
    case 'no_key':
      return { kind: 'bad_key' };
    default:
      return outcome;
  }
}

/** The codes of what was named, or the first name that is nothing of theirs. */
function chosen(
  all: readonly { readonly code: string; readonly name: string; readonly iso?: string | null }[],
  wanted: readonly string[] | undefined,
): string[] | string {
  if (!wanted) return all.map(({ code }) => code);
  const codes: string[] = [];
  for (const word of wanted) {
    const alike = (text: string | null | undefined) => text?.toLowerCase() === word.trim().toLowerCase();
    const found = all.filter(({ code, name, iso }) => alike(iso) || alike(code) || alike(name));
    if (found.length === 0) return word;
    codes.push(...found.map(({ code }) => code));
  }
  return [...new Set(codes)];
}
