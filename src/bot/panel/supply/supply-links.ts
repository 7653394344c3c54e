import { link } from '../../link';

/** `services`: the supplier's services, or else its countries. */
export const supplyLinks = {
  list: link('ASP', {}),
  card: link('ASPc', { provider: 'id' }),
  sync: link('ASPs', { provider: 'id' }),
  codes: link('ASPv', { provider: 'id', services: 'flag', page: 'count' }),
  map: link('ASPm', { provider: 'id', services: 'flag', code: 'word' }),
  prices: link('ASPp', {}),
  apply: link('ASPa', { token: 'word' }),
  rules: link('ASPr', {}),
  addRule: link('ASPn', {}),
  removeRule: link('ASPd', { rule: 'id' }),
};
