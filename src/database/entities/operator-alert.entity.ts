import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A trouble that an operator must repair. One row for each cause, however often it comes. */
@Entity('operator_alerts')
export class OperatorAlert {
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'jsonb' }) facts!: Record<string, unknown>;
  @Column({ name: 'first_at', type: 'timestamptz' }) firstAt!: Date;
  @Column({ name: 'last_at', type: 'timestamptz' }) lastAt!: Date;
  @Column({ type: 'integer' }) count!: number;
  @Column({ name: 'told_at', type: 'timestamptz', nullable: true }) toldAt!: Date | null;
}
