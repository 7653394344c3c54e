import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A service that the sweep for announcements has seen in stock, so that it is new no more. */
@Entity('announced_services')
export class AnnouncedService {
  @PrimaryColumn({ name: 'service_id', type: 'integer' }) serviceId!: number;
  @Column({ name: 'seen_at', type: 'timestamptz' }) seenAt!: Date;
}
