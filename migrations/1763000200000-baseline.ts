import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OlderDatabase } from '../src/database/older-database';

/** The migrations that release 0.3.0 had, before their sum was written down as `baseline/*.sql`. */
const OF_0_3_0 = { count: 46, last: 1763000100006 };

/**
 * All that 0.3.0 amounts to but its functions, which stand in schema/functions: tables, types, indexes and the few rows
 * that belong to them. A database of 0.3.0 is adopted as it is: this one row takes the place of the old ones, so that
 * every database has the same list. New tables only: locks nothing that is in use.
 */
export class Baseline1763000200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const [done] = await db.query(
      `SELECT count(*)::integer AS all, count(*) FILTER (WHERE timestamp <= $1)::integer AS old FROM migrations`,
      [OF_0_3_0.last],
    );
    if (done.old === OF_0_3_0.count) {
      await db.query('DELETE FROM migrations WHERE timestamp <= $1', [OF_0_3_0.last]);
      return;
    }
    if (done.all > 0) throw new OlderDatabase('0.3.0');
    const folder = join(__dirname, 'baseline');
    for (const file of readdirSync(folder).sort()) await db.query(readFileSync(join(folder, file), 'utf8'));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
