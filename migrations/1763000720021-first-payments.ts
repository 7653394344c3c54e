import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What may be charged back tomorrow cannot be spent today: the first payments of somebody lie in a part of the wallet that
 * buys nothing, each by a row that says until when. And limits for each way to pay. Locks `wallets`, `payment_methods`,
 * `payment_receipts` and `transfers` for an instant; rows of `transfers` are read once, while buyers go on.
 */
export class FirstPayments1763000720021 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE payment_methods
        -- For so long after somebody's first payment nothing of what they pay in by it can be spent; 0: at once; null: as
        -- first_hold_hours() says for its protocol.
        ADD first_hold_hours integer
          CONSTRAINT payment_methods_first_hold_range CHECK (first_hold_hours BETWEEN 0 AND 720),
        -- All that somebody may pay in by it until their first payment is so many days old; null: no limit.
        ADD new_payer_most bigint CONSTRAINT payment_methods_new_payer_most_positive CHECK (new_payer_most > 0),
        ADD new_payer_days integer NOT NULL DEFAULT 30
          CONSTRAINT payment_methods_new_payer_days_range CHECK (new_payer_days BETWEEN 1 AND 365),
        -- By one person in 24 hours; null: no limit.
        ADD most_a_day bigint CONSTRAINT payment_methods_most_a_day_positive CHECK (most_a_day > 0),
        ADD failures_a_day integer CONSTRAINT payment_methods_failures_range CHECK (failures_a_day BETWEEN 1 AND 100);

      ALTER TABLE payment_receipts
        -- A keyed hash of the card or account that paid; null: the provider does not say.
        ADD payer_mark bytea;
      CREATE INDEX payment_receipts_payer_idx ON payment_receipts (payer_mark) WHERE payer_mark IS NOT NULL;

      ALTER TABLE wallets ADD pending bigint NOT NULL DEFAULT 0
        CONSTRAINT wallets_pending_not_negative CHECK (pending >= 0);
      CREATE TYPE payment_hold_state AS ENUM ('WAITING', 'ENDED');
      CREATE TABLE payment_holds (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        receipt_id bigint NOT NULL CONSTRAINT payment_holds_receipt_fk REFERENCES payment_receipts (id),
        user_id bigint NOT NULL CONSTRAINT payment_holds_user_fk REFERENCES users (id),
        amount bigint NOT NULL CONSTRAINT payment_holds_amount_positive CHECK (amount > 0),
        usable_at timestamptz NOT NULL,
        state payment_hold_state NOT NULL DEFAULT 'WAITING',
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT payment_holds_ended CHECK ((state = 'ENDED') = (ended_at IS NOT NULL))
      );
      -- A receipt waits by one row at a time.
      CREATE UNIQUE INDEX payment_holds_waiting_once ON payment_holds (receipt_id) WHERE state = 'WAITING';
      CREATE INDEX payment_holds_due_idx ON payment_holds (usable_at) WHERE state = 'WAITING';
      CREATE INDEX payment_holds_user_idx ON payment_holds (user_id) WHERE state = 'WAITING';

      ALTER TABLE transfers DROP CONSTRAINT transfers_accounts_fit_type, DROP CONSTRAINT transfers_receipt_named;
      ALTER TABLE transfers
        ADD CONSTRAINT transfers_accounts_fit_type CHECK (
          (type, from_account, to_account) IN (
            ('ADD', 'FUNDING', 'AVAILABLE'), ('DEDUCT', 'AVAILABLE', 'FUNDING'),
            ('HOLD', 'AVAILABLE', 'HELD'), ('RELEASE', 'HELD', 'AVAILABLE'), ('PURCHASE', 'HELD', 'SALES'),
            ('REWARD', 'REWARDS', 'AVAILABLE'), ('REFUND', 'SALES', 'AVAILABLE'),
            ('TOPUP', 'PAYMENTS', 'AVAILABLE'),
            ('TOPUP_REFUND', 'AVAILABLE', 'CLEARING'), ('TOPUP_REFUND', 'CLEARING', 'PAYMENTS'),
            ('TOPUP_REFUND', 'CLEARING', 'AVAILABLE'),
            ('CHARGEBACK', 'AVAILABLE', 'PAYMENTS'), ('CHARGEBACK', 'PAYMENTS', 'AVAILABLE'),
            ('BONUS', 'PROMOTIONS', 'AVAILABLE'), ('BONUS', 'AVAILABLE', 'PROMOTIONS'),
            ('PROMO', 'PROMOTIONS', 'AVAILABLE'),
            ('REFERRAL', 'REFERRALS', 'AVAILABLE'), ('REFERRAL', 'AVAILABLE', 'REFERRALS'),
            ('GIFT', 'AVAILABLE', 'GIFTS'), ('GIFT', 'GIFTS', 'AVAILABLE'),
            ('PENDING', 'AVAILABLE', 'PENDING'), ('PENDING', 'PENDING', 'AVAILABLE'))) NOT VALID,
        ADD CONSTRAINT transfers_receipt_named CHECK (
          (receipt_id IS NOT NULL) = (type IN ('TOPUP', 'TOPUP_REFUND', 'CHARGEBACK', 'BONUS', 'PENDING'))) NOT VALID;
      ALTER TABLE transfers VALIDATE CONSTRAINT transfers_accounts_fit_type;
      ALTER TABLE transfers VALIDATE CONSTRAINT transfers_receipt_named;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
