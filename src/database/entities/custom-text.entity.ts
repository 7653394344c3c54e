import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '../../domain/language';
import type { TextKey } from '../../domain/texts/custom-texts';

/** A text for buyers in an operator's own words. */
@Entity('shop_texts')
export class CustomText {
  @PrimaryColumn({ type: 'text' }) language!: Language;
  @PrimaryColumn({ type: 'text' }) key!: TextKey;
  @Column({ type: 'text' }) text!: string;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
