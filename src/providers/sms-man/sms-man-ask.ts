import { Secret } from '../../config/secret';
import type { Ask, Vendor } from '../vendor-adapter';
import type { SmsManSettings } from './sms-man-settings';

const LARGEST_BODY = 16 * 1024 * 1024;

/** The only door to the wire, and the only place that reveals the key. */
export function smsManAsk({ row, own, door }: Vendor<SmsManSettings>): Ask {
  return (name, given, reader, whenLost) => {
    const query = { token: new Secret(row.apiKey()), ...given };
    return door.read({ name, whenLost, url: `${own.url}/${name}`, query, maxBytes: LARGEST_BODY }, reader);
  };
}
