import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Buyers by key who pay less than the list says. */
@Entity('price_groups')
export class PriceGroup {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ type: 'text' }) name!: string;
  /** Per cent off the list price. */
  @Column({ name: 'mark_down', type: 'real' }) markDown!: number;
  /** Otherwise a price stops at what the offer's best route costs. */
  @Column({ name: 'may_sell_below_cost', type: 'boolean', default: false }) maySellBelowCost!: boolean;
  /** Off: its keys pay the list price. */
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
