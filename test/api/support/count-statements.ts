import type { Pool } from 'pg';

/** The names of the statements that the pool runs meanwhile. */
export async function countStatements(pool: Pool, work: () => Promise<unknown>): Promise<string[]> {
  const names: string[] = [];
  const spy = jest.spyOn(pool, 'query');
  try {
    await work();
    for (const [statement] of spy.mock.calls as unknown as [{ name?: string } | string][]) {
      names.push(
        typeof statement === 'string' ? 'unnamed' : (statement.name ?? 'unnamed').replace(/^page\..*/, 'page'),
      );
    }
  } finally {
    spy.mockRestore();
  }
  return names.sort();
}
