import type { ProviderSettings, SmsProvider } from '../ports/sms-provider';
import { type BuildParts, buildProvider, ProviderSettingsError } from './build-provider';
import { fiveSimAdapter } from './five-sim';
import { genericInboxAdapter } from './generic-inbox';
import { handlerApiAdapter } from './handler-api';
import { createKeyBudgets, type SharedTurns } from './key-budgets';
import { onlineSimAdapter } from './onlinesim';
import type { ProviderAdapter } from './provider-adapter';
import { smsManAdapter } from './sms-man';
import { smsPoolAdapter } from './sms-pool';
import { smsPvaAdapter } from './sms-pva';
import { sourceChatAdapter } from './source-chat';
import { textVerifiedAdapter } from './textverified';
import { twilioAdapter } from './twilio';
import { vakSmsAdapter } from './vak-sms';
import { vonageAdapter } from './vonage';

export type { BreakerChange } from './build-provider';
export { ProviderSettingsError };

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

export interface ProviderRegistry {
  /** The supplier of this row; the same one until the row changes. Throws ProviderSettingsError for a row that does not fit. */
  get(settings: ProviderSettings): SmsProvider;
  /** What is wrong with a row, for whoever edits it; undefined when it fits. Sends nothing. */
  check(settings: ProviderSettings): string | undefined;
  /** Forgets a deleted provider. */
  forget(id: number): void;
  readonly protocols: readonly string[];
}

export interface RegistryParts extends BuildParts {
  /** Where all processes of the shop count their calls together; left out, this one counts alone. */
  readonly turns?: SharedTurns;
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
  const budgets = createKeyBudgets(parts);

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
      const made: Entry = Object.assign(entry, { revision, provider: buildProvider(live, adapters, parts, budgets) });
      entries.set(settings.id, made);
      return made.provider;
    },
    check(settings) {
      try {
        buildProvider(settings, adapters, parts, budgets);
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

/** Everything but the keys, which are never cached. */
function revisionOf({ apiKey: _, webhookKey: __, ...rest }: ProviderSettings): string {
  return JSON.stringify(rest);
}
