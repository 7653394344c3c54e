import type { AccountRefusal } from '../account/refusal';
import type { VendorShop } from '../account/selling-vendor';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';

/** One request as a method sees it. */
export interface SmsManCall {
  readonly params: URLSearchParams;
  readonly shop: VendorShop;
}

export type SmsManMethod = (call: SmsManCall) => VendorAnswer;

/** A no. The message is a text at some methods and an object at others. */
export const no = (code: string, message: string | object, status = 200): VendorAnswer =>
  jsonAnswer({ success: false, error_code: code, error_msg: message }, status);

export function refuse(refusal: AccountRefusal): VendorAnswer {
  switch (refusal.kind) {
    case 'bad_service':
      return no('wrong_application_id', 'Wrong application ID!', 400);
    case 'bad_country':
      return no('wrong_country_id', 'Wrong country ID!', 400);
    case 'no_balance':
      return no('balance', 'Not enough balance!');
    case 'no_numbers':
    case 'price_too_low':
    case 'bad_operator':
      return no('no_numbers', 'No numbers!');
    case 'too_many_open':
      return no('limit_of_requests', 'Too many requests are open!');
    default:
      return no('wrong_status', { status: 'Wrong status!' });
  }
}
