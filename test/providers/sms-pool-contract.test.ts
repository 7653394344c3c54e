import { startSmsPoolVendor } from '../../src/sandbox/vendors';
import { describePurchases } from './contract';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
afterAll(() => providers.close());

const row = { service: '907', country: '14', cost: '0.2525', count: 500 };

describePurchases(
  'SMSPool',
  async () => {
    const vendor = await startSmsPoolVendor({ name: 'pool', apiKey: 'vendor-key', catalogue: [row] });
    const settings = settingsFor(vendor);
    return {
      vendor,
      provider: providers.at(settings),
      impatient: (timeoutMs: number) => providers.at({ ...settings, timeoutMs }),
      offer: { serviceCode: '907', countryCode: '14' },
      price: 2525n,
      sellOut: () => vendor.stock.set({ ...row, count: 0 }),
      actions: { buy: 'purchase/sms', status: 'sms/check', cancel: 'sms/cancel' },
      cancelAfterMs: 40_000,
      lifetimeMs: 1_200_000,
    };
  },
  { lacks: ['finish', 'ban'], afterCode: 'its_messages' },
);
