import type { MigrationInterface, QueryRunner } from 'typeorm';
import { USUAL_OF_COUNTRIES } from './aliases/countries';
import { USUAL_OF_SERVICES } from './aliases/services';

/**
 * What people call services and countries, for the search in the chat, and what is usual of it: a new row has that unless
 * it is given others (give_aliases). No words of the trade: a protocol's word means one thing only and is written in Latin
 * letters, and some of them (`uk` for Airbnb) would lead buyers astray. Rewrites `services` and `countries`, which are small.
 */
export class SearchAliases1763000852000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE usual_aliases (
        -- 'services' or 'countries'.
        of_table text NOT NULL CONSTRAINT usual_aliases_of_table_known CHECK (of_table IN ('services', 'countries')),
        -- The code that most shops give a service; the ISO letters of a country.
        name text NOT NULL,
        words text[] NOT NULL,
        PRIMARY KEY (of_table, name)
      );
      ALTER TABLE services ADD aliases text[] NOT NULL DEFAULT '{}';
      ALTER TABLE countries ADD aliases text[] NOT NULL DEFAULT '{}'`);
    const rows = [...rowsOf('services', USUAL_OF_SERVICES), ...rowsOf('countries', USUAL_OF_COUNTRIES)];
    await db.query(
      `INSERT INTO usual_aliases (of_table, name, words)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (of_table text, name text, words text[])`,
      [JSON.stringify(rows)],
    );
    await db.query(`
      UPDATE countries c SET aliases = u.words FROM usual_aliases u WHERE u.of_table = 'countries' AND u.name = c.iso;
      UPDATE services s SET aliases = u.words FROM (
        SELECT DISTINCT ON (x.id) x.id, w.words FROM services x JOIN usual_aliases w ON w.of_table = 'services'
          AND w.name IN (lower(x.code), regexp_replace(lower(x.name), '[^a-z0-9]', '', 'g'),
            (SELECT t.five_sim FROM trade_services t WHERE t.handler = lower(x.code)))
        ORDER BY x.id, w.name = lower(x.code) DESC, w.name) u WHERE u.id = s.id;
      ALTER TABLE services ALTER aliases DROP DEFAULT;
      ALTER TABLE countries ALTER aliases DROP DEFAULT`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}

function rowsOf(table: 'services' | 'countries', lines: string) {
  return lines
    .trim()
    .split('\n')
    .map((line) => line.split(': ', 2) as [string, string])
    .map(([name, words]) => ({ of_table: table, name, words: words.split(', ') }));
}
