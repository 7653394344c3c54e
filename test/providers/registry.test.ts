import { createHttpClient } from '../../src/platform/http-client';
import { silentLogger } from '../../src/platform/logger';
import { systemClock } from '../../src/platform/system-clock';
import { createProviderRegistry, ProviderSettingsError } from '../../src/providers/registry';
import { startHandlerVendor } from '../../src/sandbox/vendors';
import { settingsFor } from './provider-at';

const http = createHttpClient();
const registry = createProviderRegistry({ http, clock: systemClock, log: silentLogger });
afterAll(() => http.close());

const row = settingsFor({
  name: 'shop',
  protocol: 'handler_api',
  baseUrl: 'http://127.0.0.1:9',
  apiKey: 'key-in-the-row',
});

describe('the registry of suppliers', () => {
  it('keeps the adapter of a row until the row changes', () => {
    const first = registry.get(row);
    expect(registry.get({ ...row })).toBe(first);
    expect(registry.get({ ...row, timeoutMs: 5_000 })).not.toBe(first);
    registry.forget(row.id);
  });

  it('offers only what the supplier can do', () => {
    const shop = registry.get({ ...row, id: 2, options: { activeList: false } });
    expect(shop.capabilities.has('activeList')).toBe(false);
    expect(shop.listActive).toBeUndefined();
    expect(shop.pullInbox).toBeUndefined();
    expect(registry.get({ ...row, id: 3, options: { idempotentPurchase: true } }).capabilities).toContain(
      'idempotentPurchase',
    );
    expect(
      registry.get({ ...row, id: 4, options: { dialect: 'hero', idempotentPurchase: true } }).capabilities,
    ).not.toContain('idempotentPurchase');
  });

  it('uses a new key from the next call on', async () => {
    const vendor = await startHandlerVendor({ name: 'v', dialect: 'hero', apiKey: 'new', catalogue: [] });
    const settings = settingsFor(vendor, { id: 5, options: { dialect: 'hero' } });
    const shop = registry.get({ ...settings, apiKey: () => 'old' });
    const before = await shop.balance!();
    const same = registry.get(settings);
    const after = await shop.balance!();
    await vendor.stop();
    expect(before).toMatchObject({ fault: 'auth' });
    expect(same).toBe(shop);
    expect(after).toMatchObject({ kind: 'balance' });
  });

  it.each([
    [{ protocol: 'telepathy' }, 'no adapter for protocol "telepathy"'],
    [{ options: { dialekt: 'hero' } }, 'options: unknown dialekt'],
    [{ options: { dialect: 'key-in-the-row' } }, 'options.dialect'],
    [{ baseUrl: 'key-in-the-row' }, 'baseUrl is not a URL'],
    [{ budgetPerSecond: 0 }, 'budgetPerSecond'],
  ])('refuses %j and names the field, never the value', (wrong, problem) => {
    const bad = { ...row, ...wrong };
    expect(registry.check(bad)).toContain(problem);
    expect(registry.check(bad)).not.toContain('key-in-the-row');
    expect(() => registry.get(bad)).toThrow(ProviderSettingsError);
  });
});
