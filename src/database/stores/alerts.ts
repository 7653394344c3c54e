import type { Access } from '../access';
import { OperatorAlert } from '../entities/operator-alert.entity';

/** Troubles for an operator to repair. */
export class AlertStore {
  constructor(private readonly db: Access) {}

  /** True when the given people (Telegram ids) are told now, false when they were within the last `everyS` seconds. */
  async raise(o: {
    key: string;
    kind: string;
    facts: Readonly<Record<string, unknown>>;
    everyS: number;
    people: readonly bigint[];
    now: Date;
  }): Promise<boolean> {
    const [row] = await this.db.sql.rows<{ told: boolean }>(
      'alerts.raise',
      'SELECT raise_alert($1, $2, $3, $4, $5, $6) AS told',
      [o.key, o.kind, JSON.stringify(o.facts), o.everyS, o.people, o.now],
    );
    return row?.told === true;
  }

  /** The kind of a trouble that stands. */
  async findKind(key: string): Promise<string | undefined> {
    return (await this.db.manager.findOne(OperatorAlert, { select: { key: true, kind: true }, where: { key } }))?.kind;
  }

  /** It is over: these people are told so, once, if anybody was told of it. */
  async end(o: { key: string; people: readonly bigint[]; now: Date }): Promise<boolean> {
    const [row] = await this.db.sql.rows<{ stood: boolean }>('alerts.end', 'SELECT end_alert($1, $2, $3) AS stood', [
      ...[o.key, o.people, o.now],
    ]);
    return row?.stood === true;
  }

  /** It is repaired: when it comes again, it is told again. */
  async clear(key: string): Promise<boolean> {
    return (await this.db.manager.delete(OperatorAlert, { key })).affected === 1;
  }
}
