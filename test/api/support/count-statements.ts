import { Client } from 'pg';

/** The names of the statements that this process runs meanwhile. */
export async function countStatements(_pool: unknown, work: () => Promise<unknown>): Promise<string[]> {
  const names: string[] = [];
  const spy = jest.spyOn(Client.prototype, 'query');
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
