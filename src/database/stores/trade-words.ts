import type { TradeDialect } from '../../domain/resale/resale-words';
import type { Access } from '../access';

/** What has words in the trade, by the sections of the configuration document. */
export const NAMED_IN_TRADE = ['services', 'countries'] as const;
export type NamedInTrade = (typeof NAMED_IN_TRADE)[number];

/** What the trade calls a service (by its code) or a country (by its ISO letters), in one dialect. */
export interface TradeWords {
  readonly of: NamedInTrade;
  readonly name: string;
  readonly dialect: TradeDialect;
  /** In small letters: the one that is shown, then those that are understood as well. */
  readonly words: readonly string[];
}

const TABLES = {
  services: {
    codes: 'service_codes',
    id: 'service_id',
    rows: 'services x',
    name: 'x.code',
    are: 'x.deleted_at IS NULL',
  },
  countries: { codes: 'country_codes', id: 'country_id', rows: 'countries x', name: 'x.iso', are: 'true' },
} as const;

/** The words by which programs of buyers name services and countries. */
export class TradeWordStore {
  constructor(private readonly db: Access) {}

  /** In a stable order. */
  async readAll(): Promise<TradeWords[]> {
    const read = (of: NamedInTrade) => {
      const { codes, id, rows, name, are } = TABLES[of];
      return this.db.sql.rows<TradeWords>(
        `tradeWords.${of}`,
        `SELECT '${of}' AS of, ${name} AS name, c.dialect, array_agg(c.code ORDER BY c.is_alias, c.code) AS words
         FROM ${codes} c JOIN ${rows} ON x.id = c.${id} WHERE ${are} GROUP BY x.id, c.dialect ORDER BY ${name}, c.dialect`,
      );
    };
    return [...(await read('services')), ...(await read('countries'))];
  }

  /** Each list takes the place of what stood there; a word goes over from whoever has it, and who has none left gets one made. */
  async replace(lists: readonly TradeWords[]): Promise<void> {
    for (const of of NAMED_IN_TRADE) {
      const given = lists.filter((list) => list.of === of);
      if (given.length === 0) continue;
      const { codes, id, rows, name, are } = TABLES[of];
      const json = JSON.stringify(given.map(({ of: _, ...list }) => list));
      const wanted = `(SELECT x.id, w.dialect, w.words FROM jsonb_to_recordset($1::jsonb)
        AS w (name text, dialect trade_dialect, words text[]) JOIN ${rows} ON ${name} = w.name AND ${are}) w`;
      await this.db.sql.rows(
        `tradeWords.${of}.clear`,
        `DELETE FROM ${codes} c USING ${wanted} WHERE c.dialect = w.dialect AND (c.${id} = w.id OR c.code = ANY (w.words))`,
        [json],
      );
      await this.db.sql.rows(
        `tradeWords.${of}.write`,
        `INSERT INTO ${codes} (dialect, code, ${id}, is_alias)
         SELECT w.dialect, l.word, w.id, l.place > 1 FROM ${wanted}, unnest(w.words) WITH ORDINALITY AS l (word, place)`,
        [json],
      );
    }
    if (lists.length > 0) await this.db.sql.rows('tradeWords.give', 'SELECT name_services(), name_countries()');
  }
}
