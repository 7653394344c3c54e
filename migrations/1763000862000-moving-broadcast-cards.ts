import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The card of a broadcast moves by itself, and its end is told; in a migration of its own, as each new word is. */
export class MovingBroadcastCards1763000862000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TYPE outbox_kind ADD VALUE 'broadcast_card'`);
    await db.query(`ALTER TYPE outbox_kind ADD VALUE 'broadcast_done'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
