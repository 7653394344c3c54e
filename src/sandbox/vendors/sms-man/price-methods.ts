import { formatAmountShort } from '../../../domain/money/money';
import type { ShelfRow } from '../account/shelf';
import { jsonAnswer } from '../kernel/vendor-answer';
import { applicationRow, countryRow } from './own-ids';
import { refuse, type SmsManMethod } from './sms-man-words';

export const getBalance: SmsManMethod = ({ shop }) => jsonAnswer({ balance: formatAmountShort(shop.book.balance) });

/** Stock, with every figure as a text. */
export const limits: SmsManMethod = (call) =>
  jsonAnswer(
    wanted(call).map(({ service, country, count }) => ({
      application_id: service,
      country_id: country,
      numbers: String(count),
    })),
  );

export const getPrices: SmsManMethod = (call) => {
  const country = call.params.get('country_id');
  if (country && !call.shop.book.shelf.hasCountry(country)) return refuse({ kind: 'bad_country' });
  const table: Record<string, Record<string, object>> = {};
  for (const row of wanted(call)) {
    table[row.country] ??= {};
    table[row.country]![row.service] = { cost: formatAmountShort(row.cost), count: row.count };
  }
  return jsonAnswer(table);
};

export const countries: SmsManMethod = ({ shop }) => {
  const ids = [...new Set(shop.book.shelf.rows().map((row) => row.country))];
  return jsonAnswer(Object.fromEntries(ids.map((id) => [id, countryRow(id)])));
};

export const applications: SmsManMethod = ({ shop }) =>
  jsonAnswer([...new Set(shop.book.shelf.rows().map((row) => row.service))].map(applicationRow));

function wanted({ params, shop }: Parameters<SmsManMethod>[0]): ShelfRow[] {
  const [country, service] = [params.get('country_id'), params.get('application_id')];
  return shop.book.shelf
    .rows()
    .filter((row) => (!country || row.country === country) && (!service || row.service === service));
}
