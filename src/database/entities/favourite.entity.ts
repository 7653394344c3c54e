import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { Service } from './service.entity';
import { User } from './user.entity';

/** A service that a buyer keeps at the top. */
@Entity('favourites')
export class Favourite {
  @PrimaryColumn({ name: 'user_id', type: 'bigint', transformer: bigintTransformer })
  userId!: bigint;

  @PrimaryColumn({ name: 'service_id', type: 'integer' })
  serviceId!: number;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @ManyToOne(() => Service, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'service_id', foreignKeyConstraintName: 'favourites_service_fk' })
  service!: Relation<Service>;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'favourites_user_fk' })
  user!: Relation<User>;
}
