import type { App } from '../../app';
import type { SecretBox } from '../../platform/secret-box';
import { DEMO_COUNTRIES } from './demo/demo-countries';
import { DEMO_OFFERS, demoNumbers } from './demo/demo-offers';
import { DEMO_SERVICES } from './demo/demo-services';
import { type DemoCodes, type DemoVendor, hasNumbersFor, isPool } from './demo/demo-vendor';

export interface DemoSeed {
  readonly secretBox: SecretBox;
  readonly vendors: readonly DemoVendor[];
  /** How many numbers of our own, dealt out among the vendors that are pools. */
  readonly poolNumbers: number;
}

/**
 * Fills the shop with something to sell: services, countries, offers, the given suppliers with routes, and numbers of our
 * own. Safe to call at every start: what is there stays as it is, only addresses and keys of suppliers are renewed.
 * @returns the phones of all pools, and of each by its name (E.164 digits without the plus), for suppliers to know them
 */
export async function seedDemoCatalogue(
  app: Pick<App, 'db' | 'clock'>,
  seed: DemoSeed,
): Promise<{ poolPhones: string[]; phonesOf: ReadonlyMap<string, readonly string[]> }> {
  const at = app.clock.now();
  const pools = seed.vendors.filter(isPool);
  const numbers = demoNumbers(seed.poolNumbers).map((one) => ({ ...one, pool: poolOf(pools, namesOf(one)) }));
  await app.db.transact(async (tx) => {
    const rows = tx.catalogueSeed;
    await rows.putServices(DEMO_SERVICES, at);
    await rows.putCountries(DEMO_COUNTRIES, at);
    await rows.putOffers(
      DEMO_OFFERS.map((offer) => ({ ...namesOf(offer), price: String(offer.price) })),
      at,
    );
    const suppliers: Supplier[] = [];
    for (const vendor of seed.vendors) {
      suppliers.push({ vendor, id: await rows.putProvider(toRow(vendor, seed.secretBox), at) });
    }
    await rows.putRoutes(routesOf(suppliers), at);
    const idOf = new Map(suppliers.map(({ vendor, id }) => [vendor, id]));
    const owned = numbers.flatMap((one) => (one.pool ? [{ ...one, provider: idOf.get(one.pool)! }] : []));
    if (owned.length > 0)
      await rows.putNumbers(
        owned.map((one) => ({ ...namesOf(one), phone: one.phone, provider: one.provider })),
        at,
      );
    const sims = pools.flatMap((pool) =>
      numbers
        .filter((one) => pool.slotOf && one.pool === pool)
        .map(({ phone, service }, index) => ({
          ...{ provider: idOf.get(pool)!, slot: pool.slotOf!(index), phone, services: service.code },
        })),
    );
    if (sims.length > 0) await rows.putSims(sims, at);
  });
  const phonesOf = new Map(
    pools.map((pool) => [pool.name, numbers.filter((one) => one.pool === pool).map(({ phone }) => phone)]),
  );
  return { poolPhones: numbers.map(({ phone }) => phone), phonesOf };
}

/** The pool that names an offer has its numbers; the first of the others has the rest. */
function poolOf(pools: readonly DemoVendor[], { service, country }: { service: string; country: string }) {
  const fitting = pools.filter((pool) => hasNumbersFor(pool, service, country));
  return fitting.find((pool) => pool.poolOf !== undefined) ?? fitting[0];
}

interface Supplier {
  readonly vendor: DemoVendor;
  readonly id: number;
}

/** The pool comes first, since its numbers cost nothing; the others take turns at being asked first. */
function routesOf(suppliers: readonly Supplier[]) {
  const pools = suppliers.filter(({ vendor }) => isPool(vendor));
  const shops = suppliers.filter(({ vendor }) => !isPool(vendor));
  return DEMO_OFFERS.flatMap((offer) => [
    ...(offer.hasPool
      ? pools.filter(({ vendor }) => hasNumbersFor(vendor, offer.service.code, offer.country.iso))
      : []
    ).map(({ id }) => ({
      ...{ ...namesOf(offer), provider: id, isPool: true, priority: 0 },
      ...{ serviceCode: null, countryCode: null, maxCost: null },
    })),
    ...(offer.isOnDemand ? shops : []).flatMap(({ id, vendor }, index) => {
      const codes = codesFor(vendor, offer);
      const priority = 10 + ((index + offer.turn) % shops.length) * 10;
      const route = { ...namesOf(offer), provider: id, isPool: false, priority, maxCost: String(offer.maxCost) };
      return codes ? [{ ...route, ...codes }] : [];
    }),
  ]);
}

function codesFor({ codesOf }: DemoVendor, { service, country }: (typeof DEMO_OFFERS)[number]): DemoCodes | undefined {
  return codesOf
    ? codesOf(service.code, country.iso)
    : { serviceCode: service.vendorCode, countryCode: country.vendorId };
}

function namesOf({ service, country }: { service: { code: string }; country: { iso: string } }) {
  return { service: service.code, country: country.iso };
}

function toRow(vendor: DemoVendor, secretBox: SecretBox) {
  const {
    name,
    protocol,
    baseUrl,
    options,
    mode = 'POLL' as const,
    pollIntervalMs = 1000,
    timeoutMs = 10_000,
  } = vendor;
  const { budgetPerSecond = 50, budgetBurst = 100, earlyCancelS = 120 } = vendor;
  const apiKeySealed = secretBox.seal(vendor.apiKey);
  return {
    ...{ name, protocol, baseUrl, options, mode, pollIntervalMs, timeoutMs },
    ...{ budgetPerSecond, budgetBurst, earlyCancelS, apiKeySealed },
  };
}
