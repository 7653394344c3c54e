import { startSmsPvaVendor } from '../../src/sandbox/vendors';
import { describePurchases } from './contract';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
afterAll(() => providers.close());

const row = { service: 'opt29', country: 'LV', cost: '0.2525', count: 500 };

describePurchases(
  'SMSPVA',
  async () => {
    const vendor = await startSmsPvaVendor({ name: 'pva', apiKey: 'vendor-key', catalogue: [row] });
    const settings = settingsFor(vendor);
    return {
      vendor,
      provider: providers.at(settings),
      impatient: (timeoutMs: number) => providers.at({ ...settings, timeoutMs }),
      offer: { serviceCode: 'opt29', countryCode: 'LV' },
      price: 2525n,
      sellOut: () => vendor.stock.set({ ...row, count: 0 }),
      actions: { buy: 'number', status: 'sms', cancel: 'cancelorder' },
      cancelAfterMs: 0,
      lifetimeMs: 600_000,
    };
  },
  { lacks: ['finish'], earlyCancelRefused: false },
);
