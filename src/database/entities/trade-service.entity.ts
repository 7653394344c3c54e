import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A service that the trade has words for, whether we sell it or not. */
@Entity('trade_services')
export class TradeService {
  @PrimaryColumn({ type: 'text' }) handler!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ name: 'five_sim', type: 'text' }) fiveSim!: string;
}
