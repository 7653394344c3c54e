import type { HttpClient } from '../platform/http-client';
import type { Logger } from '../platform/logger';
import type { Clock } from '../ports/clock';
import type { ProviderSettings, SmsProvider } from '../ports/sms-provider';
import { createCircuitBreaker } from './circuit-breaker';
import { fiveSimAdapter } from './five-sim';
import { genericInboxAdapter } from './generic-inbox';
import type { ProviderCall } from './guarded-provider';
import { guardProvider } from './guarded-provider';
import { handlerApiAdapter } from './handler-api';
import { onlineSimAdapter } from './onlinesim';
import type { ProviderAdapter } from './provider-adapter';
import { createRequestBudget } from './request-budget';
import { smsManAdapter } from './sms-man';
import { smsPoolAdapter } from './sms-pool';
import { smsPvaAdapter } from './sms-pva';
import { sourceChatAdapter } from './source-chat';
import { textVerifiedAdapter } from './textverified';
import { twilioAdapter } from './twilio';
import { vakSmsAdapter } from './vak-sms';
import { createVendorWire } from './vendor-wire';
import { vonageAdapter } from './vonage';

const ADAPTERS: readonly ProviderAdapter[] = [
  handlerApiAdapter,
  genericInboxAdapter,
  fiveSimAdapter,
  onlineSimAdapter,
  smsManAdapter,
  smsPoolAdapter,
  smsPvaAdapter,
  sourceChatAdapter,
  textVerifiedAdapter,
  twilioAdapter,
  vakSmsAdapter,
  vonageAdapter,
];

/** A provider row that no adapter can work with. The message names fields, never values. */
export class ProviderSettingsError extends Error {}

export interface ProviderRegistry {
  /** The supplier of this row; the same one until the row changes. Throws ProviderSettingsError for a row that does not fit. */
  get(settings: ProviderSettings): SmsProvider;
  /** What is wrong with a row, for whoever edits it; undefined when it fits. Sends nothing. */
  check(settings: ProviderSettings): string | undefined;
  /** Forgets a deleted provider. */
  forget(id: number): void;
  readonly protocols: readonly string[];
}

/** Purchases from a supplier stop, or go on: because it does not answer (`reach`), or because they alone keep failing. */
export interface BreakerChange {
  readonly provider: string;
  readonly breaker: 'reach' | 'purchases';
  readonly state: 'open' | 'closed';
}

export interface RegistryParts {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onCall?: (call: ProviderCall) => void;
  readonly onBreaker?: (change: BreakerChange) => void;
  /** Further protocols, for tests. */
  readonly adapters?: readonly ProviderAdapter[];
}

interface Entry {
  readonly revision: string;
  readonly provider: SmsProvider;
  latest: ProviderSettings;
}

/** Five failures in a row stop purchases for half a minute, then one may try. */
const BREAKER = { openAfter: 5, pauseMs: 30_000 };

export function createProviderRegistry(parts: RegistryParts): ProviderRegistry {
  const adapters = new Map([...ADAPTERS, ...(parts.adapters ?? [])].map((one) => [one.protocol, one]));
  const entries = new Map<number, Entry>();

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
      const made: Entry = Object.assign(entry, { revision, provider: build(live, adapters, parts) });
      entries.set(settings.id, made);
      return made.provider;
    },
    check(settings) {
      try {
        build(settings, adapters, parts);
        return undefined;
      } catch (error) {
        if (error instanceof ProviderSettingsError) return error.message;
        throw error;
      }
    },
    forget: (id) => void entries.delete(id),
    protocols: [...adapters.keys()],
  };
}

function build(
  settings: ProviderSettings,
  adapters: ReadonlyMap<string, ProviderAdapter>,
  parts: RegistryParts,
): SmsProvider {
  const adapter = adapters.get(settings.protocol);
  if (!adapter) throw new ProviderSettingsError(`no adapter for protocol "${settings.protocol}"`);
  if (!(settings.budgetPerSecond > 0)) throw new ProviderSettingsError('budgetPerSecond must be above 0');
  if (!(settings.timeoutMs > 0)) throw new ProviderSettingsError('timeoutMs must be above 0');
  const { clock, log } = parts;
  const limits = { perSecond: settings.budgetPerSecond, burst: settings.budgetBurst };
  const wire = createVendorWire(parts.http, createRequestBudget(limits, clock), settings.timeoutMs);
  const heard = (breaker: BreakerChange['breaker']) => (state: BreakerChange['state']) => {
    log.warn({ provider: settings.id, breaker, state }, 'purchases from a supplier stop, or go on');
    parts.onBreaker?.({ provider: settings.name, breaker, state });
  };
  const breakers = {
    purchases: createCircuitBreaker(BREAKER, clock, heard('purchases')),
    reach: createCircuitBreaker(BREAKER, clock, heard('reach')),
  };
  return guardProvider(createChecked(adapter, settings, { wire, clock, log }), {
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
    throw new ProviderSettingsError(problemsOf(error));
  }
}

/** Field names and what is expected there; the values stay out, since a key may have been pasted into the wrong field. */
function problemsOf(error: unknown): string {
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

/** Everything but the keys, which are never cached. */
function revisionOf({ apiKey: _, webhookKey: __, ...rest }: ProviderSettings): string {
  return JSON.stringify(rest);
}
