import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Money that buyers pay in. What moves a wallet is a receipt: one row for each money that arrived, for ever unique in its
 * method. States of payments say how far people came, and move nothing. Locks `transfers` and `wallets` for an instant; rows
 * of `transfers` are read once.
 */
export class Payments1763000600001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE payment_methods (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL CONSTRAINT payment_methods_name_key UNIQUE,
        protocol text NOT NULL,
        base_url text NOT NULL DEFAULT '',
        api_key_sealed bytea,
        webhook_key_sealed bytea,
        options jsonb NOT NULL DEFAULT '{}',
        -- In which its invoices are priced: ISO 4217, a coin, or XTR for Stars.
        currency text NOT NULL,
        -- What one unit of that is worth in the shop's currency.
        rate numeric(16, 10) NOT NULL DEFAULT 1 CONSTRAINT payment_methods_rate_positive CHECK (rate > 0),
        rate_at timestamptz NOT NULL,
        min_amount bigint NOT NULL DEFAULT 10000 CONSTRAINT payment_methods_min_positive CHECK (min_amount > 0),
        max_amount bigint NOT NULL DEFAULT 10000000 CONSTRAINT payment_methods_max_above_min CHECK (max_amount >= min_amount),
        -- In per cent of the amount.
        bonus_from bigint CONSTRAINT payment_methods_bonus_from_positive CHECK (bonus_from > 0),
        bonus_percent integer NOT NULL DEFAULT 0 CONSTRAINT payment_methods_bonus_range CHECK (bonus_percent BETWEEN 0 AND 100),
        invoice_minutes integer NOT NULL DEFAULT 30 CONSTRAINT payment_methods_minutes_range CHECK (invoice_minutes BETWEEN 5 AND 1440),
        timeout_ms integer NOT NULL DEFAULT 10000,
        position integer NOT NULL DEFAULT 0,
        -- Off until an operator turns it on.
        is_active boolean NOT NULL DEFAULT false,
        revision integer NOT NULL DEFAULT 1,
        last_fault text,
        -- Up to where its own list of transactions has been compared with ours.
        list_cursor text,
        listed_at timestamptz,
        created_at timestamptz NOT NULL
      );

      CREATE TYPE payment_status AS ENUM ('OPEN', 'SEEN', 'PAID', 'UNDERPAID', 'EXPIRED', 'CANCELED', 'FAILED',
        'PART_REFUNDED', 'REFUNDED', 'DISPUTED', 'LOST', 'WON');
      CREATE TABLE payments (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        -- Made before the act: asked twice, it is one payment.
        key text NOT NULL CONSTRAINT payments_key_key UNIQUE,
        -- 128 random bits: what Telegram and providers know it by.
        token text NOT NULL CONSTRAINT payments_token_key UNIQUE,
        user_id bigint NOT NULL CONSTRAINT payments_user_fk REFERENCES users (id),
        method_id integer NOT NULL CONSTRAINT payments_method_fk REFERENCES payment_methods (id),
        amount bigint NOT NULL CONSTRAINT payments_amount_positive CHECK (amount > 0),
        bonus bigint NOT NULL DEFAULT 0 CONSTRAINT payments_bonus_not_negative CHECK (bonus >= 0),
        -- What is to be paid, in the method's currency, by the rate of that moment.
        price numeric NOT NULL CONSTRAINT payments_price_positive CHECK (price > 0),
        currency text NOT NULL,
        rate numeric(16, 10) NOT NULL,
        external_id text,
        pay_url text,
        status payment_status NOT NULL DEFAULT 'OPEN',
        credited bigint NOT NULL DEFAULT 0 CONSTRAINT payments_credited_not_negative CHECK (credited >= 0),
        -- Pre-checkout was answered with yes.
        approved_at timestamptz,
        expires_at timestamptz NOT NULL,
        -- The purchase that lacked this money, at the price that was shown.
        offer_id integer CONSTRAINT payments_offer_fk REFERENCES offers (id) ON DELETE SET NULL,
        offer_price bigint,
        -- When the provider is asked next; null: never again.
        read_at timestamptz,
        reads integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT payments_paid_has_money CHECK (
          credited > 0 OR status IN ('OPEN', 'SEEN', 'UNDERPAID', 'EXPIRED', 'CANCELED', 'FAILED'))
      );
      CREATE UNIQUE INDEX payments_external_once ON payments (method_id, external_id);
      CREATE INDEX payments_user_idx ON payments (user_id, id);
      CREATE INDEX payments_read_idx ON payments (read_at) WHERE read_at IS NOT NULL;
      CREATE INDEX payments_open_idx ON payments (expires_at) WHERE status IN ('OPEN', 'SEEN');

      -- Deliveries of providers: stored, answered, then looked into.
      CREATE TABLE payment_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        method_id integer NOT NULL CONSTRAINT payment_events_method_fk REFERENCES payment_methods (id),
        event_key text NOT NULL,
        external_id text,
        token text,
        -- Where the provider cannot be asked: what it signed.
        snapshot jsonb,
        sealed bytea,
        received_at timestamptz NOT NULL,
        due_at timestamptz,
        tries integer NOT NULL DEFAULT 0,
        problem text,
        CONSTRAINT payment_events_once UNIQUE (method_id, event_key)
      );
      CREATE INDEX payment_events_due_idx ON payment_events (due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX payment_events_received_idx ON payment_events (received_at);

      -- One row for each money that arrived. Its method and key are unique for ever: nothing is credited twice.
      CREATE TABLE payment_receipts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        method_id integer NOT NULL CONSTRAINT payment_receipts_method_fk REFERENCES payment_methods (id),
        receipt_key text NOT NULL,
        payment_id bigint CONSTRAINT payment_receipts_payment_fk REFERENCES payments (id),
        user_id bigint CONSTRAINT payment_receipts_user_fk REFERENCES users (id),
        received numeric NOT NULL,
        currency text NOT NULL,
        -- Credited; null: nobody's yet, and then it says why.
        amount bigint CONSTRAINT payment_receipts_amount_positive CHECK (amount > 0),
        bonus bigint NOT NULL DEFAULT 0 CONSTRAINT payment_receipts_bonus_not_negative CHECK (bonus >= 0),
        unclaimed text,
        -- Of the amount: given back, or taken back by the provider.
        returned bigint NOT NULL DEFAULT 0,
        arrived_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT payment_receipts_once UNIQUE (method_id, receipt_key),
        CONSTRAINT payment_receipts_credited_or_unclaimed CHECK ((amount IS NULL) = (unclaimed IS NOT NULL)
          AND (amount IS NULL OR user_id IS NOT NULL)),
        CONSTRAINT payment_receipts_returned_within CHECK (returned BETWEEN 0 AND COALESCE(amount, 0))
      );
      CREATE INDEX payment_receipts_payment_idx ON payment_receipts (payment_id);
      CREATE INDEX payment_receipts_user_idx ON payment_receipts (user_id, id);
      CREATE INDEX payment_receipts_unclaimed_idx ON payment_receipts (id) WHERE amount IS NULL;
      CREATE INDEX payment_receipts_arrived_idx ON payment_receipts (arrived_at);

      CREATE TYPE refund_state AS ENUM ('WAITING', 'DONE', 'FAILED');
      CREATE TABLE payment_refunds (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key text NOT NULL CONSTRAINT payment_refunds_key_key UNIQUE,
        receipt_id bigint NOT NULL CONSTRAINT payment_refunds_receipt_fk REFERENCES payment_receipts (id),
        amount bigint NOT NULL CONSTRAINT payment_refunds_amount_positive CHECK (amount > 0),
        bonus bigint NOT NULL DEFAULT 0 CONSTRAINT payment_refunds_bonus_not_negative CHECK (bonus >= 0),
        state refund_state NOT NULL DEFAULT 'WAITING',
        actor_type actor_type NOT NULL,
        actor_id text NOT NULL,
        reason text NOT NULL DEFAULT '',
        reference text,
        problem text,
        due_at timestamptz,
        tries integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      -- A receipt is given back once at a time.
      CREATE UNIQUE INDEX payment_refunds_waiting_once ON payment_refunds (receipt_id) WHERE state = 'WAITING';
      CREATE INDEX payment_refunds_receipt_idx ON payment_refunds (receipt_id);
      CREATE INDEX payment_refunds_due_idx ON payment_refunds (due_at) WHERE state = 'WAITING';

      -- What a provider took back by itself.
      CREATE TYPE charge_back_state AS ENUM ('REFUNDED', 'DISPUTED', 'LOST', 'WON');
      CREATE TABLE charge_backs (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        method_id integer NOT NULL CONSTRAINT charge_backs_method_fk REFERENCES payment_methods (id),
        taking_key text NOT NULL,
        receipt_id bigint NOT NULL CONSTRAINT charge_backs_receipt_fk REFERENCES payment_receipts (id),
        amount bigint NOT NULL CONSTRAINT charge_backs_amount_positive CHECK (amount > 0),
        state charge_back_state NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT charge_backs_once UNIQUE (method_id, taking_key)
      );
      CREATE INDEX charge_backs_receipt_idx ON charge_backs (receipt_id);
      -- What could not be taken from a wallet. Whatever comes into it next pays this first.
      CREATE TABLE debts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        user_id bigint NOT NULL CONSTRAINT debts_user_fk REFERENCES users (id),
        charge_back_id bigint NOT NULL CONSTRAINT debts_charge_back_key UNIQUE
          CONSTRAINT debts_charge_back_fk REFERENCES charge_backs (id),
        amount bigint NOT NULL CONSTRAINT debts_amount_positive CHECK (amount > 0),
        paid bigint NOT NULL DEFAULT 0,
        forgiven bigint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        CONSTRAINT debts_paid_within CHECK (paid >= 0 AND forgiven >= 0 AND paid + forgiven <= amount)
      );
      CREATE INDEX debts_open_idx ON debts (user_id) WHERE paid + forgiven < amount;
      ALTER TABLE wallets ADD debt bigint NOT NULL DEFAULT 0 CONSTRAINT wallets_debt_not_negative CHECK (debt >= 0);

      ALTER TABLE transfers ADD receipt_id bigint CONSTRAINT transfers_receipt_fk REFERENCES payment_receipts (id);
      CREATE UNIQUE INDEX transfers_topup_once ON transfers (receipt_id) WHERE type = 'TOPUP';
      CREATE INDEX transfers_receipt_idx ON transfers (receipt_id) WHERE receipt_id IS NOT NULL;
      ALTER TABLE transfers DROP CONSTRAINT transfers_accounts_fit_type, DROP CONSTRAINT transfers_reservation_named;
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
            ('GIFT', 'AVAILABLE', 'GIFTS'), ('GIFT', 'GIFTS', 'AVAILABLE'))) NOT VALID,
        ADD CONSTRAINT transfers_reservation_named CHECK (
          reservation_id IS NOT NULL OR type NOT IN ('HOLD', 'RELEASE', 'PURCHASE', 'REFUND')) NOT VALID,
        ADD CONSTRAINT transfers_receipt_named CHECK (
          (receipt_id IS NOT NULL) = (type IN ('TOPUP', 'TOPUP_REFUND', 'CHARGEBACK', 'BONUS'))) NOT VALID;
      ALTER TABLE transfers VALIDATE CONSTRAINT transfers_accounts_fit_type;
      ALTER TABLE transfers VALIDATE CONSTRAINT transfers_reservation_named;
      ALTER TABLE transfers VALIDATE CONSTRAINT transfers_receipt_named;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
