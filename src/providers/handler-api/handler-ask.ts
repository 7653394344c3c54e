import { Secret } from '../../config/secret';
import type { Ask, Vendor } from '../vendor-adapter';
import type { HandlerSettings } from './handler-settings';

/** A whole price table is about 1 MB at the largest shop. */
const LARGEST_BODY = 8 * 1024 * 1024;

/** The only door to the wire, and the only place that reveals the key. */
export function handlerAsk({ row, own, door }: Vendor<HandlerSettings>): Ask {
  return (name, given, reader, whenLost) => {
    const query = { api_key: new Secret(row.apiKey()), action: name, ...given };
    return door.read({ name, whenLost, url: own.url, query, maxBytes: LARGEST_BODY }, reader);
  };
}
