import { type DataSource, type EntityManager, QueryResult } from 'typeorm';
import { nameOf, type Queryable } from './queryable';

/** One way into Postgres, the pool's or an open transaction's: statements by hand through `sql`, plain rows through `manager`. */
export interface Access {
  readonly sql: Queryable;
  readonly manager: EntityManager;
}

/**
 * TypeORM over `sql`: its statements are prepared by name, end with the request that they are for, and fail with the
 * driver's own error, like those by hand. By itself it would print what fails, and put the values into the error. Give
 * `In` no lists of varying length (`Any` takes them as one value), and open transactions by `transact` alone.
 */
export function managerOver(
  dataSource: DataSource,
  access: Pick<Access, 'sql'>,
  isInTransaction: boolean,
): EntityManager {
  const runner = dataSource.createQueryRunner();
  Object.assign(runner, { isTransactionActive: isInTransaction }); // or it refuses to lock rows
  runner.query = async (text: string, values: unknown[] = [], isStructured = false) => {
    const { command, rows, rowCount } = await access.sql.run(nameOf(text), text, values);
    const result = new QueryResult();
    result.records = rows;
    result.affected = rowCount ?? undefined;
    result.raw = command === 'UPDATE' || command === 'DELETE' ? [rows, rowCount] : rows;
    return isStructured ? result : result.raw;
  };
  return runner.manager;
}
