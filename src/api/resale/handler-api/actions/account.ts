import { formatAmount } from '../../../../domain/money/money';
import { readResaleBalance } from '../../../../usecases/resale/read-resale-balance';
import { text } from '../answers';
import type { HandlerAction } from '../handler-call';

/** What can be spent: money that is held for open activations is not in it. */
export const getBalance: HandlerAction = {
  async answer({ app, caller }) {
    const { available } = await readResaleBalance(app, caller);
    return text(`ACCESS_BALANCE:${formatAmount(available)}`);
  },
};

/** There is no cashback here. */
export const getBalanceAndCashBack: HandlerAction = getBalance;
