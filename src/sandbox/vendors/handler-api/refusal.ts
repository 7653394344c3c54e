import type { AccountRefusal } from '../account/refusal';

/** Why the vendor says no; each dialect has its own words and HTTP codes for it. */
export type Refusal =
  | AccountRefusal
  | { readonly kind: 'no_key' }
  | { readonly kind: 'bad_key' }
  | { readonly kind: 'unknown_action' }
  | { readonly kind: 'bad_price_filter'; readonly field: 'service' | 'country' }
  | { readonly kind: 'bad_request'; readonly field: string }
  | { readonly kind: 'operators_not_found' }
  | { readonly kind: 'banned'; readonly until: number; readonly now: number }
  | { readonly kind: 'unknown_order' }
  | { readonly kind: 'rate_limited'; readonly retryAfterSeconds: number };
