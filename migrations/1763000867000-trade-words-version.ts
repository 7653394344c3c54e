import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A number that moves whenever the trade's words for services and countries change; see touch_trade_words. Locks nothing. */
export class TradeWordsVersion1763000867000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE SEQUENCE trade_words_version');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
