import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** What the last hundred numbers of a route brought, the older ones counting less. */
@Entity('route_figures')
export class RouteFigures {
  @PrimaryColumn({ name: 'route_id', type: 'integer' }) routeId!: number;
  @Column({ type: 'integer' }) ended!: number;
  @Column({ type: 'integer' }) completed!: number;
  @Column({ type: 'real' }) weight!: number;
  @Column({ type: 'real' }) success!: number;
  @Column({ name: 'median_s', type: 'real', nullable: true }) medianS!: number | null;
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) cost!: bigint | null;
  @Column({ name: 'figured_at', type: 'timestamptz' }) figuredAt!: Date;

  /** Nine in ten of its codes came within so many seconds of the number. */
  @Column({ name: 'usual_s', type: 'real', nullable: true }) usualS!: number | null;
}
