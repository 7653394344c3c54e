import { countryNamed } from '../../../src/api/resale/rest/country-named';
import type { TradeTable } from '../../../src/usecases/resale/trade-table';

const country = (id: number, iso: string) => ({ id, iso }) as TradeTable['countries'][number];
const [georgia, germany, latvia] = [country(1, 'GE'), country(2, 'DE'), country(3, 'LV')];
const trade = {
  countries: [georgia, germany, latvia],
  countryByCode: new Map([
    ['128', georgia],
    ['ge', germany],
    ['germany', germany],
    ['lv', latvia],
  ]),
} as unknown as TradeTable;

it.each([
  ['LV', latvia],
  ['lv', latvia],
  ['de', germany],
  ['Germany', germany],
  ['128', georgia],
  // In capitals it is ISO; otherwise it could be either.
  ['GE', georgia],
  ['ge', undefined],
  ['XX', undefined],
  ['129', undefined],
])('%s is the country that it means', (word, meant) => {
  expect(countryNamed(trade, word)).toBe(meant);
});
