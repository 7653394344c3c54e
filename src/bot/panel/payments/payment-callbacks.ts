import { callbackData } from '../../callback-data';
import { entityCallbacks } from '../catalogue/entity-callbacks';

const METHODS = 'APM';
export const methodCallbacks = {
  prefix: METHODS,
  ...entityCallbacks(METHODS),
  test: callbackData(`${METHODS}x`, { id: 'id' }),
  /** Turned on although the terms of Telegram were read. */
  accept: callbackData(`${METHODS}y`, { id: 'id' }),
};

/** The card of a way to pay, as it is come to from the first page. */
export const methodCard = (id: number) => methodCallbacks.card({ id, page: 0, of: 0 });

export const paymentCallbacks = {
  home: callbackData('APY', {}),
  /** `open`: only money that is nobody's yet. */
  receipts: callbackData('APYl', { page: 'count', open: 'flag' }),
  found: callbackData('APYf', { page: 'count' }),
  ofUser: callbackData('APYu', { user: 'bigId' }),
  receipt: callbackData('APYr', { receipt: 'bigId' }),
  payment: callbackData('APYp', { payment: 'bigId' }),
  ask: callbackData('APYq', { payment: 'bigId' }),
  /** `hand`: the operator pays it back himself. */
  refund: callbackData('APYb', { receipt: 'bigId', part: 'flag', hand: 'flag' }),
  assign: callbackData('APYa', { receipt: 'bigId' }),
  debts: callbackData('APYd', { page: 'count' }),
  /** So many days ago, in UTC: what providers say, and what came here. */
  day: callbackData('APYc', { ago: 'count' }),
  compare: callbackData('APYn', { ago: 'count' }),
} as const;
