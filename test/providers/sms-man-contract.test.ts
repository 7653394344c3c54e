import { startSmsManVendor } from '../../src/sandbox/vendors';
import type { Ways } from './contract';
import { describePurchases } from './contract';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
afterAll(() => providers.close());

const row = { service: '1', country: '50', cost: '0.2525', count: 500 };

function describeSmsMan(title: string, options: Record<string, unknown>, ways: Ways) {
  const open = async () => {
    const vendor = await startSmsManVendor({ name: 'sms-man', apiKey: 'vendor-key', catalogue: [row] });
    const settings = settingsFor(vendor, { options });
    return {
      vendor,
      provider: providers.at(settings),
      impatient: (timeoutMs: number) => providers.at({ ...settings, timeoutMs }),
      offer: { serviceCode: '1', countryCode: '50' },
      price: 2525n,
      sellOut: () => vendor.stock.set({ ...row, count: 0 }),
      actions: { buy: 'get-number', status: 'get-sms', cancel: 'set-status', finish: 'set-status' },
      cancelAfterMs: 0,
      lifetimeMs: 1_200_000,
    };
  };
  describePurchases(title, open, { earlyCancelRefused: false, ...ways });
}

describeSmsMan('SMS-Man', {}, { lacks: ['activeList', 'resend'], moreSms: 'none' });
describeSmsMan('SMS-Man, numbers for several SMS', { multipleSms: true }, { lacks: ['activeList'] });
