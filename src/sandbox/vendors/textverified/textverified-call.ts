import type { VendorShop } from '../account/selling-vendor';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import type { VendorCall } from '../kernel/vendor-call';

/** One request as a route of TextVerified sees it. */
export interface TextVerifiedCall {
  readonly call: VendorCall;
  readonly parts: Readonly<Record<string, string>>;
  readonly shop: VendorShop;
  /** The API's whole address. */
  readonly base: string;
}

export type TextVerifiedRoute = (call: TextVerifiedCall) => VendorAnswer;

export const refusal = (errorCode: string, status = 400): VendorAnswer =>
  jsonAnswer({ errorCode, errorDescription: `Simulated: ${errorCode}.` }, status);

export const page = (base: string, path: string, rows: readonly object[], params: URLSearchParams): VendorAnswer => {
  const size = 50;
  const from = Math.max(0, Number(params.get('cursor')) || 0);
  const data = rows.slice(from, from + size);
  const hasNext = from + size < rows.length;
  const next = new URLSearchParams([...params].filter(([name]) => name !== 'cursor'));
  next.set('cursor', String(from + size));
  const links = { next: hasNext ? { href: `${base}${path}?${next}`, method: 'GET' } : null };
  return jsonAnswer({ data, hasNext, hasPrevious: from > 0, count: data.length, links });
};
