import { startFiveSimVendor } from '../../src/sandbox/vendors';
import { describePurchases } from './contract';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
afterAll(() => providers.close());

const row = { service: 'telegram', country: 'latvia/virtual53', cost: '0.2525', count: 500, operators: ['virtual53'] };

describePurchases(
  '5sim',
  async () => {
    const vendor = await startFiveSimVendor({ name: '5sim', apiKey: 'vendor-key', catalogue: [row] });
    const settings = settingsFor(vendor);
    return {
      vendor,
      provider: providers.at(settings),
      impatient: (timeoutMs: number) => providers.at({ ...settings, timeoutMs }),
      offer: { serviceCode: 'telegram', countryCode: 'latvia' },
      price: 2525n,
      sellOut: () => vendor.stock.set({ ...row, count: 0 }),
      actions: { buy: 'user/buy', status: 'user/check', cancel: 'user/cancel', finish: 'user/finish' },
      cancelAfterMs: 60_000,
      lifetimeMs: 900_000,
    };
  },
  { moreSms: 'by_itself', afterCode: 'its_messages', tooDear: 'out_of_stock' },
);
