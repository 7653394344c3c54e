import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Prices that were set together, as JSON keeps amounts. */
export interface PriceChange {
  readonly offerId: number;
  readonly from: string;
  readonly to: string;
}

/** Prices that were set together, until they cannot be taken back any more. */
@Entity('price_batches')
export class PriceBatch {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ type: 'jsonb' }) changes!: readonly PriceChange[];
  @Column({ name: 'made_at', type: 'timestamptz' }) madeAt!: Date;
  @Column({ name: 'undo_until', type: 'timestamptz' }) undoUntil!: Date;
  @Column({ name: 'undone_at', type: 'timestamptz', nullable: true }) undoneAt!: Date | null;
}
