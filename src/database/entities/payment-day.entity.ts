import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Difference } from '../../domain/payment/compare-day';

/** A day of a way to pay, as it was last compared with the list of its provider. */
@Entity('payment_days')
export class PaymentDay {
  @PrimaryColumn({ name: 'method_id', type: 'integer' }) methodId!: number;
  /** `2026-01-31`, in UTC. */
  @PrimaryColumn({ type: 'date' }) day!: string;
  /** When it is compared next; null: it is settled. */
  @Column({ name: 'due_at', type: 'timestamptz', nullable: true }) dueAt!: Date | null;
  @Column({ type: 'integer', default: 0 }) tries!: number;
  /** Null: it never was. */
  @Column({ name: 'compared_at', type: 'timestamptz', nullable: true }) comparedAt!: Date | null;
  /** How much money of the day is known there. */
  @Column({ type: 'integer', default: 0 }) theirs!: number;
  @Column({ type: 'integer', default: 0 }) ours!: number;
  /** False: there is no list, so each invoice of ours was asked for by itself. */
  @Column({ name: 'is_listed', type: 'boolean', default: true }) isListed!: boolean;
  @Column({ type: 'integer', default: 0 }) differences!: number;
  /** The first of them. */
  @Column({ type: 'jsonb', default: [] }) found!: readonly Difference[];
  /** Why the last try came to nothing. */
  @Column({ type: 'text', nullable: true }) problem!: string | null;
}
