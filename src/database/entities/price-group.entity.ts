import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { trimmedDecimal } from './decimal-column';

/** Buyers by key who pay less than the list says. */
@Entity('price_groups')
export class PriceGroup {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ type: 'text' }) name!: string;
  /** Per cent off the list price, as a decimal. */
  @Column({ name: 'mark_down', type: 'numeric', precision: 4, scale: 2, transformer: trimmedDecimal })
  markDown!: string;
  /** Otherwise a price stops at what the offer's best route costs. */
  @Column({ name: 'may_sell_below_cost', type: 'boolean', default: false }) maySellBelowCost!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
