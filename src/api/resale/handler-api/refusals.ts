import type { Amount } from '../../../domain/money/money';

/** Why something is not done; each wording has its own words and HTTP codes for it. */
export type HandlerRefusal =
  | { readonly kind: 'no_key' | 'bad_key' | 'bad_action' | 'no_scope' }
  | { readonly kind: 'bad_service' | 'bad_country' | 'wrong_operator' | 'operators_not_found' }
  /** `field`: the parameter that cannot be read. */
  | { readonly kind: 'bad_parameter'; readonly field: string }
  /** `price`: what it costs now. */
  | { readonly kind: 'too_dear'; readonly price: Amount }
  | { readonly kind: 'no_numbers' | 'no_balance' }
  | { readonly kind: 'too_many_open'; readonly open?: number; readonly allowed?: number }
  /** Undefined: until somebody lifts it. */
  | { readonly kind: 'banned'; readonly until: Date | undefined; readonly now: Date }
  | { readonly kind: 'order_exists' | 'order_conflict' }
  | { readonly kind: 'no_activation' | 'bad_status' | 'no_such_status' | 'code_received' | 'not_active' }
  /** `minAgeS`: how old an activation must be before it can be canceled. */
  | { readonly kind: 'too_early'; readonly minAgeS: number | undefined }
  | { readonly kind: 'not_repeatable' }
  | { readonly kind: 'rate_limited'; readonly retryAfterS: number }
  | { readonly kind: 'body_too_large' }
  /** Nothing can be said of the outcome; a purchase may stand in the list of active ones. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'maintenance' };
