import type { Access } from '../access';
import { type Row, select } from '../columns';
import { JobTick } from '../entities/job-tick.entity';
import { Lease } from '../entities/lease.entity';
import { type GaugeRow, readGauges } from './gauges';

const LEASE = select(Lease, '', ['name', 'holder', 'term', 'expiresAt']);
type LeaseRow = Row<typeof LEASE> & { readonly isHeld: boolean };

/** The database's clock says who holds what, as in taking a lease. */
async function readLeases({ sql }: Access): Promise<LeaseRow[]> {
  return sql.rows<LeaseRow>(
    'jobs.leases',
    `SELECT ${LEASE}, expires_at > clock_timestamp() AS "isHeld"
     FROM leases ORDER BY name`,
  );
}

export interface Operations {
  /** When each job was taken last, and by which process. */
  readonly ticks: readonly JobTick[];
  /** Who does what only one process may do. */
  readonly leases: readonly LeaseRow[];
  /** What waits. */
  readonly queues: readonly GaugeRow[];
}

export async function readOperations(db: Access, now: Date): Promise<Operations> {
  const [ticks, leases, gauges] = await Promise.all([
    db.manager.find(JobTick, { order: { job: 'ASC' } }),
    readLeases(db),
    readGauges(db, now),
  ]);
  return { ticks, leases, queues: gauges.filter(({ metric }) => metric !== 'recent' && metric !== 'flood') };
}
