import { hash } from 'node:crypto';
import type { App } from '../../app';
import { keptPerDatabase } from '../../database/kept-per-database';
import {
  giveTradeCodes,
  readTradeCountries,
  readTradeServices,
  type TradeCountryRow,
  type TradeServiceRow,
} from '../../database/queries/resale-catalogue';
import type { TradeDialect } from '../../domain/resale/resale-words';
import { createChangeReader } from './read-when-changed';

/** What the trade calls our services and countries, in one dialect; the same object for as long as nothing changes. */
export interface TradeTable {
  /** Another one whenever something in it changed. */
  readonly version: string;
  readonly services: readonly TradeServiceRow[];
  readonly countries: readonly TradeCountryRow[];
  /** By code or alias, in small letters. */
  readonly serviceByCode: ReadonlyMap<string, TradeServiceRow>;
  readonly countryByCode: ReadonlyMap<string, TradeCountryRow>;
  readonly serviceById: ReadonlyMap<number, TradeServiceRow>;
  readonly countryById: ReadonlyMap<number, TradeCountryRow>;
}

type Readers = Record<TradeDialect, () => Promise<TradeTable>>;
const readersOf = keptPerDatabase<Readers>();

/** As it stands, at most a second old. */
export function readTradeTable(app: App, dialect: TradeDialect): Promise<TradeTable> {
  const readers = readersOf(app.db, () => ({ HANDLER: reader(app, 'HANDLER'), FIVE_SIM: reader(app, 'FIVE_SIM') }));
  return readers[dialect]();
}

/** Our service behind a word of the trade, also an alias, in any case; undefined when there is none. */
export async function serviceOf(app: App, dialect: TradeDialect, code: string): Promise<number | undefined> {
  return (await readTradeTable(app, dialect)).serviceByCode.get(code.toLowerCase())?.id;
}

export async function countryOf(app: App, dialect: TradeDialect, code: string): Promise<number | undefined> {
  return (await readTradeTable(app, dialect)).countryByCode.get(code.toLowerCase())?.id;
}

function reader(app: App, dialect: TradeDialect): () => Promise<TradeTable> {
  let known: TradeTable | undefined;
  const { db } = app;
  const read = async () => [await readTradeServices(db, dialect), await readTradeCountries(db, dialect)] as const;
  const readTable = async () => {
    let [services, countries] = await read();
    if ([...services, ...countries].some(({ code }) => code === null)) {
      await giveTradeCodes(db);
      [services, countries] = await read();
    }
    const version = hash('sha1', JSON.stringify([services, countries]), 'base64url');
    if (known?.version !== version) known = tableOf(version, services, countries);
    return known;
  };
  return createChangeReader(app, { version: 'trade_words_version', read: readTable });
}

function tableOf(
  version: string,
  services: readonly TradeServiceRow[],
  countries: readonly TradeCountryRow[],
): TradeTable {
  return {
    version,
    services,
    countries,
    serviceByCode: byCode(services),
    countryByCode: byCode(countries),
    serviceById: new Map(services.map((row) => [row.id, row])),
    countryById: new Map(countries.map((row) => [row.id, row])),
  };
}

function byCode<Row extends { readonly code: string | null; readonly aliases: readonly string[] }>(
  rows: readonly Row[],
): Map<string, Row> {
  return new Map(rows.flatMap((row) => [row.code ?? [], row.aliases].flat().map((code) => [code, row] as const)));
}
