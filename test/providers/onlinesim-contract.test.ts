import { startOnlineSimVendor } from '../../src/sandbox/vendors';
import { describePurchases } from './contract';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
afterAll(() => providers.close());

const row = { service: 'telegram', country: '371', cost: '0.2525', count: 500 };

describePurchases(
  'OnlineSim',
  async () => {
    const vendor = await startOnlineSimVendor({ name: 'onlinesim', apiKey: 'vendor-key', catalogue: [row] });
    const settings = settingsFor(vendor);
    return {
      vendor,
      provider: providers.at(settings),
      impatient: (timeoutMs) => providers.at({ ...settings, timeoutMs }),
      offer: { serviceCode: 'telegram', countryCode: '371' },
      price: 2525n,
      sellOut: () => vendor.stock.set({ ...row, count: 0 }),
      actions: { buy: 'getNum', status: 'getState', cancel: 'setOperationOk', finish: 'setOperationOk' },
      cancelAfterMs: 120_000,
      lifetimeMs: 900_000,
    };
  },
  { afterCode: 'its_messages', picksCodes: false, listShowsOffer: false },
);
