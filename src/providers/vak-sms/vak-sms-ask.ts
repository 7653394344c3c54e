import { Secret } from '../../config/secret';
import type { Ask, Vendor } from '../vendor-adapter';
import type { VakSmsSettings } from './vak-sms-settings';

/** The only door to the wire, and the only place that reveals the key. */
export function vakSmsAsk({ row, own, door }: Vendor<VakSmsSettings>): Ask {
  return (name, given, reader, whenLost) => {
    const query = { apiKey: new Secret(row.apiKey()), ...given };
    return door.read({ name, whenLost, url: `${own.url}/${name}/`, query }, reader);
  };
}
