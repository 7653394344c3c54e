/** What of a file of `size` bytes is asked for: all of it, the bytes `from` to `to` (both included), or what it has not. */
export type ByteRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly from: number; readonly to: number }
  | { readonly kind: 'unsatisfiable' };

const WHOLE: ByteRange = { kind: 'whole' };

/**
 * Reads `Range` and `If-Range` (RFC 9110, 14). Several ranges, other units and what is no range are as if not asked for,
 * as the RFC allows; so is a range of another file than the one with this `etag`.
 */
export function readByteRange(o: {
  range: string | undefined;
  ifRange: string | undefined;
  size: number;
  etag: string;
}): ByteRange {
  const { range, ifRange, size, etag } = o;
  if (range === undefined || (ifRange !== undefined && ifRange.trim() !== etag)) return WHOLE;
  const [, first = '', last = ''] = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(range) ?? [];
  if (first === '' && last === '') return WHOLE;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', from: size - length, to: size - 1 };
  }
  const from = Number(first);
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < from) return WHOLE;
  return from >= size ? { kind: 'unsatisfiable' } : { kind: 'part', from, to };
}
