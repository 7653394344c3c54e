import { Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** Who came how far in which hour. */
@Entity('funnel_steps')
export class FunnelStep {
  @PrimaryColumn({ type: 'timestamptz' }) hour!: Date;
  @PrimaryColumn({ type: 'text' }) step!: string;
  @PrimaryColumn({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
}
