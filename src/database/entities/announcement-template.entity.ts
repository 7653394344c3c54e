import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnnouncementKind } from '../../domain/channel/announcement-kind';
import type { Language } from '../../domain/language';

/** The operator's words for a kind of announcement in one language. */
@Entity('announcement_templates')
@Check('announcement_templates_kind_known', `kind IN ('RESTOCK', 'PRICE_CHANGE', 'NEW_SERVICE')`)
@Check('announcement_templates_language_known', `language IN ('en', 'ar', 'ru')`)
@Check('announcement_templates_has_list', `text LIKE '%{list}%'`)
export class AnnouncementTemplate {
  @PrimaryColumn({ type: 'text' })
  kind!: AnnouncementKind;

  @PrimaryColumn({ type: 'text' })
  language!: Language;

  @Column({ type: 'text' })
  text!: string;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
