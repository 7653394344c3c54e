import { randomUUID } from 'node:crypto';
import { type SellingVendor, type SellingVendorOptions, startSellingVendor } from '../account/selling-vendor';
import { jsonAnswer } from '../kernel/vendor-answer';
import { createVendorRoutes } from '../kernel/vendor-routes';
import * as orders from './order-actions';
import * as tables from './table-actions';
import { no, type VakAction } from './vak-sms-call';
import { isoOf, vakCatalogue } from './vak-sms-names';

const ACTIONS: Readonly<Record<string, VakAction>> = {
  getNumber: orders.getNumber,
  getSmsCode: orders.getSmsCode,
  setStatus: orders.setStatus,
  getBalance: tables.getBalance,
  getCountNumber: tables.getCountNumber,
  getCountNumberList: tables.getCountNumberList,
  getCountryList: tables.getCountryList,
};
const find = createVendorRoutes(
  Object.fromEntries(Object.keys(ACTIONS).map((action) => [action, `GET /api/${action}/`])),
);

export interface VakSmsVendor extends SellingVendor {
  readonly protocol: 'vak_sms';
  readonly baseUrl: string;
}

/** Starts a VAK-SMS: `/api/<action>/?apiKey=`, JSON, always status 200, one word in `error` for every no. */
export async function startVakSmsVendor(options: SellingVendorOptions): Promise<VakSmsVendor> {
  const vendor = await startSellingVendor(options, {
    defaultCatalogue: vakCatalogue,
    collecting: 'on_request',
    minCancelAgeMs: 0,
    lifetimeMs: 1_200_000,
    countryIso: isoOf,
    newOrderId: () => randomUUID().replaceAll('-', ''),
    actionOf: (call) => find(call)?.action,
    refuseRate: () => jsonAnswer({ error: 'badData' }, 429),
    answer(action, { params }, keyRefused, shop) {
      if (keyRefused || params.get('apiKey') !== shop.apiKey) return no('apiKeyNotFound');
      return ACTIONS[action]!({ params, shop });
    },
  });
  return Object.assign(vendor, { protocol: 'vak_sms' as const, baseUrl: `${vendor.origin}/api/` });
}
