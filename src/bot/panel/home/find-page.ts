import type { FindableTable, FoundRow } from '../../../database/queries/catalogue-menu';
import { findInCatalogue } from '../../../database/queries/catalogue-menu';
import { type FoundByNumber, findByNumber } from '../../../database/queries/find-by-number';
import { type FoundUser, findUsers } from '../../../database/queries/user-search';
import { readNumber } from '../../../domain/number/read-number';
import { searchCatalogue } from '../../../usecases/storefront/search-catalogue';
import { button } from '../../screens/view';
import { STAGE_MARKS } from '../../texts/facts';
import { bold, lines } from '../../texts/rich';
import { entityCallbacks } from '../catalogue/entity-callbacks';
import { pickCountry, pickOffer, pickService } from '../catalogue/pick-rows';
import { frameCallbacks } from '../frame-callbacks';
import { promoCallbacks } from '../growth/growth-callbacks';
import { numberCallbacks } from '../numbers/number-callbacks';
import { personLabel } from '../people/balance-form';
import { peopleCallbacks } from '../people/people-callbacks';
import type { AdminVisit, PanelAnswer } from '../section';
import { sections } from '../sections';

/** So many of each kind are shown. */
const EACH = 5;
const PREFIXES: Record<FindableTable, string> = {
  ...{ services: 'ASV', countries: 'ACO', providers: 'APR', promoCodes: promoCallbacks.prefix, offers: 'AOF' },
};

interface Found {
  readonly label: string;
  readonly go: string;
  /** It is called just what was typed. */
  readonly isExact: boolean;
}

/** Whatever was typed into the panel: leads straight to the one thing that it names, or lists what it may mean. */
export async function findPage(visit: AdminVisit): Promise<PanelAnswer> {
  const { panel, words = '' } = visit;
  const typed = words.trim();
  const found = typed ? await find(visit, typed) : [];
  const exact = found.filter(({ isExact }) => isExact);
  const [only] = exact.length === 1 ? exact : found.length === 1 ? found : [];
  if (only) return { go: only.go, toast: panel.common.searched({ words: typed, total: 1 }) };
  return {
    text: lines(
      bold(panel.find.title),
      typed !== '' && (found.length > 0 ? panel.find.several({ words: typed }) : panel.find.nothing({ words: typed })),
      '',
      panel.find.hint,
    ),
    buttons: [
      ...found.map(({ label, go }) => [button(label, go)]),
      [button(panel.common.panel, frameCallbacks.home())],
    ],
  };
}

/** What is called by a number, by an @name, or by words; parts of the panel, too. */
async function find(visit: AdminVisit, typed: string): Promise<Found[]> {
  const { db } = visit.app;
  const users = () => findUsers(db, { words: typed, page: 0, pageSize: EACH });
  if (typed.startsWith('@')) return (await users()).items.map((user) => person(visit, user, true));
  const reading = readNumber(typed);
  const digits = /^#?(\d{1,18})$/.exec(typed)?.[1];
  const numbered = findByNumber(db, {
    reservationId: digits === undefined ? undefined : BigInt(digits),
    phone: reading.kind === 'phone' ? reading.phone : undefined,
    each: EACH,
  });
  if (typed.startsWith('#')) return (await numbered).map((one) => thing(visit, one));
  const [{ items }, things, rows] = await Promise.all([
    users(),
    numbered,
    findInCatalogue(db, { words: typed.split(/\s+/), tables: tablesFor(typed), each: EACH }),
  ]);
  const found = [
    ...partsOfPanel(visit, typed),
    ...rows.map((row) => catalogueRow(visit, row, typed)),
    ...items.map((user) => person(visit, user, false)),
    ...things.map((one) => thing(visit, one)),
  ];
  return found.length > 0 ? found : nearest(visit, typed);
}

/** An offer has two names: one word alone would find all of a service's. */
function tablesFor(typed: string): FindableTable[] {
  const tables: FindableTable[] = ['services', 'countries', 'providers', 'promoCodes'];
  return typed.includes(' ') ? [...tables, 'offers'] : tables;
}

function partsOfPanel({ panel }: AdminVisit, typed: string): Found[] {
  return sections.flatMap(({ entry }) => {
    if (!entry) return [];
    const label = entry.label(panel);
    const name = label.replace(/^[^\p{L}]+/u, '').toLowerCase();
    const isExact = name === typed.toLowerCase();
    return isExact || (typed.length > 2 && name.includes(typed.toLowerCase()))
      ? [{ label, go: entry.data, isExact }]
      : [];
  });
}

function catalogueRow({ format, panel }: AdminVisit, row: FoundRow, typed: string): Found {
  const { table, id, name, emoji, iso, countryName, isActive, amount } = row;
  const named = {
    ...{ services: format.name(name, 40), countries: '', providers: `🏭 ${format.name(name, 40)}` },
    ...{ promoCodes: `🎟 ${format.name(name, 40)}`, offers: `${format.name(name, 24)} ·` },
  }[table];
  const place = iso === null ? '' : `${format.flag(iso)} ${format.country(iso, countryName!)}`;
  const price = table === 'offers' ? `· ${format.money(amount!)}` : '';
  const label = [isActive ? '' : panel.find.off, emoji, named, place, price].filter(Boolean).join(' ');
  const isExact = [name, iso ?? ''].some((word) => word.toLowerCase() === typed.toLowerCase()) && table !== 'offers';
  return { label, go: entityCallbacks(PREFIXES[table]).card({ id, page: 0, of: 0 }), isExact };
}

function person(visit: AdminVisit, user: FoundUser, isExact: boolean): Found {
  return { label: personLabel(visit, user), go: peopleCallbacks.card({ user: user.id }), isExact };
}

function thing({ format, panel }: AdminVisit, one: FoundByNumber): Found {
  const place = `${format.name(one.serviceName, 20)} · ${format.flag(one.iso)}`;
  return one.kind === 'number'
    ? {
        label: `☎️ ${place} · ${panel.numbers.statuses[one.status]}`,
        go: numberCallbacks.number({ number: one.id }),
        isExact: false,
      }
    : {
        label: `${STAGE_MARKS[one.status]} #${one.id} ${place} · ${panel.people.stages[one.status]}`,
        go: peopleCallbacks.reservation({ reservation: one.id }),
        isExact: false,
      };
}

/** A typing mistake, another language, another keyboard: what buyers would be led to. */
async function nearest(visit: AdminVisit, typed: string): Promise<Found[]> {
  const answer = await searchCatalogue(visit.app, { words: typed });
  const services = 'serviceIds' in answer ? answer.serviceIds : 'serviceId' in answer ? [answer.serviceId] : [];
  const countries = 'countryIds' in answer ? answer.countryIds : 'countryId' in answer ? [answer.countryId] : [];
  const offers = answer.kind === 'offer' ? [answer.offerId] : [];
  const of = (table: FindableTable, ids: readonly number[], labels: readonly ({ label: string } | undefined)[]) =>
    ids.map((id, index) => ({
      label: labels[index]?.label ?? `${id}`,
      go: entityCallbacks(PREFIXES[table]).card({ id, page: 0, of: 0 }),
      isExact: false,
    }));
  const byId = { services: pickService.byId, countries: pickCountry.byId, offers: pickOffer.byId };
  const labelled = await Promise.all(
    Object.entries({ services, countries, offers }).map(async ([table, ids]) => {
      const few = ids.slice(0, EACH);
      const name = table as keyof typeof byId;
      return of(name, few, await Promise.all(few.map((id) => byId[name](visit, id))));
    }),
  );
  return labelled.flat();
}
