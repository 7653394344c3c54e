import type { Access } from '../access';
import { Lease } from '../entities/lease.entity';

/** Who may do what only one process may do. The database's clock decides, since the processes' clocks differ. */
export class LeaseStore {
  constructor(private readonly db: Access) {}

  /**
   * Takes a free lease or renews the own one. The term rises with each new holder. Undefined: somebody else has it. One
   * that would last longer than any does is from before the database's clock was set back, and is free.
   */
  async acquire(name: string, holder: string, validityMs: number): Promise<{ term: bigint } | undefined> {
    const [row] = await this.db.sql.rows<{ term: bigint }>(
      'leases.acquire',
      `INSERT INTO leases (name, holder, term, expires_at)
       VALUES ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
       ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, expires_at = EXCLUDED.expires_at,
         term = leases.term + CASE WHEN leases.holder = EXCLUDED.holder THEN 0 ELSE 1 END
       WHERE leases.holder = EXCLUDED.holder OR leases.expires_at <= clock_timestamp()
         OR leases.expires_at > clock_timestamp() + $3 * interval '1 millisecond'
       RETURNING term`,
      [name, holder, validityMs],
    );
    return row;
  }

  /** Lets the next one in at once. */
  async release(name: string, holder: string): Promise<void> {
    await this.db.manager.update(Lease, { name, holder }, { expiresAt: () => 'clock_timestamp()' });
  }
}
