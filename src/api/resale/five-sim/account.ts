import { readAvailableMoves } from '../../../database/queries/account';
import { countOrdersOfCaller, listResaleOrders } from '../../../usecases/resale/list-resale-orders';
import { readResaleBalance } from '../../../usecases/resale/read-resale-balance';
import { jsonPrice } from '../prices';
import { json, words } from './answers';
import type { FiveSimCall, FiveSimPath } from './five-sim-call';
import { ANY } from './guest';
import { orderShape } from './order-shape';

/** The best there is: the shop has other ways to slow somebody down. */
const RATING = 96;
const USUAL_LIMIT = 15;
const MOST_ROWS = 1_000;

export const profile: FiveSimPath = async ({ app, caller, trade }) => {
  const { available, held } = await readResaleBalance(app, caller);
  const first = trade.countries.find(({ isActive }) => isActive);
  return json({
    id: Number(caller.userId),
    email: '',
    vendor: '',
    default_forwarding_number: '',
    balance: jsonPrice(available),
    rating: RATING,
    default_country: {
      name: first?.code ?? '',
      iso: first?.iso.toLowerCase() ?? '',
      prefix: `+${first?.callingCode ?? ''}`,
    },
    default_operator: { name: ANY },
    frozen_balance: jsonPrice(held),
    total_active_orders: await countOrdersOfCaller(app, caller, { which: 'active' }),
  });
};

/** Oldest first, as the protocol has it; newest first with `reverse=true`. */
export const orders: FiveSimPath = async (call) => {
  const { app, caller, trade, query } = call;
  if (query.category === 'hosting') return json({ Data: [], ProductNames: [], Statuses: [], Total: 0 });
  const total = await countOrdersOfCaller(app, caller, { which: 'all' });
  const [limit, offset] = [Math.min(whole(call, 'limit', USUAL_LIMIT), MOST_ROWS), whole(call, 'offset', 0)];
  const isNewestFirst = query.reverse === 'true';
  // The list is read newest first: the oldest ones are at its end.
  const begin = isNewestFirst ? offset : Math.max(0, total - offset - limit);
  const size = isNewestFirst ? limit : Math.max(0, Math.min(limit, total - offset));
  const { items } =
    size === 0 ? { items: [] } : await listResaleOrders(app, caller, { which: 'all', offset: begin, limit: size });
  const now = app.clock.now();
  const data = items.map((order) => orderShape(order, trade, now));
  if (!isNewestFirst) data.reverse();
  return json({
    Data: data,
    ProductNames: [...new Set(data.map(({ product }) => product))],
    Statuses: [...new Set(data.map(({ status }) => status))],
    Total: total,
  });
};

/** What moved the wallet's available money; oldest first, as the protocol has it, or newest first with `reverse=true`. */
export const payments: FiveSimPath = async (call) => {
  const { app, caller } = call;
  const { items, total } = await readAvailableMoves(app.db, {
    userId: caller.userId,
    offset: whole(call, 'offset', 0),
    limit: Math.min(whole(call, 'limit', USUAL_LIMIT), MOST_ROWS),
    isNewestFirst: call.query.reverse === 'true',
  });
  const rows = items.map(({ id, type, isIn, amount, availableAfter, createdAt }) => ({
    ID: Number(id),
    TypeName: isIn ? 'deposit' : 'charge',
    ProviderName: type.toLowerCase(),
    Amount: isIn ? jsonPrice(amount) : -jsonPrice(amount),
    Balance: jsonPrice(availableAfter),
    CreatedAt: createdAt.toISOString(),
  }));
  return json({
    Data: rows,
    PaymentTypes: [...new Set(rows.map(({ TypeName }) => TypeName))],
    PaymentProviders: [...new Set(rows.map(({ ProviderName }) => ProviderName))],
    Total: total,
  });
};

/** Nothing is kept here: a purchase says itself how much it may cost. */
export const maxPrices: FiveSimPath = async () => json([]);
export const changeMaxPrices: FiveSimPath = async () => words('send maxPrice with each purchase instead');

function whole({ query }: FiveSimCall, name: string, otherwise: number): number {
  const value = Number(query[name] ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
}
