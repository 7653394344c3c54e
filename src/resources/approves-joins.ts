import { type Field, flag } from './kit/fields';

/** Of a channel that is required or rewarded. */
export const approvesJoins = (): Field<boolean> =>
  flag()
    .usually(false)
    .described('Requests to join it are approved by the bot itself; it needs the right to invite users.');
