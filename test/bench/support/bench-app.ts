import type { App } from '../../../src/app';
import type { Database } from '../../../src/database/database';
import { createPersonMarks } from '../../../src/database/person-marks';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/domain/settings';
import { cryptoIds } from '../../../src/platform/crypto-ids';
import { silentLogger } from '../../../src/platform/logger';
import { noLookups } from '../../../src/platform/no-lookups';
import { systemClock } from '../../../src/platform/system-clock';
import { noPaymentAccounts } from '../../support/payment-accounts';

/** An App over a bench database, with no suppliers: what is measured must not call one. */
export function benchApp(db: Database, settings: Partial<Settings> = {}): App {
  const current: Settings = { ...DEFAULT_SETTINGS, ...settings };
  return {
    db,
    clock: systemClock,
    ids: cryptoIds,
    log: silentLogger,
    providers: {
      protocols: [],
      linkProtocols: [],
      problemOf: () => undefined,
      tryOut: () => undefined,
      rowsWithKey: async () => [],
      rowsOfAccount: async (id) => [id],
      get: async (id) => {
        throw new Error(`the benchmark has no provider ${id}`);
      },
    },
    payments: noPaymentAccounts,
    settings: async () => current,
    customTexts: async () => ({}),
    requiredChannels: async () => [],
    personMark: createPersonMarks(db, { seal: (text) => Buffer.from(text), open: String }),
    wake: () => undefined,
    telegram: noLookups,
    ownerIds: [],
    currency: 'USD',
  };
}
