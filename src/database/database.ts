import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { cancelable, cancelableOn } from './cancelable';
import { type Queryable, queryable, type Statements } from './queryable';
import { Semaphore } from './semaphore';
import { statementsOf } from './statements';
import { Stores } from './stores';

/** An open transaction: its stores are bound to it, so there is nothing to pass along or forget. */
export class Tx extends Stores {
  /** From here on it sees all as it stands now, and writes nothing. Call it before anything else. */
  async readOneSnapshot(): Promise<void> {
    await this.sql.rows('readOneSnapshot', 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  }
}

/** Postgres asks for another try of the whole transaction: deadlock_detected, serialization_failure. */
const RETRYABLE = new Set(['40P01', '40001']);
const MAX_TRIES = 5;

/**
 * The one door to Postgres. Its own stores run each statement as a transaction of its own; `transact` binds them
 * to one. Nothing inside `transact` talks to a network: what the outside must hear is an outbox row.
 */
export class Database extends Stores {
  readonly pool: Pool;
  private share: Semaphore | undefined;
  private readonly statement: Statements;

  constructor(
    dataSource: DataSource,
    private readonly limits?: { readonly signal: AbortSignal; readonly share: Semaphore },
  ) {
    const pool = (dataSource.driver as unknown as { master: Pool }).master;
    const statement = statementsOf(dataSource);
    super(limits ? cancelable(pool, statement, limits.signal, limits.share) : plain(pool, statement), dataSource);
    this.pool = pool;
    this.statement = statement;
  }

  /**
   * The same database for one request: what it runs is stopped in Postgres when `signal` is aborted. Reads of all
   * requests together take at most half of the connections, so that lists and reports never keep the shop from selling.
   */
  during(signal: AbortSignal): Database {
    this.share ??= new Semaphore(Math.max(1, Math.floor((this.pool.options.max ?? 2) / 2)));
    return new Database(this.dataSource, { signal, share: this.share });
  }

  /** Rejects while Postgres does not answer. */
  async ping(): Promise<void> {
    await this.sql.rows('ping', 'SELECT 1');
  }

  /** Runs `work` in a transaction. A deadlock or serialization failure starts a fresh one, at most five in all. */
  async transact<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      const runner = this.dataSource.createQueryRunner();
      try {
        const client = (await runner.connect()) as PoolClient;
        await runner.startTransaction();
        const sql = this.limits
          ? cancelableOn(client, this.statement, this.limits.signal)
          : plain(client, this.statement);
        const result = await work(new Tx(sql, this.dataSource, true));
        await runner.commitTransaction();
        return result;
      } catch (error) {
        if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
        if (attempt >= MAX_TRIES || !RETRYABLE.has((error as { code?: string }).code ?? '')) throw error;
      } finally {
        await runner.release();
      }
    }
  }
}

function plain(client: Pool | PoolClient, statement: Statements): Queryable {
  return queryable((name, text, values) => (client as Pool).query(statement(name, text, values)));
}
