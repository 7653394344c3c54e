import type { AccountRefusal } from '../account/refusal';
import type { VendorShop } from '../account/selling-vendor';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';

/** One request as a method sees it. */
export interface OnlineSimCall {
  readonly params: URLSearchParams;
  readonly shop: VendorShop;
}

export type OnlineSimMethod = (call: OnlineSimCall) => VendorAnswer;

/** A no. */
export const word = (response: string): VendorAnswer => jsonAnswer({ response });

/** A yes, with what belongs to it. */
export const yes = (more: object = {}): VendorAnswer => jsonAnswer({ response: 1, ...more });

/** The vendor's own client sends `true` where the documentation says 1. */
export const isSet = (params: URLSearchParams, name: string): boolean => ['1', 'true'].includes(params.get(name) ?? '');

const WORDS: Readonly<Record<AccountRefusal['kind'], string>> = {
  bad_service: 'ERROR_NO_SERVICE',
  bad_country: 'ERROR_PARAMS',
  bad_operator: 'ERROR_PARAMS',
  no_numbers: 'NO_NUMBER',
  no_balance: 'WARNING_LOW_BALANCE',
  price_too_low: 'NO_NUMBER',
  too_many_open: 'EXCEEDED_CONCURRENT_OPERATIONS',
  order_exists: 'DUPLICATE_OPERATION',
  bad_status: 'NO_COMPLETE_TZID',
  too_early: 'NO_COMPLETE_TZID',
  code_received: 'NO_COMPLETE_TZID',
  free_cancel_over: 'NO_COMPLETE_TZID',
  not_active: 'NO_COMPLETE_TZID',
};

export const refuse = (refusal: AccountRefusal): VendorAnswer => word(WORDS[refusal.kind]);
