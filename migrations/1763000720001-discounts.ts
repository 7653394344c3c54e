import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Promo codes that make a number cheaper. The use is taken with the hold and comes back with it, and the reservation says what
 * was agreed. Locks `promo_codes`, `promo_uses` and `reservations` for an instant; rows of `reservations` are read once,
 * while buyers go on.
 */
export class Discounts1763000720001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE promo_codes
        ADD service_id integer CONSTRAINT promo_codes_service_fk REFERENCES services (id),
        ADD country_id integer CONSTRAINT promo_codes_country_fk REFERENCES countries (id),
        -- Of the list price.
        ADD min_price bigint CONSTRAINT promo_codes_min_price_positive CHECK (min_price > 0),
        -- Of one purchase.
        ADD max_discount bigint CONSTRAINT promo_codes_max_discount_positive CHECK (max_discount > 0),
        -- Of all purchases together, and what of it is given or held.
        ADD budget bigint CONSTRAINT promo_codes_budget_positive CHECK (budget > 0),
        ADD spent bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT promo_codes_within_budget CHECK (spent >= 0 AND (budget IS NULL OR spent <= budget)),
        DROP CONSTRAINT promo_codes_kind_fits,
        ADD CONSTRAINT promo_codes_kind_fits CHECK (CASE kind
          WHEN 'BALANCE' THEN amount IS NOT NULL AND percent IS NULL
          WHEN 'TOPUP_BONUS' THEN amount IS NULL AND percent IS NOT NULL
          ELSE (amount IS NULL) <> (percent IS NULL) END),
        ADD CONSTRAINT promo_codes_terms_fit CHECK (kind = 'PURCHASE_DISCOUNT' OR (
          service_id IS NULL AND country_id IS NULL AND min_price IS NULL AND max_discount IS NULL
          AND budget IS NULL AND spent = 0));
      -- Which discount somebody wants to have on what they buy next; one at a time.
      CREATE TABLE promo_choices (
        user_id bigint PRIMARY KEY CONSTRAINT promo_choices_user_fk REFERENCES users (id) ON DELETE CASCADE,
        code_id integer NOT NULL CONSTRAINT promo_choices_code_fk REFERENCES promo_codes (id),
        chosen_at timestamptz NOT NULL
      );
      ALTER TABLE reservations
        -- Before the discount; null: there was none, and the price is the list price.
        ADD list_price bigint,
        ADD promo_id integer CONSTRAINT reservations_promo_fk REFERENCES promo_codes (id);
      ALTER TABLE reservations ADD CONSTRAINT reservations_discount_fits CHECK (
        list_price > price OR (list_price IS NULL AND promo_id IS NULL)) NOT VALID;
      ALTER TABLE reservations VALIDATE CONSTRAINT reservations_discount_fits;
      ALTER TABLE promo_uses
        -- Of a discount: the purchase that has it, and what it saved there.
        ADD reservation_id bigint CONSTRAINT promo_uses_reservation_key UNIQUE
          CONSTRAINT promo_uses_reservation_fk REFERENCES reservations (id),
        ADD discount bigint CONSTRAINT promo_uses_discount_positive CHECK (discount > 0),
        -- The purchase ended without a code: the use counts no more.
        ADD released_at timestamptz,
        -- A late code taken at the price agreed before, when the code had no use left: it is not counted.
        ADD is_beyond boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT promo_uses_discount_named CHECK ((reservation_id IS NULL) = (discount IS NULL)),
        ADD CONSTRAINT promo_uses_only_discounts_return CHECK (
          reservation_id IS NOT NULL OR (released_at IS NULL AND NOT is_beyond));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
