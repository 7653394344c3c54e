import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** A service that a buyer keeps at the top. */
@Entity('favourites')
export class Favourite {
  @PrimaryColumn({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  @PrimaryColumn({ name: 'service_id', type: 'integer' }) serviceId!: number;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
