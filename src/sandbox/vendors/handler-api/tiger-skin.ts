import { formatAmount } from '../../../domain/money/money';
import { shownCode, type VendorOrder } from '../account/order';
import { jsonPrice, type ShelfRow } from '../account/shelf';
import { countryName } from '../kernel/country-ids';
import { jsonAnswer } from '../kernel/vendor-answer';
import { countryRow } from './classic-skin';
import { heroSkin } from './hero-skin';
import type { Skin } from './skin';
import { tigerActions } from './tiger-actions';
import { refuseTiger } from './tiger-refusals';

/** The shop's own numbers for the states of an order. */
const WAIT_CODE = '1';
const WAIT_ACCEPTING = '2';
const WAIT_NEXT_SMS = '3';

/** Tiger SMS: words at the old actions, JSON with status 200 at the newer ones, prices as text, countries as a list. */
export const tigerSkin: Skin = {
  ...heroSkin,
  dialect: 'tiger',
  actions: new Set([
    'getBalance',
    'getPrices',
    'getCountries',
    'getServicesList',
    'getOperators',
    'getNumber',
    'getNumberV2',
    'getStatus',
    'getStatusV2',
    'setStatus',
    'setStatusV2',
    'getActiveActivations',
  ]),
  own: tigerActions,
  takesReady: true,
  operatorParam: undefined,
  fullTextParam: 'full_text',
  refuse: refuseTiger,
  closed: ({ phase }) => (phase === 'finished' ? 'STATUS_CANCEL' : 'ACCESS_CANCEL'),
  priceCell: ({ cost, count }: ShelfRow) => ({ cost: formatAmount(cost), count }),
  countries: (ids) => ids.map(countryRow),
  activeList: (open, start, limit) =>
    jsonAnswer({ status: 'success', data: open.slice(start, start + limit).map(activeRow) }),
  statusV2(order) {
    const last = order.phase === 'code' ? order.sms.at(-1) : undefined;
    if (!last) return { verificationType: 0, sms: null };
    return { verificationType: 1, sms: { dateTime: heroSkin.time(last.at), code: last.code ?? '', text: last.text } };
  },
};

function activeRow(order: VendorOrder): object {
  const last = order.sms.at(-1);
  const status = order.phase === 'code' ? WAIT_ACCEPTING : order.phase === 'retry' ? WAIT_NEXT_SMS : WAIT_CODE;
  return {
    activationId: order.id,
    serviceCode: order.service,
    phoneNumber: order.phone,
    activationCost: jsonPrice(order.cost),
    activationStatus: status,
    smsCode: last ? shownCode(last) : null,
    smsText: last?.text ?? null,
    activationTime: heroSkin.time(order.boughtAt),
    countryCode: order.country,
    countryName: countryName(order.country),
    canGetAnotherSms: true,
    currency: 840,
  };
}
