import type { HttpClient } from '../platform/http-client';
import type { Logger } from '../platform/logger';
import type { Clock } from '../ports/clock';
import type { ProviderSettings, SmsProvider } from '../ports/sms-provider';
import { createCircuitBreaker } from './circuit-breaker';
import type { ProviderCall } from './guarded-provider';
import { guardProvider } from './guarded-provider';
import type { KeyBudgets } from './key-budgets';
import type { ProviderAdapter } from './provider-adapter';
import { settingsProblems } from './settings-problems';
import { createVendorWire } from './vendor-wire';

/** A provider row that no adapter can work with. The message names fields, never values. */
export class ProviderSettingsError extends Error {}

/** Purchases from a supplier stop, or go on: because it does not answer (`reach`), or because they alone keep failing. */
export interface BreakerChange {
  readonly provider: string;
  readonly breaker: 'reach' | 'purchases';
  readonly state: 'open' | 'closed';
}

/** What every supplier is built with. */
export interface BuildParts {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onCall?: (call: ProviderCall) => void;
  readonly onBreaker?: (change: BreakerChange) => void;
}

/** Five failures in a row stop purchases for half a minute, then one may try. */
const BREAKER = { openAfter: 5, pauseMs: 30_000 };

/** Puts an adapter together with its budget, breakers and guard. Throws ProviderSettingsError for a row that does not fit. */
export function buildProvider(
  settings: ProviderSettings,
  adapters: ReadonlyMap<string, ProviderAdapter>,
  parts: BuildParts,
  budgets: KeyBudgets,
): SmsProvider {
  const adapter = adapters.get(settings.protocol);
  if (!adapter) throw new ProviderSettingsError(`no adapter for protocol "${settings.protocol}"`);
  if (!(settings.budgetPerSecond > 0)) throw new ProviderSettingsError('budgetPerSecond must be above 0');
  if (!(settings.timeoutMs > 0)) throw new ProviderSettingsError('timeoutMs must be above 0');
  const { clock, log } = parts;
  const wire = createVendorWire(parts.http, budgets.of(settings), settings.timeoutMs);
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
    throw new ProviderSettingsError(settingsProblems(error));
  }
}
