import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** Who leads what, until when. */
@Entity('leases')
export class Lease {
  @PrimaryColumn({ type: 'text' }) name!: string;
  @Column({ type: 'uuid' }) holder!: string;
  @Column({ type: 'bigint', transformer: bigintTransformer }) term!: bigint;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
}
