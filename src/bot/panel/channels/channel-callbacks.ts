import { callbackData } from '../../callback-data';

/** Buttons say what should be (`on`), so that pressing one twice does it once. */
export const channelCallbacks = {
  list: callbackData('ACH', { page: 'count' }),
  card: callbackData('ACHc', { channel: 'id' }),
  add: callbackData('ACHa', {}),
  refresh: callbackData('ACHf', { channel: 'id' }),
  require: callbackData('ACHr', { channel: 'id', on: 'flag' }),
  unrequire: callbackData('ACHx', { channel: 'id' }),
  first: callbackData('ACHu', { channel: 'id' }),
  reward: callbackData('ACHw', { channel: 'id' }),
  approve: callbackData('ACHp', { channel: 'id', on: 'flag' }),
  rewardOn: callbackData('ACHo', { channel: 'id', on: 'flag' }),
};
