import { formatAmount } from '../../../domain/money/money';
import { jsonPrice, type ShelfRow } from '../account/shelf';
import { jsonAnswer, textAnswer } from '../kernel/vendor-answer';
import { getBalance } from './actions/catalogue-actions';
import { type HandlerAction, param, refuse } from './handler-call';

/** The one upstream partner of the simulated shop. */
const PARTNER = 14;

const balance: HandlerAction = (call) =>
  param(call, 'format') === 'json'
    ? jsonAnswer({ balance: formatAmount(call.book.balance), currency: 840 })
    : getBalance(call);

/** Price ladder. `count` is cumulative: what there is at this price or cheaper. */
const getPricesV2: HandlerAction = (call) =>
  withRow(call, (row) => {
    const price = formatAmount(row.cost);
    return { prices: { [price]: row.count }, has_multi: { [price]: true } };
  });

const getPricesV3: HandlerAction = (call) =>
  withRow(call, (row) => {
    const price = jsonPrice(row.cost);
    const partner = { count: row.count, price: [price], provider_id: PARTNER };
    return { price, count: row.count, currency: 840, providers: { [PARTNER]: partner } };
  });

const withRow = (call: Parameters<HandlerAction>[0], show: (row: ShelfRow) => object) => {
  const [country, service] = [param(call, 'country') ?? '', param(call, 'service') ?? ''];
  const row = call.book.shelf.get(country, service);
  return row ? jsonAnswer({ [country]: { [service]: show(row) } }) : refuse(call, { kind: 'bad_service' });
};

/** A list of JSON inside a page, as the shop really sends it. */
const getProviders: HandlerAction = ({ book }) => {
  const count = book.shelf.rows().reduce((sum, row) => sum + row.count, 0);
  const rows = [
    { id: PARTNER, name: `Provider${PARTNER}`, numbers_count: count, delivery_percent: null, number_lifetime: 20 },
  ];
  return textAnswer(`<html><head></head><body>${JSON.stringify(rows)}</body></html>`);
};

/** What Tiger SMS has beside the common actions. */
export const tigerActions: Readonly<Record<string, HandlerAction>> = {
  getBalance: balance,
  getPricesV2,
  getPricesV3,
  getProviders,
};
