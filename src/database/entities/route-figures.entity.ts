import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { Route } from './route.entity';

/** What the last hundred numbers of a route brought, the older ones counting less. */
@Entity('route_figures')
@Check('route_figures_success_range', '(success >= (0)::double precision) AND (success <= (1)::double precision)')
export class RouteFigures {
  @PrimaryColumn({ name: 'route_id', type: 'integer' })
  routeId!: number;

  @Column({ type: 'integer' })
  ended!: number;

  @Column({ type: 'integer' })
  completed!: number;

  @Column({ type: 'real' })
  weight!: number;

  @Column({ type: 'real' })
  success!: number;

  @Column({ name: 'median_s', type: 'real', nullable: true })
  medianS!: number | null;

  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer })
  cost!: bigint | null;

  @Column({ name: 'figured_at', type: 'timestamptz' })
  figuredAt!: Date;

  /** Nine in ten of its codes came within so many seconds of the number. */
  @Column({ name: 'usual_s', type: 'real', nullable: true })
  usualS!: number | null;

  @OneToOne(() => Route, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'route_id', foreignKeyConstraintName: 'route_figures_route_fk' })
  route!: Relation<Route>;
}
