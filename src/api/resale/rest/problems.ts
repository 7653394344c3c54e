import { type Problem, sentence } from '../../../domain/problems';

/**
 * Every refusal of the REST, by its code, which never changes its meaning. The body is `application/problem+json`
 * (RFC 9457); `title` is for people.
 */
export const PROBLEMS = {
  invalid_request: [422, 'Something in the request is not as it must be: see `errors`.'],
  malformed: [400, 'The body is no JSON object.'],
  payload_too_large: [413, 'The body is larger than 64 kB.'],
  unsupported_media_type: [415, 'Send JSON: Content-Type: application/json.'],
  idempotency_key_missing: [
    400,
    'Send an Idempotency-Key of your own with every purchase: 1 to 64 of A-Z a-z 0-9 . _ : @ -',
  ],
  idempotency_conflict: [409, 'This Idempotency-Key was used for another order before.'],
  order_exists: [409, 'This Idempotency-Key was used before, and this key of yours refuses to repeat an order.'],
  unauthorized: [401, 'The key is missing, wrong, or has ended. Send it as X-API-Key or Authorization: Bearer.'],
  address_not_allowed: [403, 'The key may not be used from this address.'],
  scope_missing: [403, 'This key may look and not buy.'],
  banned: [403, 'The shop sells nothing to the owner of this key.'],
  paused: [403, 'Too many cancels: buying is paused until `retryAt`.'],
  rate_limited: [429, 'Too many requests. Wait for Retry-After seconds.'],
  too_many_streams: [429, 'Too many streams of events are open. Close one first.'],
  insufficient_funds: [402, 'There is not enough money in the wallet.'],
  daily_cap_reached: [402, 'What this key may spend a day (UTC) is spent.'],
  too_many_open_orders: [409, 'Too many orders are open. End some first.'],
  price_above_max: [409, 'The price is `price`, and not what you would pay.'],
  no_numbers: [409, 'There is no number for this now. Nothing was charged.'],
  unknown_service: [422, 'There is no service with this code.'],
  unknown_country: [
    422,
    'There is no country of this name. Send two letters of ISO 3166, or a word that GET /countries shows.',
  ],
  unknown_operator: [422, 'No numbers of this operator are sold here.'],
  not_offered: [409, 'This service is not sold in this country.'],
  no_webhook: [409, 'This key has no webhook. Set one first: its secret signs what is sent.'],
  webhook_not_found: [404, 'This key has no webhook.'],
  delivery_not_found: [404, 'Nothing with this number was sent to the webhook of this key.'],
  order_not_found: [404, 'You have no order with this number.'],
  not_found: [404, 'There is nothing at this address.'],
  method_not_allowed: [405, 'This address does not answer to this method.'],
  too_early: [409, 'The supplier takes the number back from `retryAt` on.'],
  still_asking: [409, 'No supplier has answered yet. Try again in some seconds.'],
  code_received: [409, 'A code came: the order is paid and cannot be canceled.'],
  no_code_yet: [409, 'No code has come yet.'],
  already_ended: [409, 'The order has ended.'],
  not_supported: [409, 'The supplier of this number cannot do that.'],
  supplier_unavailable: [503, 'The supplier does not answer. Try again in some seconds.'],
  maintenance: [503, 'The shop is in maintenance. Open orders go on.'],
  resale_off: [503, 'The shop sells nothing over this interface now. Open orders go on.'],
  internal: [500, 'Something went wrong on our side. Tell us the requestId.'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type RestProblemCode = keyof typeof PROBLEMS;

export interface RestProblem {
  readonly kind: 'problem';
  readonly code: RestProblemCode;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** A decimal string. */
  readonly price?: string;
  readonly retryAt?: Date;
  readonly retryAfterS?: number;
}

export const problem = (code: RestProblemCode, more: Omit<RestProblem, 'kind' | 'code'> = {}): RestProblem => ({
  kind: 'problem',
  code,
  ...more,
});

/** One thing that is not as it must be. */
export const invalid = (error: { readonly path: string; readonly message: string }): RestProblem =>
  problem('invalid_request', { errors: [error] });

/** What a use case found wrong in the body. */
export const invalidBody = (found: Problem): RestProblem =>
  invalid({ path: `body.${found.path}`, message: sentence(found) });

/** As it leaves. */
export function problemBody({ code, errors, price, retryAt }: RestProblem, requestId: string) {
  const [status, title] = PROBLEMS[code];
  return { type: `urn:numbershop:problem:${code}`, title, status, code, requestId, errors, price, retryAt };
}
