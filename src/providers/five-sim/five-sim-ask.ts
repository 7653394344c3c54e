import { Secret } from '../../config/secret';
import type { Query, Vendor } from '../vendor-adapter';
import type { Reader } from '../vendor-door';
import type { Unclear } from '../vendor-reply';
import type { FiveSimSettings } from './five-sim-settings';

/** The whole price table is about 9 MB. */
const LARGEST_BODY = 16 * 1024 * 1024;

export type FiveSimAsk = ReturnType<typeof fiveSimAsk>;

/**
 * The only door to the wire, and the only place that reveals the key; guests need none. A call is `user/buy`, or `guest/prices`,
 * and what it is about stands in the path after it.
 */
export function fiveSimAsk({ row, own, door }: Vendor<FiveSimSettings>) {
  return <Reply extends { readonly kind: string }>(
    name: `${'user' | 'guest'}/${string}`,
    { path = [], query }: { path?: readonly string[]; query?: Query },
    reader: Reader<Reply>,
    whenLost?: Unclear,
  ) => {
    const headers: Record<string, string | Secret> = { Accept: 'application/json' };
    if (name.startsWith('user/')) headers.Authorization = new Secret(`Bearer ${row.apiKey()}`);
    const url = [own.url, name, ...path.map(encodeURIComponent)].join('/');
    return door.read({ name, whenLost, url, query, headers, maxBytes: LARGEST_BODY }, reader);
  };
}
