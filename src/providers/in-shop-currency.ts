import { ceilingThere, type ExchangeRate, toShop } from '../domain/money/exchange';
import type { Amount } from '../domain/money/money';
import type { SmsProvider } from '../ports/sms-provider';
import { providerFault } from './kit/reply';

/** In which money a provider names its prices, and what that is worth here; undefined: the operator has not said. */
interface VendorMoney {
  readonly currency: string;
  readonly rate: ExchangeRate | undefined;
}

/**
 * A provider whose prices are in another currency, as if they were in the shop's: ceilings are rounded down on the way out,
 * costs up on the way in, so that nothing is ever bought for more than was allowed. The amount that it named stays beside
 * the cost. Without a rate nothing is bought there; what is open goes on.
 */
export function inShopCurrency(inner: SmsProvider, { currency, rate }: VendorMoney): SmsProvider {
  const toCost = (amount: Amount) => (rate === undefined ? undefined : toShop(amount, rate));
  const priced = <Thing extends { readonly cost?: Amount }>(thing: Thing): Thing =>
    thing.cost === undefined
      ? thing
      : { ...thing, cost: toCost(thing.cost), charged: { amount: thing.cost, currency } };
  return {
    ...inner,
    foreign: { currency, toCost },
    ...(inner.acquire && {
      async acquire(request) {
        if (rate === undefined) return providerFault('unavailable', `no exchange rate is set for ${currency}`);
        const maxCost = ceilingThere(request.maxCost, rate);
        if (maxCost === 0n) return providerFault('too_dear', 'the ceiling is less than the smallest amount there');
        const reply = await inner.acquire!({ ...request, maxCost });
        return reply.kind === 'acquired' ? priced(reply) : reply;
      },
    }),
    ...(inner.listActive && {
      async listActive() {
        const reply = await inner.listActive!();
        return reply.kind === 'orders' ? { ...reply, orders: reply.orders.map(priced) } : reply;
      },
    }),
    ...(inner.prices && {
      async prices(filter) {
        if (rate === undefined) return providerFault('unavailable', `no exchange rate is set for ${currency}`);
        const reply = await inner.prices!(filter);
        return reply.kind === 'prices'
          ? { ...reply, rows: reply.rows.map((row) => ({ ...row, cost: toShop(row.cost, rate) })) }
          : reply;
      },
    }),
  };
}
