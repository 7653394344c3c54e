import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * New words of the ledger and the outbox. They stand in a migration of their own, since Postgres lets nobody use a new word
 * of an enum before the transaction that made it has ended.
 */
export class WordsOfPayments1763000600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const type of ['TOPUP', 'TOPUP_REFUND', 'CHARGEBACK', 'BONUS', 'PROMO', 'REFERRAL', 'GIFT'])
      await db.query(`ALTER TYPE transfer_type ADD VALUE '${type}'`);
    for (const account of ['PAYMENTS', 'CLEARING', 'PROMOTIONS', 'REFERRALS', 'GIFTS'])
      await db.query(`ALTER TYPE ledger_account ADD VALUE '${account}'`);
    for (const kind of ['invoice', 'payment_seen', 'payment_received', 'payment_taken_back', 'refund_ended'])
      await db.query(`ALTER TYPE outbox_kind ADD VALUE '${kind}'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
