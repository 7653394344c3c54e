import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnnouncementKind } from '../../domain/channel/announcement-kind';
import type { Language } from '../../domain/language';

/** The operator's words for a kind of announcement in one language. */
@Entity('announcement_templates')
export class AnnouncementTemplate {
  @PrimaryColumn({ type: 'text' }) kind!: AnnouncementKind;
  @PrimaryColumn({ type: 'text' }) language!: Language;
  @Column({ type: 'text' }) text!: string;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
