import { createHttpClient } from '../../src/platform/http-client';
import { silentLogger } from '../../src/platform/logger';
import { systemClock } from '../../src/platform/system-clock';
import type { ProviderSettings, SmsProvider } from '../../src/ports/sms-provider';
import { createProviderRegistry } from '../../src/providers/registry';

/** The row of a supplier that is in nobody's way: fast, patient, no options. */
export function settingsFor(
  vendor: { name: string; protocol: string; baseUrl: string; apiKey: string },
  more: Partial<ProviderSettings> = {},
): ProviderSettings {
  return {
    id: 1,
    name: vendor.name,
    protocol: vendor.protocol,
    baseUrl: vendor.baseUrl,
    apiKey: () => vendor.apiKey,
    options: {},
    timeoutMs: 10_000,
    budgetPerSecond: 10_000,
    budgetBurst: 10_000,
    ...more,
  };
}

/** Adapters as the program builds them, and the connections they hold. */
export function openProviders() {
  const http = createHttpClient();
  return {
    at: (settings: ProviderSettings): SmsProvider =>
      createProviderRegistry({ http, clock: systemClock, log: silentLogger }).get(settings),
    close: () => http.close(),
  };
}
