import type { Amount } from '../../../domain/money/money';

/** Why an account's business is refused, whatever the protocol; each vendor has its own words and HTTP codes for it. */
export type AccountRefusal =
  | { readonly kind: 'bad_service' }
  | { readonly kind: 'bad_country' }
  | { readonly kind: 'bad_operator' }
  | { readonly kind: 'no_numbers' }
  | { readonly kind: 'no_balance' }
  | { readonly kind: 'price_too_low'; readonly min: Amount }
  | { readonly kind: 'too_many_open'; readonly open: number; readonly allowed: number }
  | { readonly kind: 'order_exists' }
  | { readonly kind: 'bad_status' }
  | { readonly kind: 'too_early'; readonly minAgeSeconds: number }
  /** A cancel met a code; `again` when it is not the first one. */
  | { readonly kind: 'code_received'; readonly again: boolean }
  | { readonly kind: 'free_cancel_over' }
  | { readonly kind: 'not_active' };

export interface Refused {
  readonly kind: 'refused';
  readonly refusal: AccountRefusal;
}

export const refused = (refusal: AccountRefusal): Refused => ({ kind: 'refused', refusal });
