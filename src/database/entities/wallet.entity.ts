import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { User } from './user.entity';

/** A user's money. Moves only through the trigger on transfers. */
@Entity('wallets')
@Check('wallets_available_not_negative', 'available >= 0')
@Check('wallets_held_not_negative', 'held >= 0')
@Check('wallets_open_holds_not_negative', 'open_holds >= 0')
export class Wallet {
  @PrimaryColumn({ name: 'user_id', type: 'bigint', transformer: bigintTransformer })
  userId!: bigint;

  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer })
  available!: bigint;

  @Column({ type: 'bigint', default: 0, transformer: bigintTransformer })
  held!: bigint;

  @Column({ name: 'open_holds', type: 'integer', default: 0 })
  openHolds!: number;

  @ManyToOne(() => User, { nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'wallets_user_fk' })
  user!: Relation<User>;
}
