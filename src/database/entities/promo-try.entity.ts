import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** Promo codes that somebody guessed wrong, lately. */
@Entity('promo_tries')
export class PromoTry {
  @PrimaryColumn({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  @Column({ type: 'integer' }) wrong!: number;
  @Column({ type: 'timestamptz' }) since!: Date;
}
