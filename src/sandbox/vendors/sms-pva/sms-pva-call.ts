import { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/mobile';
import type { VendorOrder } from '../account/order';
import type { VendorShop } from '../account/selling-vendor';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import { isoOf } from './sms-pva-names';

/** One request as an endpoint of SMSPVA sees it. */
export interface PvaCall {
  readonly shop: VendorShop;
  readonly parts: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch on the vendor's clock. */
  readonly now: number;
  /** Texts are there, but the balance is not enough for them. */
  readonly unpaid: boolean;
}

export type PvaEndpoint = (call: PvaCall) => VendorAnswer;

export const ok = (data: unknown): VendorAnswer => jsonAnswer({ statusCode: 200, data });

/** A refusal: the same number in the envelope and as the HTTP status. */
export const refuse = (code: number, type: string, description: string): VendorAnswer =>
  jsonAnswer({ statusCode: code, error: { type, description } }, code);

export function withOrder(call: PvaCall, step: (order: VendorOrder) => VendorAnswer): VendorAnswer {
  const order = call.shop.book.find(call.parts.id ?? '');
  return order ? step(order) : refuse(406, 'ORDER_NOT_FOUND', 'Order ID format is invalid or not found');
}

/** The phone as a number, without its calling code. */
export function nationalPhone({ phone, country }: VendorOrder): number {
  return Number(phone.slice(getCountryCallingCode(isoOf(country) as CountryCode).length));
}

export const expiresIn = (order: VendorOrder, now: number): number =>
  Math.max(0, Math.floor((order.expiresAt - now) / 1000));
