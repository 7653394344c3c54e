import { createHash } from 'node:crypto';
import type { Access } from '../access';
import type { CatalogueTable } from '../queries/catalogue';

/** Column names are ours; a value of undefined leaves its column alone. */
export type ColumnValues = Readonly<Record<string, unknown>>;

/** Writes rows of the catalogue. Throws what Postgres says when a constraint is broken. */
export class CatalogueStore {
  constructor(private readonly db: Access) {}

  async insert(table: CatalogueTable, values: ColumnValues): Promise<number> {
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    const text = `INSERT INTO ${table} (${given.map(([name]) => name).join(', ')})
      VALUES (${given.map((_, index) => `$${index + 1}`).join(', ')}) RETURNING id`;
    const [row] = await this.run(text, given);
    return row!.id;
  }

  /**
   * Changes what is given; false when there is no such row, or when it does not stand as it was `seen`. A provider's
   * revision goes up, so that adapters notice.
   */
  async update(table: CatalogueTable, id: number, values: ColumnValues, seen: ColumnValues = {}): Promise<boolean> {
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    const changes = given.map(([name], index) => `${name} = $${index + 1}`);
    if (table === 'providers') changes.push('revision = revision + 1');
    if (changes.length === 0) changes.push('is_active = is_active');
    const known = Object.entries(seen).filter(([, value]) => value !== undefined);
    const conditions = known.map(([name], index) => ` AND ${name} IS NOT DISTINCT FROM $${given.length + 2 + index}`);
    const text = `UPDATE ${table} SET ${changes.join(', ')} WHERE id = $${given.length + 1}${conditions.join('')} RETURNING id`;
    return (await this.run(text, [...given, ['id', id], ...known])).length === 1;
  }

  async has(table: CatalogueTable, id: number): Promise<boolean> {
    return (await this.run(`SELECT id FROM ${table} WHERE id = $1`, [['id', id]])).length === 1;
  }

  private run(text: string, values: readonly (readonly [string, unknown])[]): Promise<{ id: number }[]> {
    const name = `catalogue.${createHash('sha1').update(text).digest('base64url')}`;
    return this.db.sql.rows<{ id: number }>(
      name,
      text,
      values.map(([, value]) => value),
    );
  }
}
