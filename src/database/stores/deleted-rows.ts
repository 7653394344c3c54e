import { LessThan } from 'typeorm';
import { addMs, HOUR_MS } from '../../domain/time';
import type { Access } from '../access';
import { DeletedRow, type RowPart } from '../entities/deleted-row.entity';

export type DeletableTable = 'countries' | 'offers' | 'routes' | 'providers';

/** What refers to a row and keeps it from being deleted, and how often; counted to a thousand. */
export type RowUses = Readonly<Partial<Record<RowUse, number>>>;
export type RowUse =
  | 'offers'
  | 'numbers'
  | 'sales'
  | 'messages'
  | 'imports'
  | 'deliveries'
  | 'purchases'
  | 'sims'
  | 'promoCodes';

const COUNTED = 1_000;

/** What goes with a row and comes back with it: before the row itself, the last first. */
const OWN: Readonly<Record<DeletableTable, readonly { table: string; column: string }[]>> = {
  countries: [{ table: 'price_rules', column: 'country_id' }],
  offers: [
    { table: 'announced_offers', column: 'offer_id' },
    { table: 'routes', column: 'offer_id' },
  ],
  routes: [],
  providers: [
    { table: 'routes', column: 'provider_id' },
    { table: 'webhook_secrets', column: 'provider_id' },
    { table: 'vendor_services', column: 'provider_id' },
    { table: 'vendor_countries', column: 'provider_id' },
  ],
};

/** What goes with it for good: it is read anew from the supplier, or found anew by names. */
const LOST: Readonly<Record<DeletableTable, readonly string[]>> = {
  countries: ['UPDATE vendor_countries SET country_id = NULL WHERE country_id = $1'],
  offers: [],
  routes: [],
  providers: [
    'DELETE FROM vendor_prices WHERE provider_id = $1',
    'DELETE FROM vendor_changes WHERE provider_id = $1',
    'DELETE FROM balance_snapshots WHERE provider_id = $1',
  ],
};

const USES: Readonly<Record<DeletableTable, Readonly<Partial<Record<RowUse, string>>>>> = {
  countries: {
    offers: 'offers WHERE country_id = $1',
    numbers: 'numbers WHERE country_id = $1',
    sales: 'reservations WHERE country_id = $1',
    imports: 'number_imports WHERE country_id = $1',
    sims: 'sims WHERE country_id = $1',
    promoCodes: 'promo_codes WHERE country_id = $1',
  },
  offers: {
    sales: 'reservations WHERE offer_id = $1',
    purchases: 'lost_purchases WHERE route_id IN (SELECT id FROM routes WHERE offer_id = $1)',
  },
  routes: { sales: 'reservations WHERE route_id = $1', purchases: 'lost_purchases WHERE route_id = $1' },
  providers: {
    numbers: 'numbers WHERE provider_id = $1',
    sales: 'reservations WHERE provider_id = $1',
    messages: 'messages WHERE provider_id = $1',
    imports: 'number_imports WHERE provider_id = $1',
    deliveries: 'webhook_deliveries WHERE provider_id = $1',
    purchases: 'lost_purchases WHERE provider_id = $1',
    sims: 'sims WHERE provider_id = $1',
  },
};

/** Rows of the catalogue that are taken out whole, and put back. */
export class DeletedRowStore {
  constructor(private readonly db: Access) {}

  /**
   * Takes a row out with its own, and gives them in the order in which they can go back. Undefined when there is none. Throws
   * what Postgres says when something else refers to it.
   */
  async take(table: DeletableTable, id: number): Promise<readonly RowPart[] | undefined> {
    const found = await this.db.sql.rows(`${table}.lock`, `SELECT 1 FROM ${table} WHERE id = $1 FOR UPDATE`, [id]);
    if (found.length === 0) return undefined;
    const own: RowPart[] = [];
    for (const { table: part, column } of OWN[table]) own.push(...(await this.out(part, column, id)));
    for (const [index, text] of LOST[table].entries()) await this.db.sql.rows(`${table}.lose${index}`, text, [id]);
    return [...(await this.out(table, 'id', id)), ...own.reverse()];
  }

  async stands(table: DeletableTable, id: number): Promise<boolean> {
    return (await this.db.sql.rows(`${table}.stands`, `SELECT 1 FROM ${table} WHERE id = $1`, [id])).length > 0;
  }

  /** Throws what Postgres says when the place is taken, or when what it belongs to is gone. */
  async putBack(parts: readonly RowPart[]): Promise<void> {
    for (const { table, row } of parts) {
      await this.db.sql.rows(
        `${table}.putBack`,
        `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(NULL::${table}, $1)).*`,
        [JSON.stringify(row)],
      );
    }
  }

  /** Keeps what was taken until it cannot be brought back; what is older is forgotten. */
  async keep(o: { entity: string; id: number; parts: readonly RowPart[]; undoUntil: Date; now: Date }): Promise<void> {
    await this.forget(o.now);
    const { entity, id, undoUntil, now } = o;
    const parts = o.parts as readonly object[]; // TypeORM takes no unknown values
    await this.db.manager.insert(DeletedRow, { entity, entityId: id, parts, undoUntil, deletedAt: now });
  }

  lock(entity: string, id: number): Promise<DeletedRow | null> {
    const lock = { mode: 'pessimistic_write' } as const;
    return this.db.manager.findOne(DeletedRow, { where: { entity, entityId: id }, lock });
  }

  async drop(id: number): Promise<void> {
    await this.db.manager.delete(DeletedRow, { id });
  }

  /** How many rows went. They are told for a while after their time, so that whoever is late hears so. */
  async forget(now: Date): Promise<number> {
    const { affected } = await this.db.manager.delete(DeletedRow, { undoUntil: LessThan(addMs(now, -HOUR_MS)) });
    return affected ?? 0;
  }

  async usesOf(table: DeletableTable, id: number): Promise<RowUses> {
    const counted: [RowUse, number][] = [];
    for (const [use, from] of Object.entries(USES[table]) as [RowUse, string][]) {
      const [row] = await this.db.sql.rows<{ count: number }>(
        `${table}.uses.${use}`,
        `SELECT count(*)::integer AS count FROM (SELECT 1 FROM ${from} LIMIT ${COUNTED}) found`,
        [id],
      );
      if (row!.count > 0) counted.push([use, row!.count]);
    }
    return Object.fromEntries(counted);
  }

  private async out(table: string, column: string, id: number): Promise<RowPart[]> {
    const text = `DELETE FROM ${table} x WHERE ${column} = $1 RETURNING to_jsonb(x) AS row`;
    const rows = await this.db.sql.rows<{ row: RowPart['row'] }>(`${table}.takeOut.${column}`, text, [id]);
    return rows.map(({ row }) => ({ table, row }));
  }
}
