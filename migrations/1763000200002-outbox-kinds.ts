import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The database knows what can be put into the outbox: an act that misspells a kind fails at once instead of leaving a message
 * that nobody can send. Writes `outbox` anew, which locks it meanwhile: some seconds for a million rows.
 *
 * A process of 0.3.0 that still runs can put no message any more: what it does is rolled back and stays due for the new ones.
 */
export class OutboxKinds1763000200002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The same list as in src/domain/outbox-kind.ts; a test compares them.
      CREATE TYPE outbox_kind AS ENUM (
        'message', 'screen', 'card', 'code_received', 'late_code', 'number_arrived', 'reservation_ended',
        'balance_changed', 'reward_taken_back', 'operator_alert', 'panel_chart', 'panel_file', 'panel_webhook_address',
        'import_report', 'broadcast', 'user_data_post', 'user_data_greeting', 'daily_summary', 'announcement',
        'delete_posts');
      -- Of kinds that no program sends any more: done long ago, and forgotten soon anyway.
      DELETE FROM outbox WHERE kind <> ALL (enum_range(NULL::outbox_kind)::text[]);
      -- Its condition names the column, so that it must go; it is made again with the functions.
      DROP TRIGGER IF EXISTS note_channel_post ON outbox;
      ALTER TABLE outbox ALTER COLUMN kind TYPE outbox_kind USING kind::outbox_kind;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
