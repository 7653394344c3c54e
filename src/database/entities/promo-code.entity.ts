import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { PROMO_KINDS, type PromoKind } from '../../domain/growth/growth-words';
import { bigintTransformer } from './bigint-column';

/** A word that brings money, or a bonus with the next payment. */
@Entity('promo_codes')
export class PromoCode {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  /** In capitals. */
  @Column({ type: 'text' }) code!: string;
  @Column({ type: 'enum', enum: PROMO_KINDS, enumName: 'promo_kind' }) kind!: PromoKind;
  /** Of BALANCE. */
  @Column({ type: 'bigint', nullable: true, transformer: bigintTransformer }) amount!: bigint | null;
  /** Of TOPUP_BONUS. */
  @Column({ type: 'integer', nullable: true }) percent!: number | null;
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
