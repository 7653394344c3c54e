import { ar } from '../../src/bot/panel/texts/ar';
import { en, type PanelTexts } from '../../src/bot/panel/texts/en';
import { ru } from '../../src/bot/panel/texts/ru';
import { createFormat, type Format } from '../../src/bot/texts/format';
import { joined, type Rich } from '../../src/bot/texts/rich';

const all = { en, ar, ru };
/** Words that stay as they are in every language: names, commands, formats, units. */
const FOREIGN =
  /\b(UTC|GMT|JSON|CSV|USD|SMS|SIM|IMSI|API|URL|GraphQL|Telegram|ISO|PNG|XLSX|Excel|HTTPS?|POLL|WEBHOOK|ID|id|kB|MB|E\.164)\b|\/\w+/g;

/** Values marked by their kind, so that languages can be compared by the facts they tell. */
function marking(real: Format): Format {
  const mark = (kind: string) => () => `⟦${kind}⟧`;
  return {
    ...real,
    money: mark('money'),
    moneyIn: mark('money'),
    signedMoney: mark('money'),
    percent: mark('percent'),
    phone: mark('phone'),
    name: mark('name'),
    quoted: mark('quoted'),
    country: mark('country'),
    dateTime: mark('dateTime'),
    time: mark('time'),
    isolated: (piece) => joined(['⟦', piece, '⟧']),
  };
}

/** Writes a value of each kind, whatever it is asked to write. */
function sampling(real: Format): Format {
  const at = new Date('2026-01-15T12:00:00Z');
  return {
    ...real,
    money: () => real.money(12_500n),
    moneyIn: () => real.moneyIn(12_500n, 'RUB'),
    signedMoney: () => real.signedMoney(-12_500n),
    number: () => real.number(3),
    percent: () => real.percent(0.5),
    phone: () => real.phone('37120000001'),
    name: () => real.name('Vera'),
    quoted: () => real.quoted('Your code is 123-456'),
    country: () => real.country('LV', 'Latvia'),
    dateTime: () => real.dateTime(at),
    time: () => real.time(at),
  };
}

/** Stands for whatever facts a text asks for: 3 as a number, "3" as a word, true as a condition. */
const facts: unknown = new Proxy(() => undefined, {
  get: (_, name) => {
    if (name === Symbol.toPrimitive) return () => 3;
    if (typeof name === 'symbol') return undefined;
    if (name === 'kind') return 'misfit'; // of a problem
    return name === 'text' || name === 'actor' ? '…' : name === 'entities' ? [] : facts;
  },
});

function* leaves(texts: unknown, path = ''): Generator<[string, string]> {
  if (typeof texts === 'string') yield [path, texts];
  else if (typeof texts === 'function') yield* leaves((texts as (o: unknown) => unknown)(facts), path);
  else if (texts && typeof (texts as Rich).text === 'string' && Array.isArray((texts as Rich).entities))
    yield [path, (texts as Rich).text];
  else
    for (const [name, value] of Object.entries(texts as object)) yield* leaves(value, path ? `${path}.${name}` : name);
}

const told = (make: (f: Format) => PanelTexts, language: 'en' | 'ar' | 'ru') =>
  new Map(leaves(make(marking(createFormat(language, 'USD')))));
const marksIn = (text: string) =>
  (text.match(/⟦(money|percent|phone|name|quoted|country|dateTime|time)⟧/g) ?? []).sort();

describe('the texts of the panel', () => {
  const english = told(en, 'en');

  it.each(['ar', 'ru'] as const)('tell the same facts in %s as in English', (language) => {
    const other = told(all[language], language);
    expect([...other.keys()]).toEqual([...english.keys()]);
    const different = [...other].filter(([path, text]) => `${marksIn(text)}` !== `${marksIn(english.get(path)!)}`);
    expect(different).toEqual([]);
  });

  it.each(['ar', 'ru'] as const)('leave no English words standing in %s', (language) => {
    for (const [path, text] of told(all[language], language)) {
      const bare = text.replace(/⟦[^⟧]*⟧/g, '').replace(FOREIGN, '');
      expect([path, bare.match(/[A-Za-z]{2,}/g)]).toEqual([path, null]);
    }
  });

  it.each(['en', 'ar', 'ru'] as const)('say something, and never an absent value, in %s', (language) => {
    for (const [path, text] of leaves(all[language](sampling(createFormat(language, 'USD'))))) {
      expect([path, text.trim()]).not.toEqual([path, '']);
      expect([path, /undefined|null|NaN|\[object|function/.test(text)]).toEqual([path, false]);
    }
  });

  it('keep numbers and names apart from the Arabic around them', () => {
    for (const [path, text] of leaves(ar(sampling(createFormat('ar', 'USD'))))) {
      const bare = text.replace(/[\u2066\u2068][^\u2066\u2068\u2069\n]*\u2069/g, '');
      expect([path, bare.match(/[0-9A-Za-z\u2066\u2068\u2069]+/g)]).toEqual([path, null]);
    }
  });
});
