import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Provider } from './provider.entity';
import { Service } from './service.entity';

/** A service as a supplier lists it, and what it is here. */
@Entity('vendor_services')
@Index('vendor_services_service_idx', ['serviceId'], { where: 'service_id IS NOT NULL' })
export class VendorService {
  @PrimaryColumn({ name: 'provider_id', type: 'integer' })
  providerId!: number;

  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'service_id', type: 'integer', nullable: true })
  serviceId!: number | null;

  /** An operator said so; no list changes it. */
  @Column({ name: 'is_manual', type: 'boolean', default: false })
  isManual!: boolean;

  @Column({ name: 'seen_at', type: 'timestamptz' })
  seenAt!: Date;

  @Column({ name: 'gone_at', type: 'timestamptz', nullable: true })
  goneAt!: Date | null;

  @ManyToOne(() => Provider, { nullable: false })
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'vendor_services_provider_fk' })
  provider!: Relation<Provider>;

  @ManyToOne(() => Service, { nullable: true })
  @JoinColumn({ name: 'service_id', foreignKeyConstraintName: 'vendor_services_service_fk' })
  service!: Relation<Service> | null;
}
