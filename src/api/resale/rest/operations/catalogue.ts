import { z } from 'zod';
import type { TradeTable } from '../../../../usecases/resale/trade-table';
import { countryNamed } from '../country-named';
import { json, operation, type RestCall } from '../operation';
import { problem } from '../problems';
import { Country, countryWord, Offer, offerShape, Service } from '../shapes';

const MOST_OFFERS = 1_000;

export const listServices = operation({
  id: 'listServices',
  method: 'get',
  path: '/services',
  tag: 'Catalogue',
  summary: 'All services, by the codes under which they are ordered',
  description:
    'Besides these, `test_success` (a code after 3 s), `test_delayed` (after 30 s), `test_timeout` (none) and `test_no_numbers` can be ordered in any country: they cost nothing and try your program.',
  cost: 'read',
  answers: { 200: { description: 'In the order of the menu.', schema: z.strictObject({ data: z.array(Service) }) } },
  problems: [],
  async handle({ trade }) {
    const data = trade.services.filter(({ code, isActive }) => code !== null && isActive);
    return json({ data: data.map(({ code, name, aliases }) => ({ code, name, aliases })) });
  },
});

export const listCountries = operation({
  id: 'listCountries',
  method: 'get',
  path: '/countries',
  tag: 'Catalogue',
  summary: 'All countries',
  cost: 'read',
  answers: { 200: { description: 'In the order of the menu.', schema: z.strictObject({ data: z.array(Country) }) } },
  problems: [],
  async handle({ trade }) {
    const data = trade.countries.filter(({ isActive }) => isActive);
    return json({ data: data.map(shownCountry) });
  },
});

function shownCountry({ iso, name, callingCode, code, aliases }: TradeTable['countries'][number]) {
  return { code: iso, name, callingCode, aliases: code === null ? [...aliases] : [code, ...aliases] };
}

const offersQuery = z.strictObject({
  service: z.string().optional().describe('Only of this service.'),
  country: countryWord.optional().describe('Only in this country, written as in an order.'),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional()
    .describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(MOST_OFFERS).default(MOST_OFFERS),
});
const OfferPage = z.strictObject({ data: z.array(Offer), nextCursor: z.string().nullable() });

export const listOffers = operation({
  id: 'listOffers',
  method: 'get',
  path: '/offers',
  tag: 'Catalogue',
  summary: 'What is on sale at your prices, and how many can be delivered now',
  description: 'At most a second old. Pages are kept ready: send If-None-Match with the ETag of the last one.',
  cost: 'read',
  query: offersQuery,
  answers: { 200: { description: 'By country and service.', schema: OfferPage } },
  problems: ['unknown_service', 'unknown_country'],
  handle: (call) => offers(call),
});

async function offers({
  app,
  caller,
  query,
  trade,
  codes,
  tables,
}: RestCall<object, z.output<typeof offersQuery>, object>) {
  const { service, country, limit } = query;
  const serviceId = service === undefined ? undefined : trade.serviceByCode.get(service.toLowerCase())?.id;
  if (service !== undefined && serviceId === undefined) return problem('unknown_service');
  const countryId = country === undefined ? undefined : countryNamed(trade, country)?.id;
  if (country !== undefined && countryId === undefined) return problem('unknown_country');
  const begin = Number(query.cursor ?? 0);
  const table = await tables.get(caller.priceGroupId);
  const form = ['rest', app.currency, trade.version, serviceId, countryId, begin, limit].join(' ');
  return {
    kind: 'table',
    table: table.rendered(form, (rows) => {
      const wanted = rows.filter(
        (row) => (serviceId ?? row.serviceId) === row.serviceId && (countryId ?? row.countryId) === row.countryId,
      );
      const shown = wanted.slice(begin, begin + limit);
      const data = shown.map((row) => offerShape(row, codes)).filter((one) => one !== undefined);
      return JSON.stringify({ data, nextCursor: begin + limit < wanted.length ? String(begin + limit) : null });
    }),
  } as const;
}
