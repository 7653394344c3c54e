import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The best route of each offer is worked out once for all offers and routes that a statement touches, instead of once for
 * each row: writing fifty thousand routes costs seconds instead of a minute. Locks `offers` and `routes` for an instant.
 */
export class ShelvesByStatement1763000096001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- As before, for many at once: a plan that was made while the tables were small must not read them whole for each.
      CREATE OR REPLACE FUNCTION refresh_shelf(p_offers integer[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
      BEGIN
        IF cardinality(p_offers) = 0 THEN RETURN; END IF;
        PERFORM 1 FROM offers WHERE id = ANY (p_offers) ORDER BY id FOR NO KEY UPDATE;
        UPDATE offers o SET is_on_shelf = n.is_on_shelf, timeout_s = n.timeout_s, best_route_id = n.route_id,
          best_provider_id = n.provider_id, best_is_pool = n.is_pool
        FROM shelf_of(p_offers) n WHERE o.id = n.offer_id
          AND (o.is_on_shelf, o.timeout_s, o.best_route_id, o.best_provider_id, o.best_is_pool)
            IS DISTINCT FROM (n.is_on_shelf, n.timeout_s, n.route_id, n.provider_id, n.is_pool);
      END $$;

      CREATE FUNCTION shelve_new_offers() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM refresh_shelf(ARRAY(SELECT id FROM added));
        RETURN NULL;
      END $$;
      CREATE FUNCTION shelve_routes() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM refresh_shelf(ARRAY(SELECT DISTINCT offer_id FROM touched));
        RETURN NULL;
      END $$;
      -- Only those of which something changed that the order of routes depends on. By comparing sets and not by a join, whose
      -- plan would be kept from a statement of one row to one of all.
      CREATE FUNCTION shelve_changed_routes() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM refresh_shelf(ARRAY(SELECT DISTINCT offer_id FROM (
          (SELECT id, offer_id, provider_id, is_pool, is_active, priority, rank, is_failing FROM after_it
           EXCEPT SELECT id, offer_id, provider_id, is_pool, is_active, priority, rank, is_failing FROM before_it)
          UNION ALL
          (SELECT id, offer_id, provider_id, is_pool, is_active, priority, rank, is_failing FROM before_it
           EXCEPT SELECT id, offer_id, provider_id, is_pool, is_active, priority, rank, is_failing FROM after_it)) changed));
        RETURN NULL;
      END $$;

      DROP TRIGGER shelve ON offers;
      DROP TRIGGER shelve_route ON routes;
      DROP TRIGGER shelve_changed_route ON routes;
      DROP FUNCTION shelve_route();
      CREATE TRIGGER shelve AFTER INSERT ON offers REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION shelve_new_offers();
      CREATE TRIGGER shelve_new_routes AFTER INSERT ON routes REFERENCING NEW TABLE AS touched
        FOR EACH STATEMENT EXECUTE FUNCTION shelve_routes();
      CREATE TRIGGER shelve_gone_routes AFTER DELETE ON routes REFERENCING OLD TABLE AS touched
        FOR EACH STATEMENT EXECUTE FUNCTION shelve_routes();
      CREATE TRIGGER shelve_changed_routes AFTER UPDATE ON routes REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it
        FOR EACH STATEMENT EXECUTE FUNCTION shelve_changed_routes();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
