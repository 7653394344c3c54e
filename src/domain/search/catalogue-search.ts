import { onOtherKeyboards } from './keyboard-layouts';
import { type SearchForm, searchForm } from './search-form';
import { createTermIndex, FIT, type Match, type Searchable } from './term-index';

/** What typed words may mean. */
export interface Readings {
  readonly services: readonly Match[];
  readonly countries: readonly Match[];
  /** A service and a country in one line. */
  readonly pairs: readonly PairMatch[];
}

export interface PairMatch {
  readonly serviceId: number;
  readonly countryId: number;
  readonly score: number;
}

/** Around the names of a service and a country: what is wanted, and where. */
const FILLERS = new Set(
  [
    'number numbers phone virtual sms code otp buy get want need a an the me my for in of from to with please',
    'номер номера телефон смс код купить нужен хочу для в во на из с',
    'رقم ارقام هاتف كود رمز شراء اريد ابي عايز على في من ل',
  ].flatMap((words) => words.split(' ').map((word) => searchForm(word).compact)),
);
/** Somebody who writes a letter, and no name, is not understood by trying all its parts. */
const MOST_WORDS = 8;
/** Where nothing fits, the other keyboard may have been meant; what fits there is less sure. */
const OTHER_KEYBOARD = 16;
const LEAST_ON_OTHER_KEYBOARD = 3;
/** Both parts written together. */
const JOINED = FIT.word;
const LEAST_OF_JOINED = 2;
const MOST_PARTS = 4;

export type CatalogueSearch = ReturnType<typeof createCatalogueSearch>;

/** What people may type for the things of a catalogue. `services` and `countries` stand in the order of the menu. */
export function createCatalogueSearch(o: { services: readonly Searchable[]; countries: readonly Searchable[] }) {
  const services = createTermIndex(o.services);
  const countries = createTermIndex(o.countries);
  const kinds = { services, countries };

  /** With typos only where nothing fits without one. */
  function readingsOf(form: SearchForm): Readings {
    const plain = kindsBy((kind, part) => kinds[kind].find(part));
    const all = { services: plain('services', form.words), countries: plain('countries', form.words) };
    const best = Math.max(scoreOf(all.services), scoreOf(all.countries));
    if (best >= FIT.whole) return { ...all, pairs: [] };
    const pairs = pairsOf(form.words, plain);
    if (scoreOf(pairs) >= FIT.word || best >= FIT.spelling) return { ...all, pairs };
    const joined = joinedPairs(form.compact);
    if (joined.length > 0) return { ...all, pairs: once([...pairs, ...joined]) };
    const mistyped = kindsBy((kind, part) => {
      const found = plain(kind, part.words);
      return found.length > 0 ? found : kinds[kind].findMistyped(part);
    });
    return {
      services: mistyped('services', form.words),
      countries: mistyped('countries', form.words),
      pairs: pairsOf(form.words, mistyped),
    };
  }

  function pairsOf(words: readonly string[], find: Find): PairMatch[] {
    if (words.length > MOST_WORDS) return [];
    const pairs: PairMatch[] = [];
    for (let at = 1; at < words.length; at += 1) {
      const [left, right] = [words.slice(0, at), words.slice(at)];
      for (const [ofService, ofCountry] of [[left, right] as const, [right, left] as const]) {
        const found = find('services', ofService).slice(0, MOST_PARTS);
        // Half of a line that means nothing makes the other half worth no look.
        const places = found.length === 0 ? [] : find('countries', ofCountry).slice(0, MOST_PARTS);
        for (const service of found)
          for (const country of places)
            pairs.push({
              serviceId: service.id,
              countryId: country.id,
              // The weaker one decides; of equals the other one.
              score: Math.min(service.score, country.score) + Math.max(service.score, country.score) / 1000 - 0.5,
            });
      }
    }
    return once(pairs);
  }

  function joinedPairs(compact: string): PairMatch[] {
    const pairs: PairMatch[] = [];
    for (let at = LEAST_OF_JOINED; at <= compact.length - LEAST_OF_JOINED; at += 1) {
      const [left, right] = [compact.slice(0, at), compact.slice(at)];
      // A long name beside a short one is surer than two halves.
      for (const [service, country] of [[left, right] as const, [right, left] as const])
        for (const serviceId of services.named(service))
          for (const countryId of countries.named(country))
            pairs.push({ serviceId, countryId, score: JOINED + Math.max(at, compact.length - at) / 10 });
    }
    return once(pairs);
  }

  return {
    read(typed: string): Readings {
      const form = searchForm(typed);
      const readings = [readingsOf(form)];
      const meant = form.words.filter((word) => !FILLERS.has(word));
      if (meant.length > 0 && meant.length < form.words.length && bestOf(readings) < FIT.whole)
        readings.push(readingsOf({ words: meant, compact: meant.join('') }));
      if (form.compact.length >= LEAST_ON_OTHER_KEYBOARD && bestOf(readings) === 0)
        for (const other of onOtherKeyboards(typed)) readings.push(less(readingsOf(searchForm(other)), OTHER_KEYBOARD));
      return {
        services: merged(readings.map((one) => one.services)),
        countries: merged(readings.map((one) => one.countries)),
        pairs: once(readings.flatMap((one) => one.pairs)),
      };
    },

    /** What is nearest to words that mean nothing. */
    guess(typed: string): Omit<Readings, 'pairs'> {
      const form = searchForm(typed);
      // Of a line that means nothing one word may still be a name.
      const words = form.words.length > MOST_WORDS ? [] : form.words.filter((word) => !FILLERS.has(word));
      const near = (kind: Kind) => {
        const named = words.map((word) => kinds[kind].find({ compact: word, words: [word] }));
        const sure = named.map((matches) => matches.filter(({ score }) => score >= FIT.whole));
        return merged([kinds[kind].guess(form), ...(words.length > 1 ? sure : [])]);
      };
      return { services: near('services'), countries: near('countries') };
    },
  };
}

type Kind = 'services' | 'countries';
type Find = (kind: Kind, words: readonly string[]) => Match[];

/** What is looked for is found once: parts of a line come up again. */
function kindsBy(look: (kind: Kind, part: SearchForm) => Match[]): Find {
  const known = new Map<string, Match[]>();
  return (kind, words) => {
    const compact = words.join('');
    const key = `${kind} ${compact}`;
    const found = known.get(key) ?? look(kind, { compact, words });
    known.set(key, found);
    return found;
  };
}

const scoreOf = ([first]: readonly { score: number }[]) => first?.score ?? 0;

function bestOf(readings: readonly Readings[]): number {
  const scores = readings.flatMap((one) =>
    [one.services[0], one.countries[0], one.pairs[0]].map((first) => first?.score ?? 0),
  );
  return Math.max(...scores);
}

function less({ services, countries, pairs }: Readings, by: number): Readings {
  const lower = <Scored extends { score: number }>(all: readonly Scored[]) =>
    all.map((one) => ({ ...one, score: one.score - by })).filter(({ score }) => score >= FIT.found);
  return { services: lower(services), countries: lower(countries), pairs: lower(pairs) };
}

/** Each thing once, as good as it is in the best of the lists; equals stay in their order. */
function merged(lists: readonly (readonly Match[])[]): Match[] {
  if (lists.length === 1) return [...lists[0]!];
  const best = new Map<number, Match>();
  for (const match of lists.flat()) if ((best.get(match.id)?.score ?? -1) < match.score) best.set(match.id, match);
  return [...best.values()].sort((a, b) => b.score - a.score);
}

function once(pairs: readonly PairMatch[]): PairMatch[] {
  const best = new Map<string, PairMatch>();
  for (const pair of pairs) {
    const key = `${pair.serviceId} ${pair.countryId}`;
    if ((best.get(key)?.score ?? -1) < pair.score) best.set(key, pair);
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}
