import type { HandlerDialect } from '../../src/sandbox/vendors';
import { startHandlerVendor } from '../../src/sandbox/vendors';
import type { Ways } from './contract';
import { describePurchases } from './contract';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
afterAll(() => providers.close());

const row = { service: 'tg', country: '49', cost: '0.2525', count: 500 };

function describeDialect(
  title: string,
  dialect: HandlerDialect,
  options: Record<string, unknown>,
  actions: { buy: string; cancel: string; finish: string; status?: string },
  ways: Ways = {},
) {
  const open = async () => {
    const vendor = await startHandlerVendor({ name: title, dialect, apiKey: 'vendor-key', catalogue: [row] });
    const settings = settingsFor(vendor, { options: { dialect, ...options } });
    return {
      vendor,
      provider: providers.at(settings),
      impatient: (timeoutMs: number) => providers.at({ ...settings, timeoutMs }),
      offer: { serviceCode: 'tg', countryCode: '49' },
      price: 2525n,
      sellOut: () => vendor.stock.set({ ...row, count: 0 }),
      actions: { status: 'getStatus', ...actions },
      cancelAfterMs: 120_000,
      lifetimeMs: 1_200_000,
    };
  };
  describePurchases(title, open, ways);
}

const byStatus = { buy: 'getNumberV2', cancel: 'setStatus', finish: 'setStatus' };
const byVerb = { buy: 'getNumberV2', cancel: 'cancelActivation', finish: 'finishActivation' };

describeDialect('handler_api classic', 'classic', {}, byStatus);
describeDialect(
  'handler_api without V2',
  'classic',
  { purchaseAction: 'getNumber' },
  { ...byStatus, buy: 'getNumber' },
);
describeDialect(
  'handler_api as SMSHub has it',
  'classic',
  { purchaseAction: 'getNumber', activeListAction: 'getCurrentActivations' },
  { ...byStatus, buy: 'getNumber' },
  { listShowsOffer: false },
);
describeDialect('handler_api hero', 'hero', {}, byVerb);
describeDialect(
  'handler_api hero with the second form of the status',
  'hero',
  { statusAction: 'getStatusV2' },
  { ...byVerb, status: 'getStatusV2' },
);
describeDialect('handler_api tiger', 'tiger', {}, byStatus, { tooDear: 'out_of_stock' });
describeDialect('handler_api bower', 'bower', {}, byStatus, { lacks: ['activeList'] });
describeDialect(
  'handler_api daisy',
  'daisy',
  {},
  { ...byStatus, buy: 'getNumber' },
  { lacks: ['activeList', 'resend', 'ban'], moreSms: 'in_its_place', earlyCancelRefused: false },
);
