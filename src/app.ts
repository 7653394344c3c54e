import type { Secret } from './config/secret';
import type { Database } from './database/database';
import type { PaymentMethod } from './database/entities/payment-method.entity';
import type { PersonMarks } from './database/person-marks';
import type { RequiredChannelRow } from './database/timed-readers';
import type { Settings } from './domain/settings';
import type { SupplierBrand } from './domain/supply/supplier-brand';
import type { CustomTexts } from './domain/texts/custom-texts';
import type { Logger } from './platform/logger';
import type { Clock } from './ports/clock';
import type { EventSender } from './ports/event-sender';
import type { Ids } from './ports/ids';
import type { TelegramLookups } from './ports/messenger';
import type { PaymentProvider, PaymentProviders } from './ports/payment-provider';
import type { ProviderSettings, SmsProvider } from './ports/sms-provider';

/** All that a use case may ask for. `compose.ts` builds it; tests build it over a test database and a test clock. */
export interface App {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly providers: Providers;
  readonly payments: PaymentAccounts;
  /** The settings as they stand, at most a second old. */
  readonly settings: () => Promise<Settings>;
  /** What operators say in their own words, at most a second old; the same object while nothing changes. */
  readonly customTexts: () => Promise<CustomTexts>;
  /** The active channels that everybody must have joined, in their order, at most a second old. */
  readonly requiredChannels: () => Promise<readonly RequiredChannelRow[]>;
  /** Tells the loops of this process that there is work, so that they need not wait for their next look. */
  readonly wake: (loop: Loop) => void;
  /** Answers `not_connected` in a process that does not own the bot's session. */
  readonly telegram: TelegramLookups;
  /** Telegram ids of those to whom the shop belongs. */
  readonly ownerIds: readonly bigint[];
  /** Secrets that a configuration may name: see SECRET_VARIABLE. */
  readonly namedSecrets?: ReadonlyMap<string, Secret>;
  /** Brings events to other programs; undefined where nothing is sent. */
  readonly events?: EventSender;
  /** Marks by which people are known again after they were erased. */
  readonly personMark: PersonMarks;
  /** The shop's one currency, ISO 4217. */
  readonly currency: string;
  /** Suppliers that operators may choose by name, besides those of SUPPLIER_BRANDS. */
  readonly moreBrands?: readonly SupplierBrand[];
  /** Where others reach this shop over HTTP, without a slash at the end; undefined where nobody can. */
  readonly publicUrl?: string;
}

/** What of a provider's row its adapter may object to. */
export type ProviderFit = Pick<ProviderSettings, 'protocol' | 'baseUrl' | 'options'>;

export type Loop = 'outbox' | 'inbox';

export interface Providers {
  /** The adapter for a provider's row as it stands, at most a second old, or read now. Undefined when there is no such row. */
  get(providerId: number, o?: { readonly isNow: boolean }): Promise<SmsProvider | undefined>;
  /** Those that there are adapters for. */
  readonly protocols: readonly string[];
  /** Those whose rows are links that the shop keeps open. */
  readonly linkProtocols: readonly string[];
  /** What does not fit its protocol in a row that somebody wants to store, by fields; undefined when it fits. Sends nothing. */
  problemOf(row: ProviderFit): string | undefined;
  /** An adapter for what is no row yet, to be asked once; undefined where there is none. Throws for what fits no protocol. */
  tryOut(row: ProviderFit & { readonly apiKey: string }): SmsProvider | undefined;
  /** The rows that buy with this key at this host. */
  rowsWithKey(account: { readonly baseUrl: string; readonly apiKey: string }): Promise<readonly number[]>;
  /** The rows that buy with the same key at the same host, this one among them: they share orders, balance and limits. */
  rowsOfAccount(providerId: number): Promise<readonly number[]>;
}

export interface PaymentAccounts extends Pick<PaymentProviders, 'protocols' | 'problemOf'> {
  /** The adapter for a method's row; undefined for Stars, which come over the chat, and where the row fits no adapter. */
  get(method: PaymentMethod): PaymentProvider | undefined;
}
