import { formatAmount } from '../../../../domain/money/money';
import { readResaleBalance } from '../../../../usecases/resale/read-resale-balance';
import { json, operation } from '../operation';
import { Balance } from '../shapes';

export const getBalance = operation({
  id: 'getBalance',
  method: 'get',
  path: '/balance',
  tag: 'Account',
  summary: 'What may be spent, and what is held for open orders',
  cost: 'read',
  answers: { 200: { description: 'The wallet of the owner of the key.', schema: Balance } },
  problems: [],
  async handle({ app, caller }) {
    const { available, held, currency } = await readResaleBalance(app, caller);
    return json({ available: formatAmount(available), held: formatAmount(held), currency });
  },
});
