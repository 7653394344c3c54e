import { formatAmountShort } from '../../../../domain/money/money';
import { jsonPrice, type ShelfRow } from '../../account/shelf';
import { serviceName } from '../../kernel/service-names';
import { jsonAnswer, textAnswer } from '../../kernel/vendor-answer';
import { type HandlerAction, param, refuse } from '../handler-call';

export const getBalance: HandlerAction = ({ book }) => textAnswer(`ACCESS_BALANCE:${formatAmountShort(book.balance)}`);

/** Stock of one country by service code: the old form with `_0` at classic shops, the new one at Hero. */
export const getNumbersStatus: HandlerAction = (call) => {
  const country = param(call, 'country');
  if (country === undefined && call.skin.dialect === 'hero')
    return refuse(call, { kind: 'bad_request', field: 'country' });
  const stock: Record<string, number | string> = {};
  for (const row of call.book.shelf.rows()) {
    if (row.country !== (country ?? '0')) continue;
    if (call.skin.dialect === 'hero') stock[row.service] = row.count;
    else stock[`${row.service}_0`] = String(row.count);
  }
  return jsonAnswer(stock);
};

export const getPrices: HandlerAction = (call) => {
  const [service, country] = [param(call, 'service'), param(call, 'country')];
  const { shelf } = call.book;
  if (service !== undefined && !shelf.hasService(service))
    return refuse(call, { kind: 'bad_price_filter', field: 'service' });
  if (country !== undefined && !shelf.hasCountry(country))
    return refuse(call, { kind: 'bad_price_filter', field: 'country' });
  const table: Record<string, Record<string, object>> = {};
  for (const row of shelf.rows()) {
    if (service !== undefined && row.service !== service) continue;
    if (country !== undefined && row.country !== country) continue;
    table[row.country] ??= {};
    table[row.country]![row.service] = call.skin.priceCell(row);
  }
  return jsonAnswer(table);
};

export const getCountries: HandlerAction = ({ book, skin }) =>
  jsonAnswer(skin.countries([...new Set(book.shelf.rows().map((row) => row.country))]));

export const getServicesList: HandlerAction = (call) => {
  const country = param(call, 'country');
  const rows = call.book.shelf.rows().filter((row) => country === undefined || row.country === country);
  const codes = [...new Set(rows.map((row) => row.service))];
  return jsonAnswer({ status: 'success', services: codes.map((code) => ({ code, name: serviceName(code) })) });
};

/** Countries of one service, the best stocked first; of every service when none is named. `freePrice` adds the ladder. */
export const getTopCountriesByService: HandlerAction = (call) => {
  const service = param(call, 'service');
  const rows = call.book.shelf.rows();
  if (service !== undefined && !call.book.shelf.hasService(service)) return refuse(call, { kind: 'bad_service' });
  const withLadder = param(call, 'freePrice') === 'true';
  const top = (code: string) =>
    rows
      .filter((row) => row.service === code && row.count > 0)
      .sort((a, b) => b.count - a.count)
      .map((row) => topRow(row, withLadder));
  if (service !== undefined) return jsonAnswer({ ...top(service) });
  const codes = [...new Set(rows.map((row) => row.service))];
  return jsonAnswer(Object.fromEntries(codes.map((code) => [code, { ...top(code) }])));
};

/** The same in an order that favours good buyers; the simulated buyer has no rank. */
export const getTopCountriesByServiceRank: HandlerAction = (call) => getTopCountriesByService(call);

function topRow({ country, cost, count }: ShelfRow, withLadder: boolean): object {
  const price = jsonPrice(cost);
  const ladder = { [formatAmountShort(cost)]: count };
  return {
    country: Number(country),
    count,
    price,
    retail_price: price,
    physicalTotalCount: count,
    physicalCountForDefaultPrice: count,
    physicalPriceMap: ladder,
    ...(withLadder && { freePriceMap: ladder }),
  };
}

export const getOperators: HandlerAction = (call) => {
  const country = param(call, 'country');
  const byCountry: Record<string, string[]> = {};
  for (const row of call.book.shelf.rows()) {
    if (country !== undefined && row.country !== country) continue;
    byCountry[row.country] = [...new Set([...(byCountry[row.country] ?? []), ...row.operators])];
  }
  if (Object.keys(byCountry).length === 0) return refuse(call, { kind: 'operators_not_found' });
  return jsonAnswer({ status: 'success', countryOperators: byCountry });
};
