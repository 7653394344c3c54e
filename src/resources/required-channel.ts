import { RequiredChannel } from '../database/entities/required-channel.entity';
import { approvesJoins } from './approves-joins';
import { whole } from './kit/fields';
import { resource } from './kit/resource';

/** That everybody must have joined a channel before they buy. */
export const requiredChannel = resource(RequiredChannel, {
  name: 'required channel',
  key: [],
  fields: {
    position: whole(0, 1_000_000).described('Place in the gate, smallest first; a new one stands last.'),
    approvesJoins: approvesJoins(),
  },
  refusals: {},
});
