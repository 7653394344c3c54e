import {
  type CountryCode,
  getCountries,
  getExampleNumber,
  isValidPhoneNumber,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import type { NumberFault } from '../../src/domain/number/read-number';
import { readPlannedNumber } from '../../src/usecases/numbers/numbering-plan';
import { seededRandom } from '../support/seeded-random';

const read = (text: string) => {
  const reading = readPlannedNumber(text);
  return reading.kind === 'phone' ? reading.phone : reading.fault;
};

describe('a number as people and spreadsheets write it', () => {
  it.each([
    ['+371 20-000-001', '37120000001'],
    ['0037120000001', '37120000001'],
    ['(371) 20 000 003', '37120000003'],
    ['(+371) 20 000 003', '37120000003'],
    ['+٣٧١٢٠٠٠٠٠٠٤', '37120000004'],
    ['＋３７１　２００００００１', '37120000001'],
    ['+371\u2060 2000\u00ad0001', '37120000001'],
    ['\u202a+37120000001\u202c', '37120000001'],
    ['tel:+371-2000-0001', '37120000001'],
    ['="37120000001"', '37120000001'],
    ["'37120000001", '37120000001'],
    ['"37120000001"', '37120000001'],
    ['+371 (0)20000106', '37120000106'],
    ['+44 (0)20 7946 0958', '442079460958'],
    ['+49 (0151) 12345678', '4915112345678'],
    ['+49 151/12345678', '4915112345678'],
    ['37120000101.0', '37120000101'],
    ['37120000101,0', '37120000101'],
    ['3.7120000101E+10', '37120000101'],
    ['+1 (202) 555-0123', '12025550123'],
    ['+33 6 12 34 56 78', '33612345678'],
    ['+225 01 23 45 67 89', '2250123456789'],
    ['+229 01 23 45 67 89', '2290123456789'],
  ])('%s is %s', (text, phone) => {
    expect(read(text)).toBe(phone);
  });

  const refused: [string, NumberFault][] = [
    ['', 'blank'],
    ['hello', 'no_number'],
    ['37I20000001', 'no_number'],
    ['6907290 12', 'tail'],
    ['3.712E+10', 'rounded'],
    ['3,712e10', 'rounded'],
    ['37120000101.5', 'fraction'],
    ['37120000101.00001', 'fraction'],
    ['2026-03-01', 'date'],
    ['01.03.2026', 'date'],
    ['1/3/2026 12:00', 'date'],
    ['37120000108_1', 'tail'],
    ['37120000108 (2)', 'tail'],
    ['37120000108(2)', 'tail'],
    ['37120000108/2', 'tail'],
    ['37120000108-1', 'tail'],
    ['37120000108 2', 'tail'],
    ['+371 20000108 ext. 5', 'tail'],
    ['37120000108#5', 'tail'],
    ['37120000108x12', 'tail'],
    ['37120000101 / 37120000102', 'several'],
    ['37120000101, 37120000102', 'several'],
    ['+37120000101+37120000102', 'several'],
    ['37120000101 37120000102', 'several'],
    ['37120000101\n37120000102', 'several'],
    ['20000106', 'trunk_zero'],
    ['020000106', 'no_code'],
    ['+371 020000106', 'long'],
    ['+49 0151 12345678', 'trunk_zero'],
    ['+39 (0)6 698 12345', 'trunk_zero'],
    ['3712000010', 'short'],
    ['371200001061', 'long'],
    ['491511234567', 'short'],
    ['49151123456789', 'long'],
    ['12345', 'short'],
    ['1234567890123456', 'long'],
  ];
  it.each(refused)('%j is refused: %s', (text, fault) => {
    expect(read(text)).toBe(fault);
  });
});

const random = seededRandom(20_260_301);
const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
const digit = () => String(Math.floor(random() * 10));

/** Real-looking numbers of a country: its example with other digits at the end, where its plan has them. */
function numbersOf(country: CountryCode, count: number): { phone: PhoneNumber; digits: string }[] {
  const phone = getExampleNumber(country, examples);
  if (!phone) return [];
  const base = phone.number.slice(1);
  const made = new Set([base]);
  for (let tries = 0; tries < 4 * count && made.size < count; tries += 1) {
    const digits = `${base.slice(0, -4)}${digit()}${digit()}${digit()}${digit()}`;
    if (isValidPhoneNumber(`+${digits}`)) made.add(digits);
  }
  return [...made].map((digits) => ({ phone, digits }));
}

function grouped(digits: string, between: string): string {
  const groups: string[] = [];
  for (let rest = digits; rest !== ''; ) {
    const size = rest.length <= 4 ? rest.length : rest.length === 5 ? 3 : 2 + Math.floor(random() * 2);
    groups.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return groups.join(between);
}

const inScript = (zero: number) => (text: string) =>
  text.replace(/\d/g, (value) => String.fromCodePoint(zero + Number(value)));

/** How the same number may stand in a file. `certain`: so ordinary that it must be read. */
function waysOf(code: string, national: string): { certain: string[]; possible: string[] } {
  const digits = code + national;
  const between = oneOf([' ', '-', '.', '\u00a0', '\u2011', '\u202f']);
  return {
    certain: [
      `+${digits}`,
      `00${digits}`,
      digits,
      `+${code} ${grouped(national, ' ')}`,
      `+${code}-${grouped(national, '-')}`,
      `00 ${code} ${grouped(national, ' ')}`,
      `+${code}${between}${grouped(national, between)}`,
      `tel:+${digits}`,
      `="${digits}"`,
      `'+${digits}`,
      ` ${digits}\u200b `,
      inScript(0x0660)(`+${digits}`),
      inScript(0xff10)(`\uff0b${digits}`),
    ],
    possible: [
      `(+${code}) ${grouped(national, ' ')}`,
      `+${code} (0)${national}`,
      `+${code} (0)${grouped(national, ' ')}`,
      `+${code} (${national.slice(0, 3)}) ${national.slice(3)}`,
      `+${code} ${national.slice(0, 3)}/${national.slice(3)}`,
      `${digits}.0`,
      `${digits},0`,
      Number(digits).toExponential(),
      Number(digits).toExponential(digits.length - 1),
      String(Number(digits)),
    ],
  };
}

describe('any number of any country', () => {
  const all = getCountries().flatMap((country) => numbersOf(country, 8));

  it('written in an ordinary way comes back the same; in an odd one it does or is refused', () => {
    expect(all.length).toBeGreaterThan(1_000);
    const wrong: string[] = [];
    for (const { phone, digits } of all) {
      const code = phone.countryCallingCode;
      const { certain, possible } = waysOf(code, digits.slice(code.length));
      for (const text of certain) if (read(text) !== digits) wrong.push(`${text} is ${read(text)}, not ${digits}`);
      for (const text of possible) {
        const found = read(text);
        if (/^\d/.test(found) && found !== digits) wrong.push(`${text} is ${found}, not ${digits}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('as libphonenumber writes it comes back the same', () => {
    const wrong = all.filter(({ phone }) => read(phone.formatInternational()) !== phone.number.slice(1));
    expect(wrong.map(({ phone }) => phone.formatInternational())).toEqual([]);
  });

  it('with something behind it, or without some of it, is never another number', () => {
    const wrong: string[] = [];
    for (const { digits } of all) {
      const other = oneOf(all).digits;
      const damaged = [
        ...['_1', ' (2)', '(3)', '/2', '-1', ' 7', '#4', ' ext 5', 'x6', '*1', '.5', ',25', ' 12', '-34'].map(
          (tail) => digits + tail,
        ),
        ...[' ', ',', ';', '/', ' / ', '|', '\n', ' or ', ' +'].map((between) => digits + between + other),
        Number(digits).toExponential(3),
        Number(digits).toExponential(4).replace('.', ','),
      ];
      for (const text of damaged) {
        const found = read(text);
        // Trailing zeros are no digits that got lost.
        if (/^\d/.test(found) && found !== digits) wrong.push(`${text} is ${found}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
