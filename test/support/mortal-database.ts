import type { DataSource } from 'typeorm';
import { Database } from '../../src/database/database';
import { type Queryable, queryable } from '../../src/database/queryable';
import type { HttpClient } from '../../src/platform/http-client';

/** The life of a program, in steps: a statement, a whole transaction, and a call to a supplier before and after its answer. */
export interface Life {
  isDead: boolean;
  /** At which step it died, such as "due.takeAsk" or "a call whose answer never came". */
  diedAt?: string;
  spend(point: string): void;
}

export function mortalLife(steps: number): Life {
  let left = steps;
  const life: Life = {
    isDead: false,
    spend(point) {
      left -= 1;
      if (left >= 0) return;
      life.isDead = true;
      life.diedAt ??= point;
      throw new Error('The program is dead.');
    },
  };
  return life;
}

/** Calls of a program that dies before it asks, or when the supplier has done what it was asked and the answer is under way. */
export function mortalHttp(http: HttpClient, life: Life): HttpClient {
  return {
    ...http,
    async send(request) {
      life.spend('a call that never went out');
      const answer = await http.send(request);
      life.spend('a call whose answer never came');
      return answer;
    },
  };
}

/** The same for every method of Telegram's, or of whoever else is asked by methods. */
export function mortalCalls<Port extends object>(port: Port, life: Life): Port {
  return new Proxy(port, {
    get(target, name) {
      const method = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      return async (...asked: unknown[]) => {
        life.spend('a call that never went out');
        const answer = await method.apply(target, asked);
        life.spend('a call whose answer never came');
        return answer;
      };
    },
  });
}

/** A database whose program dies: after so many steps nothing reaches it any more. */
export function mortalDatabase(dataSource: DataSource, life: Life) {
  const { spend } = life;
  const db = new Database(dataSource);
  const alive: Queryable = db.sql;
  const sql = queryable((name, text, values) => {
    spend(name);
    return alive.run(name, text, values);
  });
  const transact: Database['transact'] = async (work) => {
    spend('a transaction');
    return Database.prototype.transact.call(db, work) as ReturnType<typeof work>;
  };
  return Object.assign(life, { db: Object.assign(db, { sql, transact }) });
}
