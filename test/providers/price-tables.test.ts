import type { PriceFilter } from '../../src/ports/sms-provider';
import { readOperatorPrices } from '../../src/providers/five-sim/read-lists';
import { readCountries, readServices } from '../../src/providers/handler-api/read-lists';
import { readPrices } from '../../src/providers/handler-api/read-prices';
import { readTiers } from '../../src/providers/kit/price-tables';
import { readPrices as readOnlineSim } from '../../src/providers/onlinesim/read-lists';
import { readLimits, readPrices as readSmsMan } from '../../src/providers/sms-man/read-lists';
import { readNames, readPricing } from '../../src/providers/sms-pool/read-tables';
import { readCounts, readPrices as readSmsPva } from '../../src/providers/sms-pva/read-tables';

const answer = (value: unknown) => ({
  status: 200,
  body: typeof value === 'string' ? value : JSON.stringify(value),
  headers: {},
});
/** `country/service price xcount` of each row. */
const read = (table: unknown, filter?: PriceFilter) => {
  const reply = readPrices(answer(table), filter);
  if (reply.kind === 'fault') return `${reply.fault}, ${reply.said}`;
  return reply.rows.map(
    ({ countryCode, serviceCode, cost, count }) => `${countryCode}/${serviceCode} ${cost} x${count}`,
  );
};

describe('a price table of the handler_api family', () => {
  it.each([
    ['prices and counts (SMSHub)', { 6: { tg: { '0.21': 150, '0.35': 40 } } }, ['6/tg 2100 x150']],
    ['prices and counts, the cheapest sold out', { 6: { tg: { '0.21': 0, '0.35': '40' } } }, ['6/tg 3500 x40']],
    ['whole prices and counts', { 6: { tg: { 15: 43_242, 18: 333 } } }, ['6/tg 150000 x43242']],
    ['prices alone, by service', { tg: { 6: 0.22, 187: '0.5' } }, ['6/tg 2200 xundefined', '187/tg 5000 xundefined']],
    ['prices alone, by country', { 187: { tg: 0.22, wa: 0.3 } }, ['187/tg 2200 xundefined', '187/wa 3000 xundefined']],
    ['cells by service', { tg: { 6: { count: 3, price: '0.3' } } }, ['6/tg 3000 x3']],
    ['cells named price', { 6: { tg: { price: 0.1, count: 5 } } }, ['6/tg 1000 x5']],
    ['cells without a count', { 6: { tg: { cost: 0.1 } } }, ['6/tg 1000 xundefined']],
    ['an envelope', { status: 'success', data: { 6: { tg: { cost: 0.1, count: 5 } } } }, ['6/tg 1000 x5']],
    ['another envelope', { success: true, data: { tg: { 6: { '0.21': 15 } } } }, ['6/tg 2100 x15']],
    ['a list of one table', [{ 6: { tg: { cost: 0.1, count: 5 } } }], ['6/tg 1000 x5']],
    ['a list of rows', [{ country: 6, service: 'tg', price: '0.1', count: 5 }], ['6/tg 1000 x5']],
    ['V2', { 187: { tg: { '0.683': 22, '0.697': 157 } } }, ['187/tg 6830 x22']],
    [
      'V2 of Tiger',
      { 187: { tg: { prices: { '0.2500': 22_518 }, has_multi: { '0.2500': true } } } },
      ['187/tg 2500 x22518'],
    ],
    [
      'V3, by partners',
      {
        187: {
          tg: { 2263: { count: 98, price: 2.592, provider_id: 2263 }, 14: { count: 2, price: 2.5, provider_id: 14 } },
        },
      },
      ['187/tg 25000 x2'],
    ],
    [
      'V3 of Tiger',
      {
        187: {
          tg: {
            price: 0.25,
            count: 44_432,
            currency: 840,
            providers: { 14: { count: 22_518, price: [0.25], provider_id: 14 } },
          },
        },
      },
      ['187/tg 2500 x44432'],
    ],
    [
      'V3 of Tiger without a price of its own',
      { 187: { tg: { providers: { 14: { count: 2, price: [0.25] } } } } },
      ['187/tg 2500 x2'],
    ],
    ['countries by name', { russia: { tg: { cost: 1, count: 2 } } }, ['russia/tg 10000 x2']],
    ['nothing', {}, []],
    ['the empty list of PHP', [], []],
    ['empty cells', { 6: [], 7: { tg: [] }, 8: { tg: {} } }, []],
  ])('is read with %s', (_name, table, rows) => {
    expect(read(table)).toEqual(rows);
  });

  it.each([
    ['the service', { tg: { cost: 0.1, count: 5 } }, { countryCode: '6' }],
    ['the country', { 6: { '0.10': 5 } }, { serviceCode: 'tg' }],
    ['nothing', { cost: 0.1, count: 5 }, { countryCode: '6', serviceCode: 'tg' }],
    ['both, the service first', { tg: { 6: { cost: 0.1, count: 5 } } }, { serviceCode: 'tg' }],
    ['both', { 6: { tg: { cost: 0.1, count: 5 } } }, { countryCode: '6', serviceCode: 'tg' }],
  ])('is read where the shop names %s, being asked for something', (_name, table, filter) => {
    expect(read(table, filter)).toEqual(['6/tg 1000 x5']);
  });

  it.each([
    ['a price nobody can read', { cost: '1e-7', count: 1 }],
    ['a count nobody can read', { cost: 1, count: 'many' }],
    ['words', 'soon'],
    ['a cell of something else', { a: { b: 'c' } }],
  ])('has one odd cell, %s, and all its neighbours are read', (_name, cell) => {
    expect(read({ 6: { tg: cell, wa: { cost: 0.1, count: 5 } }, 7: 'odd' })).toEqual(['6/wa 1000 x5']);
    expect(read({ 6: { tg: cell } })).toBe('unavailable, new');
  });

  it('names a cell that nobody can read, and no price of it', () => {
    const reply = readPrices(answer({ 6: { tg: { cost: 'free', amount: 5 } }, 7: { tg: 'x' } }));
    expect(reply).toMatchObject({ detail: 'not one of 2 rows is understood: cost: free, amount: number' });
  });
});

describe('a table of which nothing can be read', () => {
  const strange = expect.objectContaining({ kind: 'fault', fault: 'unavailable', said: 'new' });

  it.each([
    ['5sim', () => readOperatorPrices(answer({ england: { telegram: { any: { amount: 1 } }, whatsapp: 'x' } }), false)],
    [
      'OnlineSim',
      () => readOnlineSim(answer({ name: 'x', code: 46, services: { service_x: { amount: 1 } } }), undefined),
    ],
    ['SMS-Man', () => readSmsMan(answer({ 4: { 3: { amount: 1 } } }))],
    ['SMS-Man, stock', () => readLimits(answer([{ application: '1', numbers: 2 }]))],
    ['SMSPool', () => readPricing(answer([{ service: 1, country: 1, amount: '1' }]))],
    ['SMSPool, names', () => readNames(answer([{ key: 1 }]))],
    ['SMSPVA', () => readSmsPva(answer({ statusCode: 200, data: [{ service: 'opt1', cost: 1 }] }))],
    [
      'SMSPVA, stock',
      () => readCounts(answer({ statusCode: 200, data: [{ services: [{ service: 'opt1', count: 1 }] }] })),
    ],
    ['handler_api, services', () => readServices(answer({ status: 'success', services: [{ key: 'tg' }] }))],
    ['handler_api, countries', () => readCountries(answer([{ name: 'x' }]))],
  ])('is a fault at %s, never an empty shop', (_name, reply) => {
    expect(reply()).toEqual(strange);
  });

  it('is one only if it has cells', () => {
    expect(readOperatorPrices(answer({}), false)).toEqual({ kind: 'prices', rows: [] });
    expect(readSmsMan(answer([]))).toEqual({ kind: 'prices', rows: [] });
    expect(readLimits(answer([]))).toEqual({ kind: 'limits', counts: new Map() });
    expect(readPricing(answer([]))).toEqual({ kind: 'prices', rows: [] });
    expect(readTiers(null)).toEqual([]);
  });

  it('spoils no neighbour with one odd row', () => {
    expect(readSmsMan(answer({ 4: { 3: { cost: '0.15', count: 2 }, 5: 'odd' }, 6: 7 }))).toMatchObject({
      rows: [{ countryCode: '4', serviceCode: '3', cost: 1500n, count: 2 }],
    });
    const pva = [{ services: [{ service: 'opt1', total: 2 }, { service: 'opt2' }] }, 'odd'];
    expect(readCounts(answer({ statusCode: 200, data: pva }))).toEqual({
      kind: 'counts',
      counts: new Map([['opt1', 2]]),
    });
  });
});
