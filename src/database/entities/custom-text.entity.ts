import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '../../domain/language';
import type { TextKey } from '../../domain/texts/custom-texts';

/** A text for buyers in an operator's own words. */
@Entity('shop_texts')
@Check('shop_texts_language_known', `language IN ('en', 'ar', 'ru')`)
@Check('shop_texts_not_blank', `text ~ '\\S'`)
export class CustomText {
  @PrimaryColumn({ type: 'text' })
  language!: Language;

  @PrimaryColumn({ type: 'text' })
  key!: TextKey;

  @Column({ type: 'text' })
  text!: string;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
