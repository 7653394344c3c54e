import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { PROMO_KINDS, type PromoKind } from '../../domain/growth/growth-words';
import { bigintTransformer } from './bigint-column';

/** A word that brings money, a bonus with the next payment, or a discount. */
@Entity('promo_codes')
export class PromoCode {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  /** In capitals. */
  @Column({ type: 'text' }) code!: string;
  @Column({ type: 'enum', enum: PROMO_KINDS, enumName: 'promo_kind' }) kind!: PromoKind;
  /** Of BALANCE; of PURCHASE_DISCOUNT where it has no per cent. */
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) amount!: bigint | null;
  /** Of TOPUP_BONUS; of PURCHASE_DISCOUNT where it has no amount. */
  @Column({ type: 'integer', nullable: true }) percent!: number | null;
  /** Of PURCHASE_DISCOUNT: where it counts; null: everywhere. */
  @Column({ name: 'service_id', type: 'integer', nullable: true }) serviceId!: number | null;
  @Column({ name: 'country_id', type: 'integer', nullable: true }) countryId!: number | null;
  /** The list price must be that at least. */
  @Column({ name: 'min_price', type: 'bigint', nullable: true, transformer: bigintTransformer })
  minPrice!: bigint | null;

  /** The most that one purchase saves. */
  @Column({ name: 'max_discount', type: 'bigint', nullable: true, transformer: bigintTransformer })
  maxDiscount!: bigint | null;

  /** The most that all purchases together save; and what they save now. */
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) budget!: bigint | null;
  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer }) spent!: bigint;
  @Column({ name: 'max_uses', type: 'integer', default: 1 }) maxUses!: number;
  @Column({ type: 'integer', default: 0 }) uses!: number;
  @Column({ name: 'max_uses_of_user', type: 'integer', default: 1 }) maxUsesOfUser!: number;
  /** Only for people who never paid anything in. */
  @Column({ name: 'is_for_new', type: 'boolean', default: false }) isForNew!: boolean;
  @Column({ name: 'starts_at', type: 'timestamptz', nullable: true }) startsAt!: Date | null;
  @Column({ name: 'ends_at', type: 'timestamptz', nullable: true }) endsAt!: Date | null;
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
