import type { Amount } from '../../../domain/money/money';

/** Why the vendor says no; each dialect has its own words and HTTP codes for it. */
export type Refusal =
  | { readonly kind: 'no_key' }
  | { readonly kind: 'bad_key' }
  | { readonly kind: 'unknown_action' }
  | { readonly kind: 'bad_service' }
  | { readonly kind: 'bad_country' }
  | { readonly kind: 'bad_operator' }
  | { readonly kind: 'bad_price_filter'; readonly field: 'service' | 'country' }
  | { readonly kind: 'bad_request'; readonly field: string }
  | { readonly kind: 'operators_not_found' }
  | { readonly kind: 'no_numbers' }
  | { readonly kind: 'no_balance' }
  | { readonly kind: 'price_too_low'; readonly min: Amount }
  | { readonly kind: 'banned'; readonly until: number; readonly now: number }
  | { readonly kind: 'too_many_open'; readonly open: number; readonly allowed: number }
  | { readonly kind: 'order_exists' }
  | { readonly kind: 'unknown_order' }
  | { readonly kind: 'bad_status' }
  | { readonly kind: 'too_early'; readonly minAgeSeconds: number }
  /** A cancel met a code; `again` when it is not the first one. */
  | { readonly kind: 'code_received'; readonly again: boolean }
  | { readonly kind: 'free_cancel_over' }
  | { readonly kind: 'not_active' }
  | { readonly kind: 'rate_limited'; readonly retryAfterSeconds: number };

export interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

export const refused = (refusal: Refusal): Refused => ({ kind: 'refused', refusal });
