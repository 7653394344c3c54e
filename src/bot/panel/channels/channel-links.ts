import { link } from '../../link';

/** Buttons say what should be (`on`), so that pressing one twice does it once. */
export const channelLinks = {
  list: link('ACH', { page: 'count' }),
  card: link('ACHc', { channel: 'id' }),
  add: link('ACHa', {}),
  refresh: link('ACHf', { channel: 'id' }),
  require: link('ACHr', { channel: 'id', on: 'flag' }),
  unrequire: link('ACHx', { channel: 'id' }),
  first: link('ACHu', { channel: 'id' }),
  reward: link('ACHw', { channel: 'id' }),
  rewardOn: link('ACHo', { channel: 'id', on: 'flag' }),
};
