import { startVakSmsVendor } from '../../src/sandbox/vendors';
import { describePurchases } from './contract';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
afterAll(() => providers.close());

const row = { service: 'tg', country: 'lv', cost: '0.2525', count: 500 };

describePurchases(
  'VAK-SMS',
  async () => {
    const vendor = await startVakSmsVendor({ name: 'vak', apiKey: 'vendor-key', catalogue: [row] });
    const settings = settingsFor(vendor);
    return {
      vendor,
      provider: providers.at(settings),
      impatient: (timeoutMs: number) => providers.at({ ...settings, timeoutMs }),
      offer: { serviceCode: 'tg', countryCode: 'lv' },
      price: 2525n,
      sellOut: () => vendor.stock.set({ ...row, count: 0 }),
      actions: { buy: 'getNumber', status: 'getSmsCode', cancel: 'setStatus' },
      cancelAfterMs: 0,
      lifetimeMs: 1_200_000,
    };
  },
  {
    lacks: ['activeList', 'finish', 'catalogue'],
    afterCode: 'its_messages',
    afterEnd: 'gone',
    earlyCancelRefused: false,
  },
);
