import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The user data channel: what is posted there is put by triggers, in the transaction of the very fact, so nothing is
 * forgotten and nothing is told twice. Adds triggers to `users`, `reservations` and `outbox`: each is locked for a moment.
 */
export class ChannelPosts1763000050002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE user_data_channels (
        channel_id integer PRIMARY KEY CONSTRAINT user_data_channels_channel_fk REFERENCES channels (id),
        is_active boolean NOT NULL DEFAULT true,
        -- What leaves the shop about a person; never a code.
        fields text[] NOT NULL CONSTRAINT user_data_channels_fields_known CHECK (cardinality(fields) > 0 AND
          fields <@ ARRAY['id', 'name', 'username', 'joined', 'balance', 'service', 'country', 'number']),
        language text NOT NULL DEFAULT 'en' CONSTRAINT user_data_channels_language_known CHECK (language IN ('en', 'ar', 'ru')),
        -- The end of the day whose summary comes next; null: no summaries are wanted.
        summary_due_at timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX user_data_channels_one_active ON user_data_channels (is_active) WHERE is_active;

      -- Where our posts stand, so that they can be deleted again.
      CREATE TABLE channel_posts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        outbox_key text NOT NULL CONSTRAINT channel_posts_outbox_key_key UNIQUE,
        chat_id bigint NOT NULL,
        -- The person whom it is about; null for summaries and announcements.
        user_id bigint CONSTRAINT channel_posts_user_fk REFERENCES users (id),
        -- Null when only a lost answer of Telegram's knew it.
        message_id integer,
        sent_at timestamptz NOT NULL
      );
      CREATE INDEX channel_posts_place_idx ON channel_posts (chat_id, message_id);
      CREATE INDEX channel_posts_user_idx ON channel_posts (user_id) WHERE user_id IS NOT NULL;

      CREATE FUNCTION put_user_data_post(p_key text, p_user bigint, p_facts jsonb, p_now timestamptz) RETURNS void
        LANGUAGE sql AS $$
        INSERT INTO outbox (key, lane, user_id, chat_id, kind, payload, random_id, due_at, created_at)
        SELECT p_key, 2, p_user, c.telegram_id, 'user_data_post', p_facts || jsonb_build_object('channelId', c.id),
          hashtextextended(p_key, 0), p_now, p_now
        FROM user_data_channels d JOIN channels c ON c.id = d.channel_id WHERE d.is_active
        ON CONFLICT (key) DO NOTHING
      $$;
      CREATE FUNCTION post_user_joined() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM put_user_data_post('user-data:joined:' || NEW.id, NEW.id, '{"event": "joined"}', NEW.created_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER post_user_joined AFTER INSERT ON users FOR EACH ROW
        WHEN (NEW.telegram_id IS NOT NULL) EXECUTE FUNCTION post_user_joined();
      CREATE FUNCTION post_user_purchase() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM put_user_data_post('user-data:purchase:' || NEW.id, NEW.user_id,
          jsonb_build_object('event', 'purchase', 'reservationId', NEW.id::text), NEW.ended_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER post_user_purchase AFTER UPDATE OF status ON reservations FOR EACH ROW
        WHEN (NEW.status = 'COMPLETED' AND OLD.status <> 'COMPLETED') EXECUTE FUNCTION post_user_purchase();
      -- A claimed late code is born completed.
      CREATE TRIGGER post_user_claim AFTER INSERT ON reservations FOR EACH ROW
        WHEN (NEW.status = 'COMPLETED') EXECUTE FUNCTION post_user_purchase();

      -- Has the posts about a person deleted, a hundred at a time. Returns how many.
      CREATE FUNCTION delete_posts_about(p_user bigint, p_now timestamptz) RETURNS integer LANGUAGE sql AS $$
        WITH gone AS (
          DELETE FROM channel_posts WHERE user_id = p_user AND message_id IS NOT NULL RETURNING id, chat_id, message_id
        ), portions AS (
          SELECT chat_id, 'delete-posts:' || min(id) AS key, jsonb_agg(message_id ORDER BY id) AS ids
          FROM (SELECT *, (row_number() OVER (PARTITION BY chat_id ORDER BY id) - 1) / 100 AS portion FROM gone) n
          GROUP BY chat_id, portion
        ), put AS (
          INSERT INTO outbox (key, lane, chat_id, kind, payload, random_id, due_at, created_at)
          SELECT key, 1, chat_id, 'delete_posts', jsonb_build_object('ids', ids), hashtextextended(key, 0), p_now, p_now
          FROM portions
        )
        SELECT count(*)::integer FROM gone
      $$;

      CREATE FUNCTION note_channel_post() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO channel_posts (outbox_key, chat_id, user_id, message_id, sent_at)
        VALUES (NEW.key, NEW.chat_id, NEW.user_id, NEW.message_id, NEW.sent_at) ON CONFLICT (outbox_key) DO NOTHING;
        -- It was under way while its person was erased.
        IF EXISTS (SELECT 1 FROM users WHERE id = NEW.user_id AND erased_at IS NOT NULL) THEN
          PERFORM delete_posts_about(NEW.user_id, NEW.sent_at);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER note_channel_post AFTER UPDATE OF state ON outbox FOR EACH ROW
        WHEN (NEW.chat_id IS NOT NULL AND NEW.state = 'SENT' AND OLD.state = 'WAITING' AND NEW.kind <> 'delete_posts')
        EXECUTE FUNCTION note_channel_post();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
