import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Service } from './service.entity';

/** A service that the sweep for announcements has seen in stock, so that it is new no more. */
@Entity('announced_services')
export class AnnouncedService {
  @PrimaryColumn({ name: 'service_id', type: 'integer' })
  serviceId!: number;

  @Column({ name: 'seen_at', type: 'timestamptz' })
  seenAt!: Date;

  @OneToOne(() => Service)
  @JoinColumn({ name: 'service_id', foreignKeyConstraintName: 'announced_services_service_fk' })
  service!: Relation<Service>;
}
