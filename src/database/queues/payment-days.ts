import type { Difference } from '../../domain/payment/compare-day';
import type { Access } from '../access';
import { PaymentDay } from '../entities/payment-day.entity';

export interface DayResult {
  readonly theirs: number;
  readonly ours: number;
  readonly isListed: boolean;
  readonly differences: readonly Difference[];
}

/** So many of a day's differences are kept; their number is kept whole. */
const MOST_KEPT = 100;

/** Days of ways to pay that are to be compared with the lists of their providers, and what came of it. */
export class PaymentDayStore {
  constructor(private readonly db: Access) {}

  /** The days from `from` to `to` of every way to pay that was in use then, due at once. Days that are there stay as they are. */
  async plan(o: { from: string; to: string; dueAt: Date }): Promise<void> {
    await this.db.sql.rows(
      'paymentDays.plan',
      `INSERT INTO payment_days (method_id, day, due_at)
       SELECT m.id, d.day::date, $3 FROM payment_methods m, generate_series($1::date, $2::date, '1 day') AS d(day)
       WHERE (m.created_at AT TIME ZONE 'UTC')::date <= d.day AND (m.is_active OR EXISTS (
         SELECT 1 FROM payments p WHERE p.method_id = m.id AND p.created_at > d.day - interval '8 days'))
       ON CONFLICT ON CONSTRAINT payment_days_pkey DO NOTHING`,
      [o.from, o.to, o.dueAt],
    );
  }

  /** Somebody wants to know now. */
  async ask(o: { methodId: number; day: string; now: Date }): Promise<void> {
    await this.db.sql.rows(
      'paymentDays.ask',
      `INSERT INTO payment_days (method_id, day, due_at) VALUES ($1, $2, $3)
       ON CONFLICT ON CONSTRAINT payment_days_pkey DO UPDATE SET due_at = EXCLUDED.due_at, tries = 0`,
      [o.methodId, o.day, o.now],
    );
  }

  /** Days whose provider is to be asked; this process has them until `leasedUntil`. Stars are asked for over the chat instead. */
  async claim(o: { now: Date; leasedUntil: Date; stars: string; limit: number }) {
    return this.db.sql.rows<{ methodId: number; day: string }>(
      'paymentDays.claim',
      `UPDATE payment_days d SET due_at = $2, tries = d.tries + 1
       FROM (SELECT x.method_id, x.day FROM payment_days x JOIN payment_methods m ON m.id = x.method_id
             WHERE x.due_at <= $1 AND m.protocol <> $3 ORDER BY x.due_at LIMIT $4 FOR UPDATE OF x SKIP LOCKED) due
       WHERE d.method_id = due.method_id AND d.day = due.day
       RETURNING d.method_id AS "methodId", d.day::text AS day`,
      [o.now, o.leasedUntil, o.stars, o.limit],
    );
  }

  /** Days of Stars that are due. Nobody has them for himself: only the process that owns the bot's session gets answers. */
  async listDue(o: { now: Date; protocol: string; limit: number }) {
    return this.db.sql.rows<{ methodId: number; day: string }>(
      'paymentDays.due',
      `SELECT d.method_id AS "methodId", d.day::text AS day FROM payment_days d
       JOIN payment_methods m ON m.id = d.method_id WHERE d.due_at <= $1 AND m.protocol = $2 ORDER BY d.due_at LIMIT $3`,
      [o.now, o.protocol, o.limit],
    );
  }

  find(methodId: number, day: string): Promise<PaymentDay | null> {
    return this.db.manager.findOneBy(PaymentDay, { methodId, day });
  }

  listOf(day: string): Promise<PaymentDay[]> {
    return this.db.manager.find(PaymentDay, { where: { day }, order: { methodId: 'ASC' } });
  }

  /** What came of a comparison. `dueAt`: when it is looked at again. */
  async keep(o: { methodId: number; day: string; result: DayResult; dueAt: Date | null; now: Date }): Promise<void> {
    const { differences, ...counts } = o.result;
    const { methodId, day, dueAt, now } = o;
    await this.db.manager.upsert(
      PaymentDay,
      {
        ...{ methodId, day, dueAt, comparedAt: now, problem: null, ...counts },
        ...{ differences: differences.length, found: differences.slice(0, MOST_KEPT) as never },
      },
      ['methodId', 'day'],
    );
  }

  /** It could not be compared. What an earlier try found stays. */
  async fail(o: { methodId: number; day: string; why: string; dueAt: Date | null }): Promise<void> {
    const { methodId, day, why: problem, dueAt } = o;
    await this.db.manager.upsert(PaymentDay, { methodId, day, problem, dueAt }, ['methodId', 'day']);
  }

  /** The differences of all days of a way to pay. */
  async countDifferences(methodId: number): Promise<number> {
    return (await this.db.manager.sum(PaymentDay, 'differences', { methodId })) ?? 0;
  }
}
