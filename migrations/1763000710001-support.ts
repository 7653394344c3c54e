import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What buyers ask and operators answer: a thread for each thing that is asked about, and its messages. Locks
 * `event_endpoints` for an instant; the rest is new.
 */
export class Support1763000710001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE support_topic AS ENUM ('PAYMENT', 'ORDER', 'OTHER');
      CREATE TYPE support_state AS ENUM ('OPEN', 'CLOSED');
      CREATE TYPE support_writer AS ENUM ('BUYER', 'OPERATOR');

      CREATE TABLE support_threads (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        user_id bigint NOT NULL CONSTRAINT support_threads_user_fk REFERENCES users (id),
        topic support_topic NOT NULL,
        reservation_id bigint CONSTRAINT support_threads_reservation_fk REFERENCES reservations (id),
        payment_id bigint CONSTRAINT support_threads_payment_fk REFERENCES payments (id),
        receipt_id bigint CONSTRAINT support_threads_receipt_fk REFERENCES payment_receipts (id),
        state support_state NOT NULL DEFAULT 'OPEN',
        -- Since when the buyer waits for an answer; null: for none.
        waiting_since timestamptz,
        -- Whoever acts on a thread says which message they saw last.
        last_message_id bigint,
        last_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        closed_at timestamptz,
        closed_by actor_type,
        CONSTRAINT support_threads_subject_fits CHECK (num_nonnulls(reservation_id, payment_id, receipt_id) <= 1
          AND (topic = 'ORDER') = (reservation_id IS NOT NULL)
          AND (topic = 'PAYMENT' OR num_nonnulls(payment_id, receipt_id) = 0)),
        CONSTRAINT support_threads_closed_fits CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL)
          AND (state = 'CLOSED') = (closed_by IS NOT NULL) AND (state = 'OPEN' OR waiting_since IS NULL))
      );
      -- What is asked already is not asked beside it.
      CREATE UNIQUE INDEX support_threads_open_once ON support_threads (user_id, topic,
        COALESCE(reservation_id, 0), COALESCE(payment_id, 0), COALESCE(receipt_id, 0)) WHERE state = 'OPEN';
      CREATE INDEX support_threads_user_idx ON support_threads (user_id, id);
      CREATE INDEX support_threads_waiting_idx ON support_threads (waiting_since) WHERE waiting_since IS NOT NULL;
      CREATE INDEX support_threads_closed_idx ON support_threads (closed_at) WHERE state = 'CLOSED';
      CREATE INDEX support_threads_reservation_idx ON support_threads (reservation_id) WHERE reservation_id IS NOT NULL;
      CREATE INDEX support_threads_payment_idx ON support_threads (payment_id) WHERE payment_id IS NOT NULL;
      CREATE INDEX support_threads_receipt_idx ON support_threads (receipt_id) WHERE receipt_id IS NOT NULL;

      CREATE TABLE support_messages (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        thread_id bigint NOT NULL CONSTRAINT support_messages_thread_fk REFERENCES support_threads (id) ON DELETE CASCADE,
        -- Of the message in the chat, or of the operator's act: the same key is the same message.
        key text NOT NULL CONSTRAINT support_messages_key_key UNIQUE,
        writer support_writer NOT NULL,
        actor_type actor_type NOT NULL,
        actor_id text NOT NULL,
        text text NOT NULL,
        created_at timestamptz NOT NULL,
        -- Of an answer: when it stood in the buyer's chat, as which message, or why it never will.
        delivered_at timestamptz,
        chat_message_id integer,
        failure text,
        is_failure_told boolean NOT NULL DEFAULT false
      );
      CREATE INDEX support_messages_thread_idx ON support_messages (thread_id, id);
      CREATE INDEX support_messages_untold_idx ON support_messages (id) WHERE failure IS NOT NULL AND NOT is_failure_told;

      CREATE TABLE support_pictures (
        message_id bigint PRIMARY KEY
          CONSTRAINT support_pictures_message_fk REFERENCES support_messages (id) ON DELETE CASCADE,
        content bytea NOT NULL,
        -- What Telegram knows it by.
        reference jsonb
      );

      ALTER TABLE event_endpoints DROP CONSTRAINT event_endpoints_events_known,
        ADD CONSTRAINT event_endpoints_events_known CHECK (cardinality(events) > 0 AND events <@ ARRAY[
          'reservation.completed', 'reservation.expired', 'reservation.canceled', 'user.joined', 'balance.changed',
          'payment.received', 'payment.taken_back', 'refund.ended', 'support.opened', 'support.replied', 'support.closed',
          'provider.down', 'stock.low', 'ledger.broken']);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
