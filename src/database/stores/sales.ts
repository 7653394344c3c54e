import { IsNull } from 'typeorm';
import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';
import { Sale } from '../entities/sale.entity';

type Choices = Readonly<Record<string, unknown>>;

/** What operators are about to put on sale. */
export class SaleStore {
  constructor(private readonly db: Access) {}

  async open(choices: object, o: { content?: Uint8Array; now: Date }): Promise<bigint> {
    const content = o.content ? Buffer.from(o.content) : null;
    const { identifiers } = await this.db.manager.insert(Sale, {
      choices: choices as object,
      content,
      createdAt: o.now,
    });
    return identifiers[0]!.id;
  }

  find(id: bigint): Promise<Sale | null> {
    return this.db.manager.findOneBy(Sale, { id });
  }

  /** What is not named stays as it was chosen. */
  async choose(id: bigint, choices: Choices): Promise<void> {
    await this.db.sql.rows(
      'sales.choose',
      'UPDATE sales SET choices = choices || $2::jsonb WHERE id = $1 AND ended_at IS NULL',
      [id, JSON.stringify(choices)],
    );
  }

  /** What came of it. */
  async note(id: bigint, facts: Choices): Promise<void> {
    await this.db.sql.rows('sales.note', 'UPDATE sales SET choices = choices || $2::jsonb WHERE id = $1', [
      id,
      JSON.stringify(facts),
    ]);
  }

  /** True for whoever ends it: what a sale makes is made in the same transaction, once. */
  async end(id: bigint, now: Date): Promise<boolean> {
    const { affected } = await this.db.manager.update(Sale, { id, endedAt: IsNull() }, { endedAt: now });
    return affected === 1;
  }

  /** The import has the numbers now. */
  async handOver(id: bigint, importId: bigint): Promise<void> {
    await this.db.manager.update(Sale, { id }, { importId, content: null });
  }

  /** What the supplier of a sale asks; a code that stands twice counts with the lowest. */
  async putPrices(saleId: bigint, rows: readonly SalePriceDraft[]): Promise<void> {
    await this.db.sql.rows(
      'sales.putPrices',
      `INSERT INTO sale_prices (sale_id, service_code, country_code, cost, stock)
       SELECT DISTINCT ON (g.service, g.country) $1, g.service, g.country, g.cost, g.stock
       FROM unnest($2::text[], $3::text[], $4::bigint[], $5::integer[]) AS g (service, country, cost, stock)
       WHERE g.cost > 0 ORDER BY g.service, g.country, g.stock = 0, g.cost`,
      [
        saleId,
        ...[rows.map((row) => row.serviceCode), rows.map((row) => row.countryCode), rows.map(({ cost }) => cost)],
        rows.map(({ count }) => count ?? null),
      ],
    );
  }

  /** What codes of a supplier are here; an operator's word stays. */
  async map(kind: 'service' | 'country', providerId: number, ids: ReadonlyMap<string, number>): Promise<void> {
    await this.db.sql.rows(
      `sales.map.${kind}`,
      `UPDATE vendor_${kind === 'service' ? 'services' : 'countries'} v SET ${kind}_id = n.id
       FROM unnest($2::text[], $3::integer[]) AS n (code, id)
       WHERE v.provider_id = $1 AND v.code = n.code AND v.${kind}_id IS NULL AND NOT v.is_manual`,
      [providerId, [...ids.keys()], [...ids.values()]],
    );
  }

  /** Offers that follow their rule, where there are none yet. Answers those that are new. */
  async putOffers(rows: readonly SaleOfferDraft[], at: Date): Promise<{ id: number }[]> {
    return this.db.sql.rows(
      'sales.putOffers',
      `INSERT INTO offers (service_id, country_id, price, ruled_price, created_at)
       SELECT n.service, n.country, n.price, n.price, $4
       FROM unnest($1::integer[], $2::integer[], $3::bigint[]) AS n (service, country, price)
       ORDER BY n.service, n.country ON CONFLICT (service_id, country_id) DO NOTHING RETURNING id`,
      [rows.map((row) => row.serviceId), rows.map((row) => row.countryId), rows.map(({ price }) => price), at],
    );
  }

  /**
   * Routes of a provider behind those that the offers have; none where a number would cost more than its offer brings. The
   * ceiling is the price: nothing is ever bought for more than a buyer pays. Answers how many are new.
   */
  async putRoutes(providerId: number, rows: readonly SaleRouteDraft[], at: Date): Promise<number> {
    const made = await this.db.sql.rows(
      'sales.putRoutes',
      `INSERT INTO routes (offer_id, provider_id, is_pool, service_code, country_code, max_cost, listed_cost, stock,
         stock_at, priority, created_at)
       SELECT o.id, $1, false, n.service_code, n.country_code, o.price, n.cost, n.stock, $8,
         COALESCE((SELECT max(r.priority) FROM routes r WHERE r.offer_id = o.id) + 10, 10), $8
       FROM unnest($2::integer[], $3::integer[], $4::text[], $5::text[], $6::bigint[], $7::integer[])
         AS n (service, country, service_code, country_code, cost, stock)
       JOIN offers o ON o.service_id = n.service AND o.country_id = n.country AND o.price >= n.cost
       ON CONFLICT (offer_id, provider_id) DO NOTHING RETURNING 1`,
      [
        providerId,
        ...[rows.map((row) => row.serviceId), rows.map((row) => row.countryId)],
        ...[rows.map((row) => row.serviceCode), rows.map((row) => row.countryCode)],
        ...[rows.map(({ cost }) => cost), rows.map(({ stock }) => stock), at],
      ],
    );
    return made.length;
  }
}

interface SalePriceDraft {
  readonly serviceCode: string;
  readonly countryCode: string;
  readonly cost: Amount;
  readonly count?: number;
}

interface SaleOfferDraft {
  readonly serviceId: number;
  readonly countryId: number;
  readonly price: Amount;
}

interface SaleRouteDraft {
  readonly serviceId: number;
  readonly countryId: number;
  readonly serviceCode: string;
  readonly countryCode: string;
  readonly cost: Amount;
  readonly stock: number | null;
}
