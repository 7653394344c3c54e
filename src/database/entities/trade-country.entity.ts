import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A country that the trade has words for, whether we sell there or not. */
@Entity('trade_countries')
export class TradeCountry {
  @PrimaryColumn({ type: 'text' }) iso!: string;
  @Column({ type: 'text' }) handler!: string;
  @Column({ name: 'five_sim', type: 'text' }) fiveSim!: string;
}
