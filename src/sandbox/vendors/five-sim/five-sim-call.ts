import type { VendorShop } from '../account/selling-vendor';
import { textAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import type { VendorCall } from '../kernel/vendor-call';

/** One request as a route of 5sim sees it. */
export interface FiveSimCall {
  readonly shop: VendorShop;
  readonly parts: Readonly<Record<string, string>>;
  readonly params: VendorCall['params'];
  /** Milliseconds since the epoch on the vendor's clock. */
  readonly now: number;
  readonly rating: number;
}

export type FiveSimRoute = (call: FiveSimCall) => VendorAnswer;

/** A refusal: plain words, HTTP 400 unless said otherwise. */
export const words = (text: string, status = 400): VendorAnswer =>
  textAnswer(text, status, { 'content-type': 'text/plain; charset=utf-8' });

/** Where a path leads whose parts do not look like 5sim's names. */
export const lostVisitor = (): VendorAnswer =>
  textAnswer('<a href="/404.html">Found</a>.', 302, { location: '/404.html' });
