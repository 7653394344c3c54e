import { link } from '../../link';

export const peopleLinks = {
  list: link('AUS', { page: 'count', query: 'flag' }),
  card: link('AUSc', { user: 'bigId' }),
  ban: link('AUSb', { user: 'bigId', on: 'flag' }),
  add: link('AUSa', { user: 'bigId' }),
  deduct: link('AUSd', { user: 'bigId' }),
  timeline: link('AUSt', { user: 'bigId', page: 'count' }),
  reservation: link('AUSr', { reservation: 'bigId' }),
  cancel: link('AUSx', { reservation: 'bigId', nonce: 'nonce' }),
  refund: link('AUSf', { reservation: 'bigId' }),
} as const;
