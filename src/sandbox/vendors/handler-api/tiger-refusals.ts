import { jsonAnswer, textAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import { classicSkin } from './classic-skin';
import type { Refusal } from './refusal';

/** Actions that answer a no as `{title, details, info}`; the older ones use words. */
const SPEAK_JSON = new Set([
  'getNumberV2',
  'getStatusV2',
  'setStatusV2',
  'getPricesV2',
  'getPricesV3',
  'getActiveActivations',
]);

/** Few things have a status of their own here; a no mostly comes with 200. */
export function refuseTiger(refusal: Refusal, action: string): VendorAnswer {
  switch (refusal.kind) {
    case 'no_key':
    case 'bad_key':
      return textAnswer('BAD_KEY', 401);
    case 'rate_limited':
      return textAnswer('Too Many Requests', 429, { 'retry-after': String(refusal.retryAfterSeconds) });
    // The minimum age comes as JSON whatever the action.
    case 'too_early':
      return envelope('EARLY_CANCEL_DENIED', 'It is too early to cancel', 200, {
        minActivationTime: refusal.minAgeSeconds,
      });
    default:
      return SPEAK_JSON.has(action) ? inJson(refusal) : inWords(refusal);
  }
}

function inJson(refusal: Refusal): VendorAnswer {
  switch (refusal.kind) {
    case 'bad_service':
    case 'bad_country':
      return envelope('BAD_SERVICE', 'This service/country combination is not available');
    case 'no_balance':
      return envelope('NO_BALANCE', 'Payment Required', 402);
    case 'unknown_order':
      return envelope('NOT_FOUND', 'Activation Not Found', 404);
    default:
      return envelope(inWords(refusal).body, 'Refused');
  }
}

function inWords(refusal: Refusal): VendorAnswer {
  switch (refusal.kind) {
    case 'no_balance':
      return textAnswer('NO_BALANCE', 402);
    // A word of its own stands in the documentation; live there are simply no numbers at that price.
    case 'price_too_low':
      return textAnswer('NO_NUMBERS');
    case 'bad_request':
      return textAnswer(refusal.field === 'maxPrice' ? 'BAD_MAX_PRICE' : 'BAD_VALUES');
    default:
      return classicSkin.refuse(refusal, '');
  }
}

const envelope = (title: string, details: string, status = 200, info?: object): VendorAnswer =>
  jsonAnswer({ title, details, ...(info && { info }) }, status);
