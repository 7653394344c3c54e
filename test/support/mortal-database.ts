import type { DataSource } from 'typeorm';
import { Database } from '../../src/database/database';
import type { Queryable } from '../../src/database/queryable';

/** A database whose program dies: after so many steps (a statement, or a whole transaction) nothing reaches it any more. */
export function mortalDatabase(dataSource: DataSource, steps: number) {
  let left = steps;
  const life = { isDead: false };
  const spend = () => {
    left -= 1;
    if (left >= 0) return;
    life.isDead = true;
    throw new Error('The program is dead.');
  };
  const db = new Database(dataSource);
  const alive: Queryable = db.sql;
  const sql: Queryable = {
    async rows<Row>(name: string, text: string, values?: readonly unknown[]) {
      spend();
      return alive.rows<Row>(name, text, values);
    },
  };
  const transact: Database['transact'] = async (work) => {
    spend();
    return Database.prototype.transact.call(db, work) as ReturnType<typeof work>;
  };
  return Object.assign(life, { db: Object.assign(db, { sql, transact }) });
}
