import type { LiveWorld } from './live-shop';

/** Every row of every table as text, by table: what a copy of the database would give away. */
export async function databaseDump(world: Pick<LiveWorld, 'query'>): Promise<Map<string, string>> {
  const tables = await world.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  const dump = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await world.query<{ text: string | null }>(
      `SELECT string_agg(t::text, E'\\n') AS text FROM ${name} t`,
    );
    dump.set(name, row?.text ?? '');
  }
  return dump;
}

/** Where a value stands: "table: value" for each table that holds it, as a word of its own and in any case. */
export function tracesOf(dump: Map<string, string>, values: readonly string[]): string[] {
  return values.flatMap((value) => {
    const pattern = new RegExp(`(?<![0-9A-Za-z])${value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![0-9A-Za-z])`, 'i');
    return [...dump].filter(([, text]) => pattern.test(text)).map(([table]) => `${table}: ${value}`);
  });
}
