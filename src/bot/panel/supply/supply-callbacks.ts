import { callbackData } from '../../callback-data';

/** `services`: the supplier's services, or else its countries. */
export const supplyCallbacks = {
  list: callbackData('ASP', {}),
  card: callbackData('ASPc', { provider: 'id' }),
  sync: callbackData('ASPs', { provider: 'id' }),
  codes: callbackData('ASPv', { provider: 'id', services: 'flag', page: 'count' }),
  map: callbackData('ASPm', { provider: 'id', services: 'flag', code: 'word' }),
  prices: callbackData('ASPp', {}),
  undoPrices: callbackData('ASPu', { batch: 'id' }),
  apply: callbackData('ASPa', { token: 'word' }),
  rules: callbackData('ASPr', {}),
  addRule: callbackData('ASPn', {}),
  removeRule: callbackData('ASPd', { rule: 'id' }),
};
