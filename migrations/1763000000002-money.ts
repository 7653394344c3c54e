import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Users, wallets and the ledger. A wallet moves only because a transfer was inserted: the trigger `post_transfer` does
 * it, and the program's role may not update `wallets` at all. New tables only: locks nothing that is in use.
 */
export class Money1763000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE users (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        telegram_id bigint CONSTRAINT users_telegram_id_key UNIQUE,
        first_name text NOT NULL DEFAULT '',
        last_name text,
        username text,
        language text NOT NULL DEFAULT 'en' CONSTRAINT users_language_known CHECK (language IN ('en', 'ar', 'ru')),
        language_chosen boolean NOT NULL DEFAULT false,
        is_banned boolean NOT NULL DEFAULT false,
        is_blocking_bot boolean NOT NULL DEFAULT false,
        buying_paused_until timestamptz,
        joined_via text,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        erased_at timestamptz
      );
      CREATE INDEX users_username_idx ON users (lower(username)) WHERE username IS NOT NULL;

      CREATE TABLE favourites (
        user_id bigint NOT NULL CONSTRAINT favourites_user_fk REFERENCES users (id) ON DELETE CASCADE,
        service_id integer NOT NULL CONSTRAINT favourites_service_fk REFERENCES services (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, service_id)
      );

      CREATE TABLE wallets (
        user_id bigint PRIMARY KEY CONSTRAINT wallets_user_fk REFERENCES users (id),
        available bigint NOT NULL DEFAULT 0 CONSTRAINT wallets_available_not_negative CHECK (available >= 0),
        held bigint NOT NULL DEFAULT 0 CONSTRAINT wallets_held_not_negative CHECK (held >= 0),
        -- How many reservations hold money: counted here, so that the limit for a user needs no search.
        open_holds integer NOT NULL DEFAULT 0 CONSTRAINT wallets_open_holds_not_negative CHECK (open_holds >= 0)
      ) WITH (fillfactor = 70);

      CREATE TYPE transfer_type AS ENUM ('ADD', 'DEDUCT', 'HOLD', 'RELEASE', 'PURCHASE', 'REWARD', 'REFUND');
      CREATE TYPE ledger_account AS ENUM ('AVAILABLE', 'HELD', 'FUNDING', 'SALES', 'REWARDS');
      CREATE TYPE actor_type AS ENUM ('USER', 'ADMIN', 'API_KEY', 'JOB');

      CREATE TABLE transfers (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key text NOT NULL CONSTRAINT transfers_key_key UNIQUE,
        type transfer_type NOT NULL,
        from_account ledger_account NOT NULL,
        to_account ledger_account NOT NULL,
        amount bigint NOT NULL CONSTRAINT transfers_amount_positive CHECK (amount > 0),
        user_id bigint NOT NULL CONSTRAINT transfers_user_fk REFERENCES users (id),
        reservation_id bigint,
        actor_type actor_type NOT NULL,
        actor_id text NOT NULL,
        reason text NOT NULL DEFAULT '',
        available_after bigint NOT NULL CONSTRAINT transfers_available_after_not_negative CHECK (available_after >= 0),
        held_after bigint NOT NULL CONSTRAINT transfers_held_after_not_negative CHECK (held_after >= 0),
        created_at timestamptz NOT NULL,
        CONSTRAINT transfers_accounts_fit_type CHECK (
          (type, from_account, to_account) IN (
            ('ADD', 'FUNDING', 'AVAILABLE'), ('DEDUCT', 'AVAILABLE', 'FUNDING'),
            ('HOLD', 'AVAILABLE', 'HELD'), ('RELEASE', 'HELD', 'AVAILABLE'), ('PURCHASE', 'HELD', 'SALES'),
            ('REWARD', 'REWARDS', 'AVAILABLE'), ('REFUND', 'SALES', 'AVAILABLE'))),
        CONSTRAINT transfers_reservation_named CHECK (
          reservation_id IS NOT NULL OR type IN ('ADD', 'DEDUCT', 'REWARD'))
      );
      -- One hold, one end of that hold and at most one refund for each reservation: no price is captured or released twice.
      CREATE UNIQUE INDEX transfers_hold_once ON transfers (reservation_id) WHERE type = 'HOLD';
      CREATE UNIQUE INDEX transfers_hold_ends_once ON transfers (reservation_id) WHERE type IN ('RELEASE', 'PURCHASE');
      CREATE UNIQUE INDEX transfers_refund_once ON transfers (reservation_id) WHERE type = 'REFUND';
      CREATE INDEX transfers_user_idx ON transfers (user_id, id);

      -- Two halves, so that an insert skipped by ON CONFLICT moves nothing: the first locks the wallet and writes down what
      -- will stand in it, the second, which runs only for a row that was really inserted, makes it so.
      CREATE FUNCTION prepare_transfer() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        SELECT available, held INTO NEW.available_after, NEW.held_after
        FROM wallets WHERE user_id = NEW.user_id FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'user % has no wallet', NEW.user_id USING ERRCODE = 'foreign_key_violation';
        END IF;
        IF NEW.from_account = 'AVAILABLE' THEN NEW.available_after := NEW.available_after - NEW.amount;
        ELSIF NEW.from_account = 'HELD' THEN NEW.held_after := NEW.held_after - NEW.amount;
        END IF;
        IF NEW.to_account = 'AVAILABLE' THEN NEW.available_after := NEW.available_after + NEW.amount;
        ELSIF NEW.to_account = 'HELD' THEN NEW.held_after := NEW.held_after + NEW.amount;
        END IF;
        RETURN NEW;
      END $$;
      CREATE FUNCTION post_transfer() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE wallets SET available = NEW.available_after, held = NEW.held_after,
          open_holds = open_holds + CASE WHEN NEW.type = 'HOLD' THEN 1 WHEN NEW.from_account = 'HELD' THEN -1 ELSE 0 END
        WHERE user_id = NEW.user_id
          AND available = NEW.available_after
            + CASE WHEN NEW.from_account = 'AVAILABLE' THEN NEW.amount ELSE 0 END
            - CASE WHEN NEW.to_account = 'AVAILABLE' THEN NEW.amount ELSE 0 END
          AND held = NEW.held_after
            + CASE WHEN NEW.from_account = 'HELD' THEN NEW.amount ELSE 0 END
            - CASE WHEN NEW.to_account = 'HELD' THEN NEW.amount ELSE 0 END;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'insert the transfers of one user one statement at a time';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER prepare_transfer BEFORE INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION prepare_transfer();
      CREATE TRIGGER post_transfer AFTER INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION post_transfer();

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER transfers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transfers
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- The program's role may update this one column, since without it Postgres refuses SELECT FOR UPDATE; nobody may use it.
      CREATE TRIGGER wallets_owner_fixed BEFORE UPDATE OF user_id ON wallets
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE FUNCTION create_wallet() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO wallets (user_id) VALUES (NEW.id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER create_wallet AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION create_wallet();

      CREATE TABLE audit_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        actor_type actor_type NOT NULL,
        actor_id text NOT NULL,
        action text NOT NULL,
        entity text NOT NULL,
        entity_id text NOT NULL,
        facts jsonb NOT NULL DEFAULT '{}',
        request_id text,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX audit_log_entity_idx ON audit_log (entity, entity_id, id);
      CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE api_keys (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL,
        hash bytea NOT NULL CONSTRAINT api_keys_hash_key UNIQUE,
        scopes text[] NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
