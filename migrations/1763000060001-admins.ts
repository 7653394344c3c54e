import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is in the panel, and who tried to be. New tables only: locks nothing that is in use. */
export class Admins1763000060001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- At most one row: the password as it was set in the panel.
      CREATE TABLE admin_credentials (
        id integer PRIMARY KEY DEFAULT 1 CONSTRAINT admin_credentials_single CHECK (id = 1),
        password_hash text NOT NULL,
        -- Of the hash in the environment that it took the place of: another hash there is newer, and wins.
        replaces text,
        changed_by bigint NOT NULL CONSTRAINT admin_credentials_user_fk REFERENCES users (id),
        changed_at timestamptz NOT NULL
      );

      CREATE TABLE admin_sessions (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        user_id bigint NOT NULL CONSTRAINT admin_sessions_user_fk REFERENCES users (id),
        created_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      -- One session for each person: whoever logs in anew ends the one before.
      CREATE UNIQUE INDEX admin_sessions_live_once ON admin_sessions (user_id) WHERE revoked_at IS NULL;
      CREATE INDEX admin_sessions_user_idx ON admin_sessions (user_id, id);

      -- Wrong passwords of one person, since the last right one.
      CREATE TABLE admin_attempts (
        user_id bigint PRIMARY KEY CONSTRAINT admin_attempts_user_fk REFERENCES users (id),
        failures integer NOT NULL CONSTRAINT admin_attempts_failures_not_negative CHECK (failures >= 0),
        last_at timestamptz NOT NULL,
        locked_until timestamptz
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
