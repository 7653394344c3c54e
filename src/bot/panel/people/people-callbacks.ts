import { callbackData } from '../../callback-data';

export const peopleCallbacks = {
  list: callbackData('AUS', { page: 'count', query: 'flag' }),
  card: callbackData('AUSc', { user: 'bigId' }),
  ban: callbackData('AUSb', { user: 'bigId', on: 'flag' }),
  add: callbackData('AUSa', { user: 'bigId' }),
  /** The sum was typed already; why, too, perhaps. */
  give: callbackData('AUSg', { user: 'bigId', amount: 'amount' }),
  deduct: callbackData('AUSd', { user: 'bigId' }),
  timeline: callbackData('AUSt', { user: 'bigId', page: 'count' }),
  reservation: callbackData('AUSr', { reservation: 'bigId' }),
  cancel: callbackData('AUSx', { reservation: 'bigId', nonce: 'nonce' }),
  refund: callbackData('AUSf', { reservation: 'bigId' }),
} as const;
