import type { Ask, Vendor } from '../vendor-adapter';
import type { SmsPoolSettings } from './sms-pool-settings';

const LARGEST_BODY = 16 * 1024 * 1024;

/** The only door to the wire, and the only place that reveals the key: in a form, never in the address. */
export function smsPoolAsk({ row, own, door }: Vendor<SmsPoolSettings>): Ask {
  return (name, given, reader, whenLost) => {
    const fields = Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const body = new URLSearchParams([['key', row.apiKey()], ...fields]);
    const url = `${own.url}/${name}`;
    return door.read({ name, whenLost, method: 'POST', url, body, maxBytes: LARGEST_BODY }, reader);
  };
}
