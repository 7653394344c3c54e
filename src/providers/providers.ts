import type { Providers } from '../app';
import { parseRate } from '../domain/money/exchange';
import type { Logger } from '../platform/logger';
import type { Clock } from '../ports/clock';
import type { ProviderSettings, SmsProvider } from '../ports/sms-provider';
import { inShopCurrency } from './in-shop-currency';

/** A provider's row, as far as its adapter needs it. */
export interface StoredProvider extends Omit<ProviderSettings, 'apiKey' | 'webhookKey'> {
  readonly apiKeySealed: Buffer | null;
  readonly webhookKeySealed: Buffer | null;
  readonly revision: number;
  /** In which its prices are, when not in the shop's. */
  readonly currency: string | null;
  /** What one unit of that is worth in the shop's, as a decimal. */
  readonly exchangeRate: string | null;
}

interface ProvidersOptions {
  readonly load: (providerId: number) => Promise<StoredProvider | null | undefined>;
  readonly loadAll: () => Promise<readonly StoredProvider[]>;
  /** Opens a sealed key; called only when a request is built. */
  readonly openKey: (sealed: Buffer) => string;
  /** The adapter for a row; the same one until the row changes (the registry's `get`). */
  readonly build: (settings: ProviderSettings) => SmsProvider;
  readonly protocols?: readonly string[];
  readonly linkProtocols?: readonly string[];
  /** The adapter for what is no row yet (the registry's `tryOut`). */
  readonly tryOut?: (settings: ProviderSettings) => SmsProvider;
  /** What is wrong with a row; undefined when it fits (the registry's `check`). */
  readonly check?: (settings: ProviderSettings) => string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

const FRESH_MS = 1_000;
/** Limits are checked where they are typed; here they only have to be there. */
const LIMITS = { timeoutMs: 10_000, budgetPerSecond: 5, budgetBurst: 10 };

interface Known {
  readonly adapter: SmsProvider | undefined;
  /** The adapter as it is without a look at currencies. */
  readonly inner: SmsProvider | undefined;
  readonly money: string;
  readonly revision: number | undefined;
  readonly readAtMs: number;
}

/** Adapters by provider, from rows that are looked at once a second at most. A row that fits no adapter counts as none. */
export function createProviders(o: ProvidersOptions): Providers {
  const known = new Map<number, Known>();
  const loading = new Map<number, Promise<SmsProvider | undefined>>();

  async function load(id: number): Promise<SmsProvider | undefined> {
    const row = (await o.load(id)) ?? undefined;
    const before = known.get(id);
    const inner = row && build(row, before?.revision);
    const money = `${row?.currency} ${row?.exchangeRate}`;
    const isSame = inner !== undefined && inner === before?.inner && money === before.money;
    const adapter = isSame ? before.adapter : inner && withMoney(inner, row!);
    known.set(id, { adapter, inner, money, revision: row?.revision, readAtMs: o.clock.monotonicMs() });
    return adapter;
  }

  /** Undefined: no key, or one that cannot be opened. */
  function accountOf({ baseUrl, apiKeySealed }: StoredProvider): string | undefined {
    try {
      const key = apiKeySealed ? o.openKey(apiKeySealed) : '';
      return key === '' ? undefined : `${new URL(baseUrl).host}\n${key}`;
    } catch {
      return undefined;
    }
  }

  const opened = (sealed: Buffer | null) => () => (sealed ? o.openKey(sealed) : '');

  function build(
    { apiKeySealed, webhookKeySealed, revision, id, name, protocol, baseUrl, options, ...row }: StoredProvider,
    before: number | undefined,
  ) {
    // Only what an adapter is made of: it is kept while this stays the same, and the row holds more that does not.
    const { timeoutMs, budgetPerSecond, budgetBurst } = row;
    const settings = { id, name, protocol, baseUrl, options, timeoutMs, budgetPerSecond, budgetBurst };
    try {
      return o.build({ ...settings, apiKey: opened(apiKeySealed), webhookKey: opened(webhookKeySealed) });
    } catch (err) {
      if (revision !== before) o.log.warn({ err, provider: id }, 'the settings of a provider fit no adapter');
      return undefined;
    }
  }

  return {
    protocols: o.protocols ?? [],
    linkProtocols: o.linkProtocols ?? [],
    async rowsOfAccount(id) {
      const rows = await o.loadAll();
      const own = rows.find((row) => row.id === id);
      const account = own && accountOf(own);
      return account === undefined ? [id] : rows.filter((row) => accountOf(row) === account).map((row) => row.id);
    },
    tryOut: ({ apiKey, ...row }) => o.tryOut?.({ ...LIMITS, ...row, id: 0, name: '', apiKey: () => apiKey }),
    async rowsWithKey({ baseUrl, apiKey }) {
      const account = `${new URL(baseUrl).host}\n${apiKey}`;
      return (await o.loadAll()).filter((row) => accountOf(row) === account).map(({ id }) => id);
    },
    problemOf: (row) => o.check?.({ ...LIMITS, ...row, id: 0, name: '', apiKey: () => '', webhookKey: () => '' }),
    async get(id, { isNow } = { isNow: false }) {
      if (isNow) return load(id);
      const found = known.get(id);
      const ageMs = found ? o.clock.monotonicMs() - found.readAtMs : Number.POSITIVE_INFINITY;
      if (found && ageMs < FRESH_MS) return found.adapter;
      const pending = loading.get(id) ?? load(id).finally(() => loading.delete(id));
      loading.set(id, pending);
      return pending;
    },
  };
}

function withMoney(inner: SmsProvider, { currency, exchangeRate }: StoredProvider): SmsProvider {
  if (currency === null) return inner;
  return inShopCurrency(inner, { currency, rate: exchangeRate === null ? undefined : parseRate(exchangeRate) });
}
