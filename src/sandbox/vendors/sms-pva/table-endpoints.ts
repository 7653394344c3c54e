import { jsonPrice } from '../account/shelf';
import { ok, type PvaEndpoint, refuse } from './sms-pva-call';
import { pvaServices } from './sms-pva-names';

export const balance: PvaEndpoint = ({ shop }) => ok({ balance: jsonPrice(shop.book.balance) });

export const userInfo: PvaEndpoint = ({ shop }) =>
  ok({ balance: jsonPrice(shop.book.balance), name: 'shop', karma: 100.5 });

export const servicePrice: PvaEndpoint = ({ shop, parts }) => {
  const row = shop.book.shelf.get(parts.country ?? '', parts.service ?? '');
  if (!row) return refuse(405, 'INVALID_PARAMETERS', 'Invalid parameters');
  return ok({
    service: row.service,
    serviceDescription: pvaServices.get(row.service) ?? row.service,
    price: jsonPrice(row.cost),
  });
};

export const servicesPrices: PvaEndpoint = ({ shop }) =>
  ok(
    shop.book.shelf.rows().map(({ service, country, cost }) => ({
      ...{ service, serviceDescription: pvaServices.get(service) ?? service, country, price: jsonPrice(cost) },
    })),
  );

export const countNumbers: PvaEndpoint = ({ shop, parts }) => {
  const rows = shop.book.shelf.rows().filter(({ country }) => country === parts.country);
  const services = rows.map(({ service, count }) => ({ service, total: count }));
  return ok([{ operator: 'any', country: parts.country, services }]);
};
