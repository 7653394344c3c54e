import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the shop tells other programs of by webhooks: the database writes an event in the transaction of the fact, for each
 * endpoint that wants it, and nothing while none does. Locks `reservations`, `users`, `transfers` and `operator_alerts`
 * against writes for the moment in which the triggers are made.
 */
export class OutboundEvents1763000080001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE event_delivery_state AS ENUM ('WAITING', 'DELIVERED', 'FAILED');

      CREATE TABLE event_endpoints (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        url text NOT NULL,
        events text[] NOT NULL CONSTRAINT event_endpoints_events_known CHECK (cardinality(events) > 0 AND events <@ ARRAY[
          'reservation.completed', 'reservation.expired', 'reservation.canceled', 'user.joined', 'balance.changed',
          'provider.down', 'stock.low', 'ledger.broken']),
        secret_sealed bytea NOT NULL,
        -- The secret before, which still signs beside the new one until then.
        old_secret_sealed bytea,
        old_until timestamptz,
        is_active boolean NOT NULL DEFAULT true,
        failing_since timestamptz,
        problem text,
        created_at timestamptz NOT NULL,
        CONSTRAINT event_endpoints_old_dated CHECK ((old_secret_sealed IS NULL) = (old_until IS NULL))
      );

      CREATE TABLE events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        type text NOT NULL,
        data jsonb NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX events_at_idx ON events USING brin (at);

      CREATE TABLE event_deliveries (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id bigint NOT NULL CONSTRAINT event_deliveries_event_fk REFERENCES events (id) ON DELETE CASCADE,
        endpoint_id integer NOT NULL CONSTRAINT event_deliveries_endpoint_fk REFERENCES event_endpoints (id) ON DELETE CASCADE,
        state event_delivery_state NOT NULL DEFAULT 'WAITING',
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        leased_until timestamptz,
        last_status integer,
        last_problem text,
        last_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT event_deliveries_event_once UNIQUE (event_id, endpoint_id)
      );
      CREATE INDEX event_deliveries_due_idx ON event_deliveries (due_at) WHERE state = 'WAITING';
      CREATE INDEX event_deliveries_endpoint_idx ON event_deliveries (endpoint_id, id);

      -- One event for all who want it; nothing is written while nobody does.
      CREATE FUNCTION put_event(p_type text, p_data jsonb, p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        v_event bigint;
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM event_endpoints e WHERE e.is_active AND p_type = ANY (e.events)) THEN RETURN; END IF;
        INSERT INTO events (type, data, at) VALUES (p_type, p_data, p_at) RETURNING id INTO v_event;
        INSERT INTO event_deliveries (event_id, endpoint_id, due_at, created_at)
        SELECT v_event, e.id, p_at, p_at FROM event_endpoints e WHERE e.is_active AND p_type = ANY (e.events);
      END $$;

      CREATE FUNCTION reservation_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.status = NEW.status THEN RETURN NULL; END IF;
        IF NEW.status NOT IN ('COMPLETED', 'EXPIRED', 'CANCELED') THEN RETURN NULL; END IF;
        PERFORM put_event('reservation.' || lower(NEW.status::text), jsonb_build_object(
          'reservationId', NEW.id::text, 'userId', NEW.user_id::text,
          'service', (SELECT code FROM services WHERE id = NEW.service_id),
          'country', (SELECT iso FROM countries WHERE id = NEW.country_id),
          'price', (NEW.price * 0.0001)::text, 'status', NEW.status, 'endReason', NEW.end_reason), NEW.ended_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER reservations_event AFTER INSERT OR UPDATE OF status ON reservations
        FOR EACH ROW EXECUTE FUNCTION reservation_event();

      CREATE FUNCTION user_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM put_event('user.joined', jsonb_build_object('userId', NEW.id::text, 'telegramId', NEW.telegram_id::text,
          'language', NEW.language), NEW.created_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER users_event AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION user_event();

      CREATE FUNCTION transfer_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM put_event('balance.changed', jsonb_build_object('transactionId', NEW.id::text, 'userId', NEW.user_id::text,
          'type', NEW.type, 'amount', (NEW.amount * 0.0001)::text, 'reservationId', NEW.reservation_id::text,
          'available', (NEW.available_after * 0.0001)::text, 'held', (NEW.held_after * 0.0001)::text), NEW.created_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER transfers_event AFTER INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION transfer_event();

      -- What operators are told of now, programs are told of too.
      CREATE FUNCTION alert_event() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        v_type text := CASE
          WHEN NEW.kind LIKE 'provider\\_%' THEN 'provider.down'
          WHEN NEW.kind = 'stock_low' THEN 'stock.low'
          WHEN NEW.kind = 'books_broken' THEN 'ledger.broken' END;
      BEGIN
        IF v_type IS NOT NULL AND NEW.told_at IS NOT NULL AND NEW.told_at IS DISTINCT FROM OLD.told_at THEN
          PERFORM put_event(v_type, jsonb_build_object('reason', NEW.kind) || NEW.facts, NEW.told_at);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER operator_alerts_event AFTER UPDATE OF told_at ON operator_alerts
        FOR EACH ROW EXECUTE FUNCTION alert_event();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
