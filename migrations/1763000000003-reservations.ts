import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers, reservations, messages and what must be told to suppliers. New tables only: locks nothing that is in use. */
export class Reservations1763000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE number_status AS ENUM ('AVAILABLE', 'RESERVED', 'USED', 'DELETED');
      CREATE TYPE number_origin AS ENUM ('POOL', 'ON_DEMAND');

      CREATE TABLE numbers (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        provider_id integer NOT NULL CONSTRAINT numbers_provider_fk REFERENCES providers (id),
        service_id integer NOT NULL CONSTRAINT numbers_service_fk REFERENCES services (id),
        country_id integer NOT NULL CONSTRAINT numbers_country_fk REFERENCES countries (id),
        phone text NOT NULL CONSTRAINT numbers_phone_form CHECK (phone ~ '^[1-9][0-9]{6,14}$'),
        origin number_origin NOT NULL,
        status number_status NOT NULL,
        usage_count integer NOT NULL DEFAULT 0 CONSTRAINT numbers_usage_not_negative CHECK (usage_count >= 0),
        expiries_in_a_row integer NOT NULL DEFAULT 0,
        pick_key integer NOT NULL DEFAULT floor(random() * 2147483647)::integer,
        available_at timestamptz,
        created_at timestamptz NOT NULL,
        deleted_at timestamptz,
        CONSTRAINT numbers_provider_service_phone_key UNIQUE (provider_id, service_id, phone)
      ) WITH (fillfactor = 80);
      -- Buyers start at a random pick_key, so they neither meet at one row nor wade through sold ones.
      CREATE INDEX numbers_pick_idx ON numbers (provider_id, service_id, country_id, pick_key)
        WHERE status = 'AVAILABLE';
      CREATE INDEX numbers_hand_back_idx ON numbers (available_at) WHERE status = 'USED';
      CREATE INDEX numbers_phone_idx ON numbers (phone);

      CREATE TYPE reservation_status AS ENUM (
        'REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING', 'COMPLETED', 'EXPIRED', 'CANCELED');

      CREATE TABLE reservations (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key uuid NOT NULL CONSTRAINT reservations_key_key UNIQUE,
        user_id bigint NOT NULL CONSTRAINT reservations_user_fk REFERENCES users (id),
        offer_id integer NOT NULL CONSTRAINT reservations_offer_fk REFERENCES offers (id),
        service_id integer NOT NULL CONSTRAINT reservations_service_fk REFERENCES services (id),
        country_id integer NOT NULL CONSTRAINT reservations_country_fk REFERENCES countries (id),
        route_id integer CONSTRAINT reservations_route_fk REFERENCES routes (id),
        provider_id integer CONSTRAINT reservations_provider_fk REFERENCES providers (id),
        number_id bigint CONSTRAINT reservations_number_fk REFERENCES numbers (id),
        phone text,
        origin number_origin NOT NULL,
        price bigint NOT NULL CONSTRAINT reservations_price_positive CHECK (price > 0),
        status reservation_status NOT NULL,
        end_reason text,
        upstream_order_id text,
        upstream_cost bigint,
        tried_routes integer[] NOT NULL DEFAULT '{}',
        -- When the present route was asked; none while it has yet to be, so that it is asked exactly once.
        asked_at timestamptz,
        reconcile_at timestamptz,
        -- When a look at the supplier's open orders first found nothing of ours; a second such look is an answer.
        absent_at timestamptz,
        cancelable_at timestamptz,
        cancel_due_at timestamptz,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        more_asked_at timestamptz,
        replaces_id bigint CONSTRAINT reservations_replaces_fk REFERENCES reservations (id)
          CONSTRAINT reservations_replaces_key UNIQUE,
        claim_of_id bigint CONSTRAINT reservations_claim_of_fk REFERENCES reservations (id)
          CONSTRAINT reservations_claim_of_key UNIQUE,
        created_at timestamptz NOT NULL,
        CONSTRAINT reservations_waiting_has_number CHECK (
          status NOT IN ('WAITING_CODE', 'CANCEL_PENDING', 'COMPLETED') OR (number_id IS NOT NULL AND phone IS NOT NULL)),
        CONSTRAINT reservations_end_dated CHECK ((status IN ('COMPLETED', 'EXPIRED', 'CANCELED')) = (ended_at IS NOT NULL))
      ) WITH (fillfactor = 80);
      -- One open reservation for each number, whatever the program does.
      CREATE UNIQUE INDEX reservations_number_open_once ON reservations (number_id)
        WHERE status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING');
      CREATE UNIQUE INDEX reservations_upstream_order_once ON reservations (provider_id, upstream_order_id)
        WHERE upstream_order_id IS NOT NULL AND claim_of_id IS NULL;
      CREATE INDEX reservations_user_idx ON reservations (user_id, id);
      CREATE INDEX reservations_user_open_idx ON reservations (user_id)
        WHERE status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING');
      CREATE INDEX reservations_due_expiry_idx ON reservations (expires_at)
        WHERE status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING');
      CREATE INDEX reservations_due_cancel_idx ON reservations (cancel_due_at) WHERE status = 'CANCEL_PENDING';
      CREATE INDEX reservations_due_reconcile_idx ON reservations (reconcile_at) WHERE status = 'REQUESTED';
      -- Orders that a poll watches: those whose time is not over, at one provider.
      CREATE INDEX reservations_watched_idx ON reservations (provider_id, expires_at) WHERE upstream_order_id IS NOT NULL;
      CREATE INDEX reservations_phone_idx ON reservations (phone, id) WHERE phone IS NOT NULL;
      CREATE INDEX reservations_user_completed_idx ON reservations (user_id, number_id) WHERE status = 'COMPLETED';
      ALTER TABLE transfers ADD CONSTRAINT transfers_reservation_fk
        FOREIGN KEY (reservation_id) REFERENCES reservations (id);

      CREATE TABLE reservation_transitions (
        from_status reservation_status NOT NULL,
        to_status reservation_status NOT NULL,
        PRIMARY KEY (from_status, to_status)
      );
      INSERT INTO reservation_transitions VALUES
        ('REQUESTED', 'WAITING_CODE'), ('REQUESTED', 'CANCELED'), ('REQUESTED', 'EXPIRED'),
        ('WAITING_CODE', 'COMPLETED'), ('WAITING_CODE', 'CANCELED'), ('WAITING_CODE', 'CANCEL_PENDING'),
        ('WAITING_CODE', 'EXPIRED'),
        ('CANCEL_PENDING', 'CANCELED'), ('CANCEL_PENDING', 'EXPIRED'), ('CANCEL_PENDING', 'COMPLETED');
      CREATE FUNCTION check_reservation_transition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM reservation_transitions
                       WHERE from_status = OLD.status AND to_status = NEW.status) THEN
          RAISE EXCEPTION 'reservation % cannot go from % to %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER check_reservation_transition BEFORE UPDATE OF status ON reservations
        FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION check_reservation_transition();

      CREATE TYPE message_source AS ENUM ('POLL', 'WEBHOOK', 'CHAT');
      CREATE TYPE message_status AS ENUM ('STORED', 'APPLIED', 'LATE', 'ORPHAN');
      CREATE TABLE messages (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        provider_id integer NOT NULL CONSTRAINT messages_provider_fk REFERENCES providers (id),
        dedupe_key text NOT NULL,
        source message_source NOT NULL,
        upstream_order_id text,
        phone text,
        sender text,
        text text NOT NULL,
        provider_code text,
        code text,
        status message_status NOT NULL DEFAULT 'STORED',
        orphan_reason text,
        reservation_id bigint CONSTRAINT messages_reservation_fk REFERENCES reservations (id),
        received_at timestamptz,
        stored_at timestamptz NOT NULL,
        applied_at timestamptz,
        CONSTRAINT messages_dedupe_key UNIQUE (provider_id, dedupe_key)
      );
      CREATE INDEX messages_unapplied_idx ON messages (stored_at) WHERE status = 'STORED';
      CREATE INDEX messages_orphan_idx ON messages (id) WHERE status = 'ORPHAN';
      CREATE INDEX messages_reservation_idx ON messages (reservation_id, id) WHERE reservation_id IS NOT NULL;

      CREATE TYPE closure_action AS ENUM ('CANCEL', 'FINISH', 'BAN');
      CREATE TABLE upstream_closures (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        provider_id integer NOT NULL CONSTRAINT upstream_closures_provider_fk REFERENCES providers (id),
        upstream_order_id text NOT NULL,
        action closure_action NOT NULL,
        due_at timestamptz NOT NULL,
        leased_until timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        done_at timestamptz,
        outcome text,
        created_at timestamptz NOT NULL,
        CONSTRAINT upstream_closures_order_key UNIQUE (provider_id, upstream_order_id)
      );
      CREATE INDEX upstream_closures_due_idx ON upstream_closures (due_at) WHERE done_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
