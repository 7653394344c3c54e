import { callbackData } from '../../callback-data';
import { entityCallbacks, place } from '../catalogue/entity-callbacks';

const PREFIX = 'ASI';

export const simCallbacks = {
  prefix: PREFIX,
  ...entityCallbacks(PREFIX),
  /** Of a silent one: it works after all. */
  revive: callbackData(`${PREFIX}r`, place),
  find: callbackData(`${PREFIX}f`, {}),
  /** With the number that was typed. */
  search: callbackData(`${PREFIX}s`, {}),
  found: callbackData(`${PREFIX}w`, { word: 'word' }),
};
