import { Secret } from '../../config/secret';
import type { Ask, Vendor } from '../vendor-adapter';
import type { SmsPvaSettings } from './sms-pva-settings';

const LARGEST_BODY = 16 * 1024 * 1024;
/** What changes an order is a PUT. */
const CHANGING: readonly string[] = ['cancelorder', 'blocknumber', 'clearsms'];

/** `/activation/<name>/<part>/...`: what is asked about stands in the path. */
export type PvaAsk = Ask<readonly string[]>;

/** The only door to the wire, and the only place that reveals the key. */
export function smsPvaAsk({ row, own, door }: Vendor<SmsPvaSettings>): PvaAsk {
  return (name, parts, reader, whenLost) => {
    const url = [own.url, name, ...parts.map(encodeURIComponent)].join('/');
    const method = CHANGING.includes(name) ? 'PUT' : 'GET';
    const headers = { Accept: 'application/json', apikey: new Secret(row.apiKey()) };
    return door.read({ name, whenLost, method, url, headers, maxBytes: LARGEST_BODY }, reader);
  };
}
