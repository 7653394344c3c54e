import { readPlace } from '../../platform/vendor/json';
import type { Place } from './description';

/** The value at a place, or at the first of several that holds something. */
export function readAt(value: unknown, place: Place): unknown {
  const found = [place].flat().map((one) => readPlace(value, one));
  return found.find((one) => one !== undefined && one !== null && one !== '');
}
