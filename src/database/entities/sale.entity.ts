import { Column, Entity } from 'typeorm';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** Something that an operator puts on sale, with what was chosen so far. Forgotten after a while. */
@Entity('sales')
export class Sale {
  @BigintIdentity() id!: bigint;
  @Column({ type: 'jsonb', default: {} }) choices!: Readonly<Record<string, unknown>>;
  /** The file of numbers, until it is imported. */
  @Column({ type: 'bytea', nullable: true }) content!: Buffer | null;
  @Column({ name: 'import_id', type: 'bigint', nullable: true, transformer: bigintTransformer }) importId!:
    | bigint
    | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  /** Once everything is made. */
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
