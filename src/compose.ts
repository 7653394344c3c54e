import { createHmac } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { App } from './app';
import type { Config } from './config';
import type { Database } from './database/database';
import { createPersonMarks } from './database/person-marks';
import { createCustomTextsReader, createRequiredChannelsReader, createSettingsReader } from './database/timed-readers';
import { createTokenStore } from './database/token-store';
import { createPaymentAccounts } from './payments/accounts';
import { createPaymentProviders } from './payments/registry';
import { cryptoIds } from './platform/crypto-ids';
import { createEventSender } from './platform/event-sender';
import { createHttpClient } from './platform/http-client';
import type { Logger } from './platform/logger';
import { noLookups } from './platform/no-lookups';
import { SecretBox } from './platform/secret-box';
import { systemClock } from './platform/system-clock';
import type { TelegramLookups } from './ports/messenger';
import type { ProviderCall } from './providers/guarded-provider';
import { createProviders } from './providers/providers';
import { createProviderRegistry } from './providers/registry';

export interface Composition {
  readonly app: App;
  readonly secretBox: SecretBox;
  /** Emits the name of a loop for which there is work. */
  readonly wakes: EventEmitter;
  close(): void;
}

/** Builds the program's parts over an open database and hands them to each other. Starts nothing. */
export function compose(o: {
  config: Pick<Config, 'currency' | 'secretKey' | 'ownerIds'> &
    Partial<Pick<Config, 'namedSecrets' | 'telegram' | 'oldSecretKey' | 'publicUrl' | 'smsSpoolRoots'>>;
  db: Database;
  log: Logger;
  secretBox?: SecretBox;
  /** Undefined in a process that does not speak with Telegram. */
  telegram?: TelegramLookups;
  onProviderCall?: (call: ProviderCall) => void;
  /** Suppliers that operators may choose by name, besides the usual ones. */
  brands?: App['moreBrands'];
}): Composition {
  const { config, db, log, secretBox = secretBoxOf(config), telegram = noLookups } = o;
  const http = createHttpClient();
  const wakes = new EventEmitter();
  const budgetKey = createHmac('sha256', Buffer.from(config.secretKey.reveal(), 'base64'))
    .update('request budgets')
    .digest();
  const tokens = {
    store: createTokenStore(db),
    fingerprint: (text: string) => createHmac('sha256', budgetKey).update(text).digest(),
  };
  const registry = createProviderRegistry({
    ...{ tokens, http, clock: systemClock, log, onCall: o.onProviderCall },
    spoolRoots: config.smsSpoolRoots,
  });
  const app: App = {
    db,
    clock: systemClock,
    ids: cryptoIds,
    log,
    settings: createSettingsReader(db, systemClock),
    customTexts: createCustomTextsReader(db, systemClock),
    requiredChannels: createRequiredChannelsReader(db, systemClock),
    providers: createProviders({
      load: (id) => db.providers.findStored(id),
      loadAll: () => db.providers.listStored(),
      openKey: (sealed) => secretBox.open(sealed),
      build: (settings) => registry.get(settings),
      protocols: registry.protocols,
      linkProtocols: registry.linkProtocols,
      check: (settings) => registry.check(settings),
      tryOut: (settings) => registry.tryOut(settings),
      clock: systemClock,
      log,
    }),
    payments: createPaymentAccounts({
      registry: createPaymentProviders({ http, clock: systemClock, log }),
      openKey: (sealed) => secretBox.open(sealed),
      log,
    }),
    wake: (loop) => void wakes.emit(loop),
    telegram,
    ownerIds: config.ownerIds,
    ...(config.namedSecrets ? { namedSecrets: config.namedSecrets } : {}),
    events: createEventSender({
      // In the sandbox everything is on loopback, and nothing of it is for anybody else.
      reach: !config.telegram || config.telegram.dataCentre !== undefined ? 'loopback' : 'internet',
      box: secretBox,
    }),
    personMark: createPersonMarks(db, secretBox),
    currency: config.currency,
    moreBrands: o.brands ?? [],
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
  };
  return { app, secretBox, wakes, close: () => http.close() };
}

export function secretBoxOf({ secretKey, oldSecretKey }: Pick<Config, 'secretKey' | 'oldSecretKey'>): SecretBox {
  return new SecretBox(secretKey, ...(oldSecretKey ? [oldSecretKey] : []));
}
