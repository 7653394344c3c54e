import { Secret } from '../../config/secret';
import type { Ask, Vendor } from '../vendor-adapter';
import type { OnlineSimSettings } from './onlinesim-settings';

/** The table of all countries is large. */
const LARGEST_BODY = 16 * 1024 * 1024;

/** The only door to the wire, and the only place that reveals the key. */
export function onlineSimAsk({ row, own, door }: Vendor<OnlineSimSettings>): Ask {
  const { url, lang, devId } = own;
  return (name, given, reader, whenLost) => {
    const query = { apikey: new Secret(row.apiKey()), lang, dev_id: devId, ...given };
    return door.read({ name, whenLost, url: `${url}/${name}.php`, query, maxBytes: LARGEST_BODY }, reader);
  };
}
