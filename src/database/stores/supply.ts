import { LessThan } from 'typeorm';
import type { Amount } from '../../domain/money/money';
import type { PriceRule } from '../../domain/pricing/price-rule';
import { addMs, DAY_MS } from '../../domain/time';
import type { Access } from '../access';
import { PriceBatch } from '../entities/price-batch.entity';
import { PriceRuleRow } from '../entities/price-rule.entity';
import { Provider } from '../entities/provider.entity';
import { VendorChange } from '../entities/vendor-change.entity';
import { VendorCountry } from '../entities/vendor-country.entity';
import { VendorService } from '../entities/vendor-service.entity';

/** An offer with what a number of it costs. `cost` is null where no supplier lists one, as with our own numbers. */
export interface PricedOffer {
  readonly offerId: number;
  readonly serviceId: number;
  readonly countryId: number;
  readonly name: string;
  readonly price: Amount;
  /** Of the route that is asked first. */
  readonly cost: Amount | null;
  /** What the dearest active route may cost. */
  readonly floor: Amount;
  /** Its rule sets its price by itself. */
  readonly followsRule: boolean;
}

/** What a supplier lists, in its own codes. */
export interface VendorLists {
  readonly services: readonly { readonly code: string; readonly name: string }[];
  readonly countries: readonly { readonly code: string; readonly name: string; readonly iso?: string }[];
}

export interface VendorPriceDraft {
  readonly serviceCode: string;
  readonly countryCode: string;
  readonly cost: Amount;
  readonly count?: number;
}

/** What suppliers list, what that is here, and the rules for our prices. */
export class SupplyStore {
  constructor(private readonly db: Access) {}

  async listDue(now: Date, limit: number): Promise<number[]> {
    const rows = await this.db.sql.rows<{ id: number }>(
      'supply.listDue',
      `SELECT id FROM providers WHERE is_active AND (catalogue_due_at IS NULL OR catalogue_due_at <= $1)
       ORDER BY catalogue_due_at NULLS FIRST, id LIMIT $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  async storeLists(providerId: number, lists: VendorLists, now: Date): Promise<void> {
    await this.db.sql.rows('supply.storeLists', 'SELECT store_vendor_lists($1, $2, $3, $4, $5, $6, $7)', [
      providerId,
      ...unzip(once(lists.services), ['code', 'name']),
      ...unzip(once(lists.countries), ['code', 'name', 'iso']),
      now,
    ]);
  }

  async map(providerId: number): Promise<void> {
    await this.db.sql.rows('supply.map', 'SELECT map_vendor_lists($1)', [providerId]);
  }

  async storePrices(
    providerId: number,
    prices: readonly VendorPriceDraft[],
    { now, isWhole }: { now: Date; isWhole: boolean },
  ): Promise<void> {
    await this.db.sql.rows('supply.storePrices', 'SELECT store_vendor_prices($1, $2, $3, $4, $5, $6, $7)', [
      providerId,
      ...unzip(prices, ['serviceCode', 'countryCode', 'cost', 'count']),
      now,
      isWhole,
    ]);
  }

  /** Changes noted at this instant, by kind. */
  async countChanges(providerId: number, at: Date): Promise<Record<string, number>> {
    const rows = await this.db.sql.rows<{ kind: string; count: number }>(
      'supply.countChanges',
      `SELECT kind, count(*)::integer AS count FROM vendor_changes WHERE provider_id = $1 AND noted_at = $2 GROUP BY kind`,
      [providerId, at],
    );
    return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
  }

  /** When the lists were read, or why not, and when they are due again. */
  async finishSync(o: { providerId: number; at: Date | null; fault: string | null; dueAt: Date }): Promise<void> {
    const values = { catalogueAt: o.at ?? undefined, catalogueFault: o.fault, catalogueDueAt: o.dueAt };
    await this.db.manager.update(Provider, { id: o.providerId }, values);
  }

  async forgetChanges(before: Date): Promise<void> {
    await this.db.manager.delete(VendorChange, { notedAt: LessThan(before) });
  }

  /** An operator says what a code is here; null: nothing of ours, and no guess is wanted. False: no such code. */
  async mapTo(kind: 'service' | 'country', providerId: number, code: string, id: number | null): Promise<boolean> {
    const listed = { providerId, code };
    const { affected } =
      kind === 'service'
        ? await this.db.manager.update(VendorService, listed, { serviceId: id, isManual: true })
        : await this.db.manager.update(VendorCountry, listed, { countryId: id, isManual: true });
    return affected === 1;
  }

  listRules(): Promise<PriceRule[]> {
    const order = { serviceId: { nulls: 'FIRST' }, countryId: { nulls: 'FIRST' } } as const;
    return this.db.manager.find(PriceRuleRow, { order });
  }

  /** The one rule of a service and a country, new or changed. Answers its id. */
  async putRule(rule: Omit<PriceRule, 'id'>, now: Date): Promise<number> {
    const { identifiers } = await this.db.manager
      .createQueryBuilder()
      .insert()
      .into(PriceRuleRow)
      .values({ ...rule, createdAt: now })
      .orUpdate(['kind', 'fixed_price', 'markup_bp', 'minimum', 'round_to', 'is_active'], ['service_id', 'country_id'])
      .execute();
    return identifiers[0]!.id;
  }

  async deleteRule(id: number): Promise<boolean> {
    const { affected } = await this.db.manager.delete(PriceRuleRow, { id });
    return affected === 1;
  }

  /**
   * Offers that are on, each with its costs. A ceiling that stands at the price of an offer that follows its rule goes along
   * with that price, so it caps no cost there.
   */
  async listPricedOffers(o: { onlyFollowing?: boolean } = {}): Promise<PricedOffer[]> {
    return this.db.sql.rows<PricedOffer>(
      'supply.listPricedOffers',
      `SELECT o.id AS "offerId", o.service_id AS "serviceId", o.country_id AS "countryId",
         s.name || ', ' || c.name AS name, o.price, (o.ruled_price = o.price) IS TRUE AS "followsRule", f.cost, COALESCE(f.floor, 0)::bigint AS floor
       FROM offers o JOIN services s ON s.id = o.service_id AND s.deleted_at IS NULL JOIN countries c ON c.id = o.country_id
       CROSS JOIN LATERAL (
         SELECT (array_agg(LEAST(r.listed_cost, l.ceiling) ORDER BY r.stock = 0, r.is_failing, r.priority, r.rank, r.id)
             FILTER (WHERE r.listed_cost IS NOT NULL))[1] AS cost,
           max(LEAST(COALESCE(r.listed_cost, r.max_cost), l.ceiling)) AS floor
         FROM routes r JOIN providers p ON p.id = r.provider_id AND p.is_active
         CROSS JOIN LATERAL (SELECT
           CASE WHEN o.ruled_price = o.price AND r.max_cost = o.price THEN NULL ELSE r.max_cost END AS ceiling) l
         WHERE r.offer_id = o.id AND r.is_active AND NOT r.is_pool) f
       WHERE o.is_active AND (o.ruled_price = o.price OR NOT $1) ORDER BY s.position, s.name, c.position, c.name, o.id`,
      [o.onlyFollowing ?? false],
    );
  }

  /** Sets prices that still stand as they were seen, and ceilings that go along with them. Answers which did. */
  async setPrices(changes: readonly { offerId: number; from: Amount; to: Amount }[]): Promise<number[]> {
    const rows = await this.db.sql.rows<{ id: number }>(
      'supply.setPrices',
      `WITH n AS (SELECT * FROM unnest($1::integer[], $2::bigint[], $3::bigint[]) AS n (id, before, after)),
       ceilings AS (
         UPDATE routes r SET max_cost = n.after FROM n JOIN offers x ON x.id = n.id AND x.ruled_price = x.price
         WHERE r.offer_id = n.id AND x.price = n.before AND r.max_cost = n.before AND NOT r.is_pool)
       UPDATE offers o SET price = n.after, ruled_price = CASE WHEN o.ruled_price = o.price THEN n.after END
       FROM n WHERE o.id = n.id AND o.price = n.before RETURNING o.id`,
      [changes.map(({ offerId }) => offerId), changes.map(({ from }) => from), changes.map(({ to }) => to)],
    );
    return rows.map(({ id }) => id);
  }

  async putPriceBatch(batch: Pick<PriceBatch, 'changes' | 'madeAt' | 'undoUntil'>): Promise<number> {
    await this.db.manager.delete(PriceBatch, { undoUntil: LessThan(addMs(batch.madeAt, -DAY_MS)) });
    return (await this.db.manager.insert(PriceBatch, batch)).identifiers[0]!.id;
  }

  /** Locked, so that two who take it back do it once. */
  lockPriceBatch(id: number): Promise<PriceBatch | null> {
    return this.db.manager.findOne(PriceBatch, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async markUndone(id: number, undoneAt: Date): Promise<void> {
    await this.db.manager.update(PriceBatch, { id }, { undoneAt });
  }
}

/** One array for each field; Postgres puts them together again. */
function unzip<Row>(rows: readonly Row[], fields: readonly (keyof Row)[]): unknown[][] {
  return fields.map((field) => rows.map((row) => row[field] ?? null));
}

/** A code that a supplier lists twice counts once. */
function once<Row extends { readonly code: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.code, row])).values()];
}
