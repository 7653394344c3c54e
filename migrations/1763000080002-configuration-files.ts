import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Configurations that an admin sent to the bot and has not applied yet. A new table: locks nothing in use. */
export class ConfigurationFiles1763000080002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE configuration_files (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        user_id bigint NOT NULL CONSTRAINT configuration_files_user_fk REFERENCES users (id) ON DELETE CASCADE,
        document jsonb NOT NULL,
        created_at timestamptz NOT NULL
      );

      -- Who is erased leaves no trace, and events are kept for a while: they name a user by his number in the shop alone.
      CREATE OR REPLACE FUNCTION user_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM put_event('user.joined', jsonb_build_object('userId', NEW.id::text, 'language', NEW.language), NEW.created_at);
        RETURN NULL;
      END $$;
      UPDATE events SET data = data - 'telegramId' WHERE type = 'user.joined';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
