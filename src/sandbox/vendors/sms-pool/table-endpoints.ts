import { formatAmount, formatAmountShort } from '../../../domain/money/money';
import type { ShelfRow } from '../account/shelf';
import { jsonAnswer } from '../kernel/vendor-answer';
import { type PoolCall, type PoolEndpoint, param, refuse } from './sms-pool-call';
import { findCountry, findService, poolCountries, poolServices } from './sms-pool-names';

export const balance: PoolEndpoint = ({ shop }) => jsonAnswer({ balance: formatAmountShort(shop.book.balance) });

export const countries: PoolEndpoint = () =>
  jsonAnswer(
    [...poolCountries.values()].map(({ id, name, shortName }) => ({
      ...{ ID: Number(id), name, short_name: shortName, region: 'World' },
    })),
  );

export const services: PoolEndpoint = () =>
  jsonAnswer([...poolServices].map(([id, name]) => ({ ID: Number(id), name, favourite: 0 })));

export const price: PoolEndpoint = (call) => {
  const row = wantedRow(call);
  if (!row) return refuse('Invalid country or service');
  const cost = formatAmount(row.cost);
  return jsonAnswer({ price: cost, high_price: cost, success_rate: '71' });
};

export const stock: PoolEndpoint = (call) => {
  const row = wantedRow(call);
  return row ? jsonAnswer({ success: 1, amount: row.count }) : refuse('Invalid country or service');
};

/** The table of all prices; a row tells no stock. */
export const pricing: PoolEndpoint = (call) => {
  const [country, service] = [param(call, 'country'), param(call, 'service')];
  const rows = call.shop.book.shelf.rows().filter((row) => {
    const fits = service === undefined || row.service === findService(service);
    return fits && (country === undefined || row.country === findCountry(country)?.id);
  });
  return jsonAnswer(
    rows.map((row) => {
      const { name, shortName } = findCountry(row.country)!;
      return {
        ...{ service: Number(row.service), service_name: poolServices.get(row.service), country: Number(row.country) },
        ...{ country_name: name, short_name: shortName, pool: 1, price: formatAmount(row.cost) },
      };
    }),
  );
};

function wantedRow(call: PoolCall): ShelfRow | undefined {
  const country = findCountry(param(call, 'country') ?? '');
  const service = findService(param(call, 'service') ?? '');
  return country && service ? call.shop.book.shelf.get(country.id, service) : undefined;
}
