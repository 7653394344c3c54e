import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** The discount that a user wants to have on what they buy next; one at a time. */
@Entity('promo_choices')
export class PromoChoice {
  @PrimaryColumn({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  @Column({ name: 'code_id', type: 'integer' }) codeId!: number;
  @Column({ name: 'chosen_at', type: 'timestamptz' }) chosenAt!: Date;
}
