import type { HttpClient } from '../platform/http-client';
import type { Logger } from '../platform/logger';
import { createVendorTransport } from '../platform/vendor/client';
import type { Clock } from '../ports/clock';
import type { ProviderSettings, SmsProvider } from '../ports/sms-provider';
import { createCircuitBreaker } from './circuit-breaker';
import { fiveSimAdapter } from './five-sim';
import { gammuSmsdAdapter } from './gammu-smsd';
import { genericInboxAdapter } from './generic-inbox';
import { guardProvider, type ProviderCall } from './guarded-provider';
import { handlerApiAdapter } from './handler-api';
import { kannelAdapter } from './kannel';
import { type ProviderAdapter, settingsProblems } from './kit/adapter';
import { onlineSimAdapter } from './onlinesim';
import { createKeyRateLimits, type KeyRateLimits, type SharedTokens } from './rate-limit/key-rate-limits';
import { smppAdapter } from './smpp';
import { smsManAdapter } from './sms-man';
import { smsPoolAdapter } from './sms-pool';
import { smsPvaAdapter } from './sms-pva';
import { smsServerToolsAdapter } from './sms-server-tools';
import { sourceChatAdapter } from './source-chat';
import { textVerifiedAdapter } from './textverified';
import { twilioAdapter } from './twilio';
import { vakSmsAdapter } from './vak-sms';
import { vonageAdapter } from './vonage';

const ADAPTERS: readonly ProviderAdapter[] = [
  handlerApiAdapter,
  genericInboxAdapter,
  fiveSimAdapter,
  onlineSimAdapter,
  smppAdapter,
  smsManAdapter,
  smsPoolAdapter,
  smsPvaAdapter,
  sourceChatAdapter,
  textVerifiedAdapter,
  twilioAdapter,
  vakSmsAdapter,
  vonageAdapter,
  gammuSmsdAdapter,
  smsServerToolsAdapter,
  kannelAdapter,
];

interface ProviderRegistry {
  /** The provider of this row; the same one until the row changes. Throws ProviderSettingsError for a row that does not fit. */
  get(settings: ProviderSettings): SmsProvider;
  /** A provider that no row stands for yet, to ask it once. Throws as `get` does. */
  tryOut(settings: ProviderSettings): SmsProvider;
  /** What is wrong with a row, for whoever edits it; undefined when it fits. Sends nothing. */
  check(settings: ProviderSettings): string | undefined;
  /** Forgets a deleted provider. */
  forget(id: number): void;
  readonly protocols: readonly string[];
  /** Those whose rows are links that the shop keeps open. */
  readonly linkProtocols: readonly string[];
}

interface RegistryParts extends BuildParts {
  /** Where all processes of the shop count their calls together; left out, this one counts alone. */
  readonly tokens?: SharedTokens;
  /** Further protocols, for tests. */
  readonly adapters?: readonly ProviderAdapter[];
}

interface Entry {
  readonly revision: string;
  readonly provider: SmsProvider;
  latest: ProviderSettings;
}

export function createProviderRegistry(parts: RegistryParts): ProviderRegistry {
  const adapters = new Map([...ADAPTERS, ...(parts.adapters ?? [])].map((one) => [one.protocol, one]));
  const entries = new Map<number, Entry>();
  const rateLimits = createKeyRateLimits(parts);

  return {
    get(settings) {
      const revision = revisionOf(settings);
      const known = entries.get(settings.id);
      if (known?.revision === revision) {
        known.latest = settings;
        return known.provider;
      }
      // A changed key alone needs no new adapter: the key is asked for at each call, from the latest row.
      const entry: { latest: ProviderSettings } = { latest: settings };
      const live: ProviderSettings = {
        ...settings,
        apiKey: () => entry.latest.apiKey(),
        webhookKey: () => entry.latest.webhookKey?.() ?? '',
      };
      const made: Entry = Object.assign(entry, {
        revision,
        provider: buildProvider(live, adapters, parts, rateLimits),
      });
      entries.set(settings.id, made);
      return made.provider;
    },
    tryOut: (settings) => buildProvider(settings, adapters, parts, rateLimits),
    check(settings) {
      try {
        buildProvider(settings, adapters, parts, rateLimits);
        return undefined;
      } catch (error) {
        if (error instanceof ProviderSettingsError) return error.message;
        throw error;
      }
    },
    forget: (id) => void entries.delete(id),
    protocols: [...adapters.keys()],
    linkProtocols: [...adapters.values()].filter(({ isLink }) => isLink).map(({ protocol }) => protocol),
  };
}

/** Everything but the keys, which are never cached. */
function revisionOf({ apiKey: _, webhookKey: __, ...rest }: ProviderSettings): string {
  return JSON.stringify(rest);
}

/** A provider row that no adapter can work with. The message names fields, never values. */
export class ProviderSettingsError extends Error {}

/** Purchases from a provider stop, or go on: because it does not answer (`reach`), or because they alone keep failing. */
export interface BreakerChange {
  readonly provider: string;
  readonly breaker: 'reach' | 'purchases';
  readonly state: 'open' | 'closed';
}

/** What every provider is built with. */
interface BuildParts {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onCall?: (call: ProviderCall) => void;
  readonly onBreaker?: (change: BreakerChange) => void;
  /** SMS_SPOOL_ROOTS. */
  readonly spoolRoots?: readonly string[];
}

/** Five failures in a row stop purchases for half a minute, then one may try. */
const BREAKER = { openAfter: 5, pauseMs: 30_000 };

/** Puts an adapter together with its rate limit, breakers and guard. Throws ProviderSettingsError for a row that does not fit. */
function buildProvider(
  settings: ProviderSettings,
  adapters: ReadonlyMap<string, ProviderAdapter>,
  parts: BuildParts,
  rateLimits: KeyRateLimits,
): SmsProvider {
  const adapter = adapters.get(settings.protocol);
  if (!adapter) throw new ProviderSettingsError(`no adapter for protocol "${settings.protocol}"`);
  if (!(settings.budgetPerSecond > 0)) throw new ProviderSettingsError('budgetPerSecond must be above 0');
  if (!(settings.timeoutMs > 0)) throw new ProviderSettingsError('timeoutMs must be above 0');
  const { clock, log, spoolRoots } = parts;
  const transport = createVendorTransport(parts.http, rateLimits.of(settings), settings.timeoutMs);
  const heard = (breaker: BreakerChange['breaker']) => (state: BreakerChange['state']) => {
    log.warn({ provider: settings.id, breaker, state }, 'purchases from a supplier stop, or go on');
    parts.onBreaker?.({ provider: settings.name, breaker, state });
  };
  const breakers = {
    purchases: createCircuitBreaker(BREAKER, clock, heard('purchases')),
    reach: createCircuitBreaker(BREAKER, clock, heard('reach')),
  };
  return guardProvider(createChecked(adapter, settings, { transport, clock, log, spoolRoots }), {
    ...breakers,
    clock,
    log,
    onCall: parts.onCall,
    hideKey: (text) => text.replaceAll(settings.apiKey() || '***', '***'),
  });
}

function createChecked(
  adapter: ProviderAdapter,
  settings: ProviderSettings,
  parts: Parameters<ProviderAdapter['create']>[1],
): SmsProvider {
  try {
    return adapter.create(settings, parts);
  } catch (error) {
    throw new ProviderSettingsError(settingsProblems(error));
  }
}
