import { jsonPrice } from '../prices';
import { type WrittenAnswer, writtenJson, writtenText } from './answers';
import type { HandlerRefusal } from './refusals';
import { zonedTime } from './shapes/values';

const FOR_EVER = new Date('2099-12-31T23:59:59Z');

/** A no as `{title, details, info}` with a status of its own, as newer clients expect it; a few stay words. */
export function heroRefusal(refusal: HandlerRefusal, action: string): WrittenAnswer {
  switch (refusal.kind) {
    case 'no_key':
      return unprocessable('api_key', 'REQUIRED');
    case 'bad_key':
      return envelope(401, 'BAD_KEY', 'Unauthorized');
    case 'bad_action':
      return envelope(404, 'BAD_ACTION', 'Method Not Found');
    case 'no_scope':
      return envelope(403, 'SERVICE_NOT_AVAILABLE', 'This key may not do that');
    case 'bad_service':
      return badParameter('service', action);
    case 'bad_country':
      return badParameter('country', action);
    case 'wrong_operator':
      return badParameter('operator', action);
    case 'bad_parameter':
      return badParameter(refusal.field, action);
    case 'operators_not_found':
      return writtenText('OPERATORS_NOT_FOUND');
    case 'no_numbers':
      return writtenText('NO_NUMBERS');
    case 'no_balance':
      return envelope(402, 'NO_BALANCE', 'Payment Required');
    case 'too_dear':
      return envelope(400, 'WRONG_MAX_PRICE', 'The maximum price is less than the permitted price', {
        min: jsonPrice(refusal.price),
      });
    case 'too_many_open':
      return envelope(403, 'CHANNELS_LIMIT', 'Too many activations are open', {
        current_threads: refusal.open ?? null,
        max_allowed: refusal.allowed ?? null,
      });
    case 'banned':
      return banned(refusal.until ?? FOR_EVER, refusal.now);
    case 'order_exists':
    case 'order_conflict':
      return envelope(409, 'ORDER_ALREADY_EXISTS', 'There is an activation under this orderId');
    case 'no_activation':
      return envelope(404, 'NOT_FOUND', 'Activation Not Found');
    case 'bad_status':
    case 'no_such_status':
      return envelope(400, 'BAD_STATUS', 'Bad status');
    case 'code_received':
      return envelope(409, 'OTP_RECEIVED', 'A code has been received');
    case 'not_active':
      return envelope(409, 'ACTIVATION_NOT_ACTIVE', 'Activation is not active');
    case 'too_early':
      return envelope(
        409,
        'EARLY_CANCEL_DENIED',
        'It is too early to cancel',
        refusal.minAgeS === undefined ? undefined : { minActivationTime: refusal.minAgeS },
      );
    case 'not_repeatable':
      return envelope(409, 'RENEW_ACTIVATION_NOT_AVAILABLE', 'This number cannot be bought again');
    case 'rate_limited':
      return { ...envelope(429, 'RATE_LIMIT', 'Too many requests'), retryAfterS: refusal.retryAfterS };
    case 'body_too_large':
      return envelope(413, 'BAD_DATA', 'The body is too large');
    case 'unclear':
      return envelope(500, 'SERVER_ERROR', 'Look into the list of active activations before you buy again');
    case 'maintenance':
      return envelope(503, 'SERVICE_NOT_AVAILABLE', 'The shop is closed for a while');
  }
}

function banned(until: Date, now: Date): WrittenAnswer {
  return envelope(403, 'BANNED', 'Account is blocked', {
    scope: 'global',
    banned_until: Math.floor(until.getTime() / 1000),
    retry_after_seconds: Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000)),
    readable_date: zonedTime(until),
  });
}

/** `getNumber` says it in text with 200; every other action with 422 and JSON. */
const badParameter = (field: string, action: string): WrittenAnswer =>
  action === 'getNumber' ? writtenText(`UNPROCESSABLE_ENTITY:${field}:INVALID`) : unprocessable(field, 'INVALID');

const unprocessable = (field: string, code: string): WrittenAnswer =>
  envelope(422, 'UNPROCESSABLE_ENTITY', 'Unprocessable Entity', { field, code, message: code });

const envelope = (status: number, title: string, details: string, info?: object): WrittenAnswer =>
  writtenJson({ title, details, ...(info === undefined ? {} : { info }) }, status);
