import { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/mobile';
import { shownCode, type VendorOrder } from '../account/order';
import { jsonPrice } from '../account/shelf';
import { countryIso } from '../kernel/country-ids';
import { jsonAnswer, textAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import { activeRow as classicRow, classicSkin, countryRow } from './classic-skin';
import type { Refusal } from './refusal';
import type { Skin } from './skin';

const zonedTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}+00:00`;
const callingCode = (country: string): number =>
  Number(getCountryCallingCode((countryIso(country) ?? 'US') as CountryCode));

/** HeroSMS: the same actions, real HTTP codes, JSON errors of the form `{title, details, info}`. */
export const heroSkin: Skin = {
  ...classicSkin,
  dialect: 'hero',
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
    'getAllSms',
    'setStatus',
    'finishActivation',
    'cancelActivation',
    'getActiveActivations',
    'getHistory',
  ]),
  countries: (ids) => Object.fromEntries(ids.map((id) => [id, countryRow(id)])),
  takesFixedPrice: true,
  takesOrderKey: false,
  takesReady: false,
  time: zonedTime,
  refuse: refuseHero,
  purchase: (order) => ({
    activationId: order.id,
    phoneNumber: order.phone,
    activationCost: jsonPrice(order.cost),
    currency: 840,
    countryCode: Number(order.country),
    countryPhoneCode: callingCode(order.country),
    canGetAnotherSms: true,
    activationTime: zonedTime(order.boughtAt),
    activationEndTime: zonedTime(order.expiresAt),
    activationOperator: order.operator,
    verificationType: 'sms',
    serviceCode: order.service,
  }),
  activeList(open, start, limit) {
    const data = open.slice(start, start + limit).map(activeRow);
    const legacy = { affected_rows: data.length, num_rows: data.length, row: data.slice(0, 1), rows: data };
    return jsonAnswer({ status: 'success', data, activeActivations: legacy });
  },
  statusV2(order) {
    const last = order.phase === 'code' ? order.sms.at(-1) : undefined;
    const text = last && {
      id: `${order.id}${order.sms.length}`,
      phoneFrom: 'Service',
      code: last.code ?? null,
      text: last.text,
      service: order.service,
      date: zonedTime(last.at),
      type: 'sms',
    };
    return { verificationType: 'sms', data: text ?? null };
  },
};

function activeRow(order: VendorOrder) {
  const last = order.sms.at(-1);
  const sms = { smsCode: last ? shownCode(last) : null, smsText: last ? last.text : null };
  return { ...classicRow(order, zonedTime), ...sms, canGetAnotherSms: true };
}

const failure = (
  status: number,
  title: string,
  details: string,
  info?: object,
  headers?: Record<string, string>,
): VendorAnswer => jsonAnswer({ title, details, ...(info && { info }) }, status, headers);

/** `getNumber` still answers bad parameters in text with 200; every other action with 422 and JSON. */
const unprocessable = (field: string, action: string): VendorAnswer =>
  action === 'getNumber'
    ? textAnswer(`UNPROCESSABLE_ENTITY:${field}:INVALID`)
    : failure(422, 'UNPROCESSABLE_ENTITY', 'Unprocessable Entity', { field, code: 'INVALID', message: 'INVALID' });

function refuseHero(refusal: Refusal, action: string): VendorAnswer {
  switch (refusal.kind) {
    case 'no_key':
      return failure(422, 'UNPROCESSABLE_ENTITY', 'Unprocessable Entity', {
        field: 'api_key',
        code: 'REQUIRED',
        message: 'REQUIRED',
      });
    case 'bad_key':
      return failure(401, 'BAD_KEY', 'Unauthorized');
    case 'unknown_action':
      return failure(404, 'BAD_ACTION', 'Method Not Found');
    case 'bad_service':
      return unprocessable('service', action);
    case 'bad_country':
      return unprocessable('country', action);
    case 'bad_operator':
      return unprocessable('operator', action);
    case 'bad_request':
      return unprocessable(refusal.field, action);
    case 'bad_price_filter':
      return jsonAnswer({ status: 'false', msg: `${refusal.field} is incorrect` });
    case 'operators_not_found':
      return textAnswer('OPERATORS_NOT_FOUND');
    case 'no_numbers':
      return textAnswer('NO_NUMBERS');
    case 'no_balance':
      return failure(402, 'NO_BALANCE', 'Payment Required');
    case 'price_too_low':
      return failure(400, 'WRONG_MAX_PRICE', 'The maximum price is less than the permitted price', {
        min: jsonPrice(refusal.min),
      });
    case 'banned':
      return failure(403, 'BANNED', 'Account is blocked', {
        scope: 'global',
        banned_until: Math.floor(refusal.until / 1000),
        retry_after_seconds: Math.max(0, Math.ceil((refusal.until - refusal.now) / 1000)),
        readable_date: zonedTime(refusal.until),
      });
    case 'too_many_open':
      return failure(403, 'CHANNELS_LIMIT', 'Too many activations', {
        current_threads: refusal.open,
        max_allowed: refusal.allowed,
      });
    case 'order_exists':
      return failure(409, 'ORDER_ALREADY_EXISTS', 'Conflict');
    case 'unknown_order':
      return failure(404, 'NOT_FOUND', 'Activation Not Found');
    case 'bad_status':
      return failure(400, 'BAD_STATUS', 'Bad status');
    case 'too_early':
      return failure(409, 'EARLY_CANCEL_DENIED', 'It is too early to cancel', {
        minActivationTime: refusal.minAgeSeconds,
      });
    case 'code_received':
      return failure(409, refusal.again ? 'NEW_OTP_RECEIVED' : 'OTP_RECEIVED', 'A code has been received');
    case 'free_cancel_over':
      return failure(409, 'FREE_CANCELLATION_EXPIRED', 'Free cancellation has expired');
    case 'not_active':
      return failure(409, 'ACTIVATION_NOT_ACTIVE', 'Activation is not active');
    case 'rate_limited':
      return failure(429, 'RATE_LIMIT', '', undefined, { 'retry-after': String(refusal.retryAfterSeconds) });
  }
}
