import { formatAmount } from '../../../../domain/money/money';
import { jsonPrice, type ShelfRow } from '../../account/shelf';
import { jsonAnswer } from '../../kernel/vendor-answer';
import { nameOfSlug } from '../default-catalogue';
import { isSet, type OnlineSimMethod, word, yes } from '../onlinesim-words';
import { phoneCountryName } from '../phone-countries';

const PAGE_ROWS = 30;

export const getBalance: OnlineSimMethod = ({ params, shop }) =>
  jsonAnswer({
    response: '1',
    balance: formatAmount(shop.book.balance),
    zbalance: 0,
    ...(isSet(params, 'income') && { income: 0 }),
  });

export const getPrice: OnlineSimMethod = ({ params, shop }) => {
  const { shelf } = shop.book;
  const [country, service] = [params.get('country') || '7', params.get('service') ?? ''];
  if (!shelf.hasService(service)) return word('ERROR_NO_SERVICE');
  if (!shelf.hasCountry(country)) return word('ERROR_PARAMS');
  const row = shelf.get(country, service);
  return row ? yes({ price: jsonPrice(row.cost) }) : word('NO_NUMBER');
};

/** One country, by default Russia, or all of them by their codes. */
export const getNumbersStats: OnlineSimMethod = ({ params, shop }) => {
  const wanted = params.get('country') || '7';
  const byCountry = rowsByCountry(shop.book.shelf.rows());
  if (wanted === 'all') {
    return jsonAnswer(Object.fromEntries([...byCountry].map(([code, rows], at) => [code, stats(code, rows, at)])));
  }
  const rows = byCountry.get(wanted);
  return rows ? jsonAnswer(stats(wanted, rows, 0)) : word('ERROR_PARAMS');
};

/** The newer form: countries, and one page of the services of one of them. Needs no key at the real vendor. */
export const getTariffs: OnlineSimMethod = ({ params, shop }) => {
  const byCountry = rowsByCountry(shop.book.shelf.rows());
  const country = params.get('country') || ([...byCountry.keys()][0] ?? '7');
  const page = Math.max(1, Number(params.get('page')) || 1);
  const rows = byCountry.get(country) ?? [];
  const countries = [...byCountry.keys()].map((code, at) => [`_${code}`, countryCell(code, at)] as const);
  return yes({
    countries: Object.fromEntries(countries),
    services: services(rows.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)),
    page,
    country: Number(country),
    filter: params.get('filter') ?? '',
    end: page * PAGE_ROWS >= rows.length,
    favorites: {},
  });
};

/** Services that now wait for an SMS. */
export const getService: OnlineSimMethod = ({ shop }) =>
  yes({ service: [...new Set(shop.book.open().map((order) => order.service))] });

/** Numbers that could receive for the service again; the simulated vendor gives none twice. */
export const getServiceNumber: OnlineSimMethod = () => word('SERVICE_TO_NUMBER_EMPTY');
export const getNumRepeat: OnlineSimMethod = () => word('ERROR_NO_SERVICE_REPEAT');

function rowsByCountry(rows: readonly ShelfRow[]): Map<string, ShelfRow[]> {
  const byCountry = new Map<string, ShelfRow[]>();
  for (const row of rows) byCountry.set(row.country, [...(byCountry.get(row.country) ?? []), row]);
  return byCountry;
}

const countryCell = (code: string, position: number) => ({
  name: phoneCountryName(code),
  position,
  code: Number(code),
  new: false,
  enabled: true,
});

const stats = (code: string, rows: readonly ShelfRow[], position: number) => ({
  ...countryCell(code, position),
  services: services(rows),
});

const services = (rows: readonly ShelfRow[]) =>
  Object.fromEntries(
    rows.map(({ service, cost, count }) => [
      `service_${service}`,
      { count, popular: false, price: jsonPrice(cost), id: service, service: nameOfSlug(service), slug: service },
    ]),
  );
