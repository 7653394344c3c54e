import { jsonPrice } from '../account/shelf';
import { jsonAnswer } from '../kernel/vendor-answer';
import { no, type VakAction } from './vak-sms-call';
import { nameOfCountry } from './vak-sms-names';

export const getBalance: VakAction = ({ shop }) => jsonAnswer({ balance: jsonPrice(shop.book.balance) });

/** The count stands under the service's own code; the price beside it only for those who ask. */
export const getCountNumber: VakAction = ({ params, shop }) => {
  const [service, country] = [params.get('service') ?? '', params.get('country') ?? 'ru'];
  if (!shop.book.shelf.hasService(service)) return no('badService');
  if (!shop.book.shelf.hasCountry(country)) return no('noCountry');
  const row = shop.book.shelf.get(country, service);
  const price = params.has('price') ? { price: row ? jsonPrice(row.cost) : 0 } : {};
  return jsonAnswer({ [service]: row?.count ?? 0, ...price });
};

export const getCountNumberList: VakAction = ({ params, shop }) => {
  const country = params.get('country') ?? 'ru';
  if (!shop.book.shelf.hasCountry(country)) return no('noCountry');
  const rows = shop.book.shelf.rows().filter((row) => row.country === country);
  return jsonAnswer(
    Object.fromEntries(rows.map(({ service, count, cost }) => [service, { count, price: jsonPrice(cost) }])),
  );
};

export const getCountryList: VakAction = ({ shop }) => {
  const codes = [...new Set(shop.book.shelf.rows().map((row) => row.country))];
  return jsonAnswer(
    codes.map((countryCode) => ({ countryName: nameOfCountry(countryCode), countryCode, operatorList: ['any'] })),
  );
};
