import type { App } from '../../app';
import type { SupplierBrand } from '../../domain/supply/supplier-brand';
import type { ProviderFaultKind } from '../../ports/sms-provider';
import type { Refusal } from '../../resources/kit/resource';
import { provider } from '../../resources/provider';
import { createRow, type Saver, updateRow } from '../catalogue/save-row';
import { isRate, usualRateCurrency } from './supplier-money';

export interface SupplierKey extends Saver {
  readonly brand: SupplierBrand;
  readonly apiKey: string;
  /** Where the brand's key goes with the name of an account. */
  readonly account?: string;
  /** What one unit of its currency is worth in the shop's, where that is another one. */
  readonly exchangeRate?: string;
}

export type ConnectOutcome =
  | {
      readonly kind: 'connected';
      readonly providerId: number;
      /** Our money there, in `currency`, or the shop's when that is null. Null where its protocol does not tell. */
      readonly balance: bigint | null;
      readonly currency: string | null;
    }
  /** It does not look like a key of theirs; nobody was asked. */
  | { readonly kind: 'no_key' }
  | { readonly kind: 'rate_needed'; readonly currency: string }
  | { readonly kind: 'fails'; readonly fault: ProviderFaultKind }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const MOST_NAMES = 20;

/**
 * Tries a key at its supplier and stores the supplier once it answers: under the brand's name, or, where a provider of the
 * shop has this key already, as that one. Doing it again makes no second one: the key is looked for first, and names are
 * unique (`providers_name_key`).
 */
export async function connectSupplier(app: App, o: SupplierKey): Promise<ConnectOutcome> {
  const { brand } = o;
  const apiKey = o.apiKey.trim();
  if (!brand.key.fits.test(apiKey)) return { kind: 'no_key' };
  const options = { ...brand.options, ...(brand.account ? { [brand.account]: o.account ?? '' } : {}) };
  const currency = usualRateCurrency(app, brand.protocol, options);
  if (currency !== null && !isRate(o.exchangeRate)) return { kind: 'rate_needed', currency };
  const { protocol, baseUrl } = brand;
  const reply = await ask(app, { protocol, baseUrl, options, apiKey });
  if (reply.kind === 'fails') return reply;
  const [known] = await app.providers.rowsWithKey({ baseUrl, apiKey });
  if (known !== undefined) {
    await updateRow(app, provider, known, { isActive: true }, o);
    return { kind: 'connected', providerId: known, balance: reply.balance, currency };
  }
  const { budgetPerSecond, budgetBurst, timeoutMs, pollIntervalMs } = brand;
  const money = currency === null ? {} : { currency, exchangeRate: o.exchangeRate!.trim() };
  const pace = { budgetPerSecond, budgetBurst, timeoutMs, pollIntervalMs };
  const row = { protocol, baseUrl, apiKey, options, ...pace, ...money };
  for (let at = 1; ; at += 1) {
    const name = at === 1 ? brand.name : `${brand.name} ${at}`;
    const outcome = await createRow(app, provider, { ...row, name }, o);
    if (outcome.kind === 'already_exists' && at < MOST_NAMES) continue;
    if (outcome.kind === 'changed_meanwhile') continue;
    if (outcome.kind !== 'saved') return { kind: 'refused', refusal: outcome };
    if (reply.balance !== null) await app.db.providers.rememberBalance(outcome.id, reply.balance, app.clock.now());
    return { kind: 'connected', providerId: outcome.id, balance: reply.balance, currency };
  }
}

type Tried = { readonly kind: 'works'; readonly balance: bigint | null } | Extract<ConnectOutcome, { kind: 'fails' }>;

async function ask(app: App, row: Parameters<App['providers']['tryOut']>[0]): Promise<Tried> {
  try {
    const adapter = app.providers.tryOut(row);
    const reply = await adapter?.balance?.();
    if (reply?.kind === 'fault') return { kind: 'fails', fault: reply.fault };
    return { kind: 'works', balance: reply?.amount ?? null };
  } catch (err) {
    app.log.error({ err, protocol: row.protocol }, 'trying a key of a supplier broke off');
    return { kind: 'fails', fault: 'unavailable' };
  }
}
