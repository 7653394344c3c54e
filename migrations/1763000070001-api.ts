import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keys of repeatable acts that move no transfer of their own key, the steps of the funnel, and indexes for reports. The
 * BRIN indexes are a few pages each, since rows are appended in the order of time; they cost a purchase next to nothing.
 * Locks `transfers`, `reservations`, `users` and `audit_log` against writes while their indexes are built.
 */
export class Api1763000070001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE act_keys (
        key text PRIMARY KEY,
        -- What was asked for: the same key with another request is refused.
        request text NOT NULL,
        created_at timestamptz NOT NULL
      );

      -- Who came how far in which hour; at most one row for each person, step and hour.
      CREATE TABLE funnel_steps (
        hour timestamptz NOT NULL,
        step text NOT NULL CONSTRAINT funnel_steps_step_known CHECK (step IN ('OPENED', 'CHOSE')),
        user_id bigint NOT NULL CONSTRAINT funnel_steps_user_fk REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT funnel_steps_pkey PRIMARY KEY (hour, step, user_id)
      );

      CREATE INDEX transfers_created_idx ON transfers USING brin (created_at);
      CREATE INDEX reservations_created_idx ON reservations USING brin (created_at);
      CREATE INDEX audit_log_created_idx ON audit_log USING brin (created_at);
      CREATE INDEX audit_log_actor_idx ON audit_log (actor_type, actor_id, id);
      CREATE INDEX users_created_idx ON users (created_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
