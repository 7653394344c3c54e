import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One name for one thing: `request_budgets` are rate limits, what was sighted is mirrored or announced, what was looked at is
 * a snapshot, closures are ends of upstream orders, and an offer is available instead of on a shelf. Names only, no row is
 * rewritten but those of deletions that can still be undone. Locks the renamed tables and `offers` for an instant.
 *
 * While a deploy rolls, the processes of 0.3.0 that still run fail where they name one of these (asking and paying suppliers,
 * announcements, source chats); what they could not do stays due and is done by the new ones. Acts of buyers go on.
 */
export class PlainWords1763000200001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE request_budgets RENAME TO rate_limits;
      ALTER TABLE rate_limits RENAME CONSTRAINT request_budgets_pkey TO rate_limits_pkey;

      ALTER TABLE message_sightings RENAME TO mirrored_messages;
      ALTER TABLE mirrored_messages RENAME CONSTRAINT message_sightings_pk TO mirrored_messages_pk;
      ALTER TABLE mirrored_messages RENAME CONSTRAINT message_sightings_provider_fk TO mirrored_messages_provider_fk;
      ALTER TABLE mirrored_messages RENAME CONSTRAINT message_sightings_feed_known TO mirrored_messages_feed_known;
      ALTER INDEX message_sightings_twin_once RENAME TO mirrored_messages_twin_once;
      ALTER INDEX message_sightings_twin_idx RENAME TO mirrored_messages_twin_idx;
      ALTER INDEX message_sightings_seen_idx RENAME TO mirrored_messages_seen_idx;

      ALTER TABLE offer_sightings RENAME TO announced_offers;
      ALTER TABLE announced_offers RENAME CONSTRAINT offer_sightings_pkey TO announced_offers_pkey;
      ALTER TABLE announced_offers RENAME CONSTRAINT offer_sightings_offer_fk TO announced_offers_offer_fk;

      ALTER TABLE service_sightings RENAME TO announced_services;
      ALTER TABLE announced_services RENAME CONSTRAINT service_sightings_pkey TO announced_services_pkey;
      ALTER TABLE announced_services RENAME CONSTRAINT service_sightings_service_fk TO announced_services_service_fk;

      ALTER TABLE balance_looks RENAME TO balance_snapshots;
      ALTER TABLE balance_snapshots RENAME CONSTRAINT balance_looks_pkey TO balance_snapshots_pkey;
      ALTER TABLE balance_snapshots RENAME CONSTRAINT balance_looks_provider_fk TO balance_snapshots_provider_fk;

      ALTER TYPE closure_action RENAME TO upstream_order_action;
      ALTER TABLE upstream_closures RENAME TO upstream_order_ends;
      ALTER SEQUENCE upstream_closures_id_seq RENAME TO upstream_order_ends_id_seq;
      ALTER TABLE upstream_order_ends RENAME CONSTRAINT upstream_closures_pkey TO upstream_order_ends_pkey;
      ALTER TABLE upstream_order_ends RENAME CONSTRAINT upstream_closures_order_key TO upstream_order_ends_order_key;
      ALTER TABLE upstream_order_ends RENAME CONSTRAINT upstream_closures_provider_fk TO upstream_order_ends_provider_fk;
      ALTER INDEX upstream_closures_due_idx RENAME TO upstream_order_ends_due_idx;

      ALTER TABLE offers RENAME COLUMN is_on_shelf TO is_available;

      -- Rows that can be put back stand in here with the names of their table and columns.
      UPDATE deleted_rows SET parts =
        replace(replace(parts::text, '"offer_sightings"', '"announced_offers"'), '"is_on_shelf"', '"is_available"')::jsonb;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
