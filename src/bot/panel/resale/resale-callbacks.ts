import { callbackData } from '../../callback-data';
import { entityCallbacks } from '../catalogue/entity-callbacks';

const GROUP = 'APG';
export const groupCallbacks = { prefix: GROUP, ...entityCallbacks(GROUP) };

/** A user's keys; `page` of people that they were found on. */
export const resaleKeyCallbacks = {
  keys: callbackData('AZk', { user: 'bigId' }),
  key: callbackData('AZc', { key: 'id' }),
  /** `group` 0: the list price. */
  group: callbackData('AZg', { key: 'id', group: 'id' }),
  /** Where its program is told of its orders. */
  webhook: callbackData('AZw', { key: 'id' }),
  redeliver: callbackData('AZr', { key: 'id', delivery: 'bigId' }),
  askEnd: callbackData('AZe', { key: 'id' }),
  end: callbackData('AZx', { key: 'id' }),
};
