import { isOpen } from '../account/order';
import { jsonPrice } from '../account/shelf';
import { jsonAnswer } from '../kernel/vendor-answer';
import type { FiveSimCall, FiveSimRoute } from './five-sim-call';
import { orderJson, orderStatus } from './five-sim-order';

const STATUSES = ['PENDING', 'RECEIVED', 'CANCELED', 'TIMEOUT', 'FINISHED', 'BANNED'];
/** The total is made up at the real one, too. */
const SOME_TOTAL = 999_999;

export const profile: FiveSimRoute = ({ shop, rating }) =>
  jsonAnswer({
    id: 1,
    email: 'shop@example.test',
    vendor: '',
    default_forwarding_number: '',
    balance: jsonPrice(shop.book.balance),
    rating,
    default_country: { name: 'russia', iso: 'ru', prefix: '+7' },
    default_operator: { name: '' },
    frozen_balance: 0,
    total_active_orders: shop.book.open().length,
  });

export const orders: FiveSimRoute = (call) => {
  if (call.params.get('category') === 'hosting')
    return jsonAnswer({ Data: [], ProductNames: [], Statuses: [], Total: 0 });
  const all = call.shop.book.all();
  if (call.params.get('reverse') === 'true') all.reverse();
  const offset = whole(call, 'offset', 0);
  const page = all.slice(offset, offset + whole(call, 'limit', 15));
  return jsonAnswer({
    Data: page.map((order) => orderJson(order, call.now)),
    ProductNames: [...new Set(all.map(({ service }) => service))],
    Statuses: STATUSES.filter((status) => all.some((order) => orderStatus(order, call.now) === status)),
    Total: SOME_TOTAL,
  });
};

/** Every order takes money, and gives it back when it ends without an SMS. */
export const payments: FiveSimRoute = (call) => {
  const rows = call.shop.book.all().map((order) => ({
    ID: Number(order.id),
    TypeName: 'charge',
    ProviderName: 'admin',
    Amount: isOpen(order) || !order.refunded ? -jsonPrice(order.cost) : 0,
    Balance: jsonPrice(call.shop.book.balance),
    CreatedAt: new Date(order.boughtAt).toISOString(),
  }));
  const offset = whole(call, 'offset', 0);
  const Data = rows.slice(offset, offset + whole(call, 'limit', 15));
  return jsonAnswer({ Data, PaymentTypes: ['charge'], PaymentProviders: ['admin'], Total: rows.length });
};

function whole({ params }: FiveSimCall, name: string, otherwise: number): number {
  const value = Number(params.get(name) ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
}
