import { formatAmountShort } from '../../../domain/money/money';
import { shownCode, type VendorOrder } from '../account/order';
import { jsonPrice } from '../account/shelf';
import { countryName } from '../kernel/country-ids';
import { jsonAnswer, textAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import type { Refusal } from './refusal';
import type { Skin } from './skin';

const MOSCOW_OFFSET_MS = 3 * 3_600_000;

/** `2022-06-01 17:30:57`, without a zone: clients cannot know that it is Moscow's. */
const zonelessTime = (at: number): string =>
  new Date(at + MOSCOW_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');

/** The form of the original shop and its close copies: plain tokens, always status 200. */
export const classicSkin: Skin = {
  dialect: 'classic',
  actions: new Set([
    'getBalance',
    'getNumbersStatus',
    'getPrices',
    'getCountries',
    'getServicesList',
    'getOperators',
    'getTopCountriesByService',
    'getTopCountriesByServiceRank',
    'getNumber',
    'getNumberV2',
    'getStatus',
    'getStatusV2',
    'getFullSms',
    'setStatus',
    'getActiveActivations',
    'getCurrentActivations',
    'getHistory',
  ]),
  waitingAgain: (last) => `STATUS_WAIT_RETRY:${shownCode(last)}`,
  closed: () => 'STATUS_CANCEL',
  priceCell: ({ cost, count }) => ({ cost: jsonPrice(cost), count, physicalCount: count }),
  countries: (ids) => Object.fromEntries(ids.map((id) => [id, { ...countryRow(id), multiService: 1 }])),
  maxPriceParam: 'maxPrice',
  operatorParam: 'operator',
  takesFixedPrice: false,
  collecting: 'on_request',
  takesOrderKey: true,
  takesReady: true,
  minCancelAgeMs: 120_000,
  lifetimeMs: 1_200_000,
  time: zonelessTime,
  refuse: refuseClassic,
  purchase: (order) => ({
    activationId: Number(order.id),
    phoneNumber: order.phone,
    activationCost: jsonPrice(order.cost),
    currency: 840,
    countryCode: order.country,
    canGetAnotherSms: '1',
    activationTime: zonelessTime(order.boughtAt),
    activationOperator: order.operator,
  }),
  activeList(open) {
    if (open.length === 0) return textAnswer('NO_ACTIVATIONS');
    return jsonAnswer({ status: 'success', activeActivations: open.map((order) => activeRow(order, zonelessTime)) });
  },
  statusV2(order) {
    const last = order.phase === 'code' ? order.sms.at(-1) : undefined;
    const sms = last && { dateTime: zonelessTime(last.at), code: last.code ?? '', text: last.text };
    return { verificationType: 0, sms: sms ?? null, call: null };
  },
};

export function countryRow(id: string): object {
  const name = countryName(id);
  return { id: Number(id), rus: name, eng: name, chn: name, visible: 1, retry: 1, rent: 0 };
}

/** A row of the list of open orders. */
export function activeRow(order: VendorOrder, time: Skin['time']) {
  const last = order.sms.at(-1);
  return {
    activationId: order.id,
    serviceCode: order.service,
    phoneNumber: order.phone,
    activationCost: jsonPrice(order.cost),
    activationStatus: '4',
    smsCode: order.sms.length > 0 ? order.sms.map(shownCode) : null,
    smsText: last ? `[${last.text}]` : null,
    activationTime: time(order.boughtAt),
    discount: '0',
    repeated: '0',
    countryCode: order.country,
    countryName: countryName(order.country),
    canGetAnotherSms: '1',
    currency: 840,
  };
}

function refuseClassic(refusal: Refusal): VendorAnswer {
  switch (refusal.kind) {
    case 'price_too_low':
      return textAnswer(`WRONG_MAX_PRICE:${formatAmountShort(refusal.min)}`);
    case 'banned':
      return textAnswer(
        `BANNED:${new Date(refusal.until).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-')}`,
      );
    case 'bad_price_filter':
      return textAnswer(refusal.field === 'service' ? 'BAD_SERVICE' : 'BAD_COUNTRY');
    case 'rate_limited':
      return textAnswer('Too Many Requests', 429, { 'retry-after': String(refusal.retryAfterSeconds) });
    default:
      return textAnswer(CLASSIC_WORDS[refusal.kind]);
  }
}

const CLASSIC_WORDS = {
  no_key: 'NO_KEY',
  bad_key: 'BAD_KEY',
  unknown_action: 'BAD_ACTION',
  bad_service: 'BAD_SERVICE',
  bad_country: 'BAD_COUNTRY',
  bad_operator: 'WRONG_OPERATOR',
  bad_request: 'BAD_DATA',
  operators_not_found: 'OPERATORS_NOT_FOUND',
  no_numbers: 'NO_NUMBERS',
  no_balance: 'NO_BALANCE',
  too_many_open: 'CHANNELS_LIMIT',
  order_exists: 'ORDER_ALREADY_EXISTS',
  unknown_order: 'NO_ACTIVATION',
  bad_status: 'BAD_STATUS',
  too_early: 'EARLY_CANCEL_DENIED',
  code_received: 'BAD_STATUS',
  free_cancel_over: 'BAD_STATUS',
  not_active: 'BAD_STATUS',
} as const;
