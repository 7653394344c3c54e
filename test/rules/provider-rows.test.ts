import { createSettingsReader } from '../../src/database/timed-readers';
import { DEFAULT_SETTINGS } from '../../src/domain/settings';
import { createLogger, silentLogger } from '../../src/platform/logger';
import type { ProviderSettings, SmsProvider } from '../../src/ports/sms-provider';
import { createProviders, type StoredProvider } from '../../src/providers/providers';
import { TestClock } from '../support/test-clock';

const row: StoredProvider = {
  id: 1,
  name: 'hero',
  protocol: 'handler_api',
  baseUrl: 'http://127.0.0.1:9',
  webhookKeySealed: null,
  apiKeySealed: Buffer.from('sealed'),
  options: {},
  timeoutMs: 100,
  budgetPerSecond: 1,
  budgetBurst: 1,
  revision: 1,
  currency: null,
  exchangeRate: null,
};

function open(build: (settings: ProviderSettings) => SmsProvider, log = silentLogger) {
  const clock = new TestClock();
  const reads = { count: 0 };
  const providers = createProviders({
    loadAll: async () => [],
    load: async (id) => {
      reads.count += 1;
      return id === 1 ? row : undefined;
    },
    openKey: (sealed) => `opened ${sealed.toString()}`,
    build,
    clock,
    log,
  });
  return { clock, reads, providers };
}

const adapter = (settings: ProviderSettings): SmsProvider => ({
  id: settings.id,
  name: settings.apiKey(),
  capabilities: new Set(),
});

describe('the adapter of a provider', () => {
  it('is made from its row, which is read once a second however many ask', async () => {
    const { clock, reads, providers } = open(adapter);
    await Promise.all([providers.get(1), providers.get(1), providers.get(1)]);
    expect((await providers.get(1))?.name).toBe('opened sealed');
    expect(reads.count).toBe(1);
    await clock.advance(1_000);
    await providers.get(1);
    expect(reads.count).toBe(2);
  });

  it('is none where there is no row, or where the row fits no adapter, which is logged once', async () => {
    const lines: string[] = [];
    const log = createLogger({ level: 'warn', destination: { write: (line) => void lines.push(line) } });
    const { clock, providers } = open(() => {
      throw new Error('options.dialect: invalid_value');
    }, log);
    expect(await providers.get(2)).toBeUndefined();
    expect(await providers.get(1)).toBeUndefined();
    await clock.advance(1_000);
    expect(await providers.get(1)).toBeUndefined();
    expect(lines).toHaveLength(1);
  });
});

describe('the settings', () => {
  it('are the defaults but for what an operator set to a value of the right kind, at most a second old', async () => {
    const clock = new TestClock();
    let rows: { key: string; value: unknown }[] = [
      { key: 'maxOpenReservations', value: 5 },
      { key: 'isInMaintenance', value: 'yes' },
      { key: 'unknown', value: 1 },
    ];
    const settings = createSettingsReader(
      { settings: { list: async () => rows.map((row) => ({ ...row, updatedAt: clock.now() })) } },
      clock,
    );
    expect(await settings()).toEqual({ ...DEFAULT_SETTINGS, maxOpenReservations: 5 });
    rows = [];
    expect((await settings()).maxOpenReservations).toBe(5);
    await clock.advance(1_000);
    expect(await settings()).toEqual(DEFAULT_SETTINGS);
  });
});
