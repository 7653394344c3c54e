import type { Access } from '../access';
import { type GaugeRow, readGauges } from './gauges';

interface JobTickRow {
  readonly job: string;
  readonly slot: Date;
  readonly holder: string;
}

interface LeaseRow {
  readonly name: string;
  readonly holder: string;
  readonly term: bigint;
  readonly expiresAt: Date;
  readonly isHeld: boolean;
}

async function readJobTicks({ sql }: Access): Promise<JobTickRow[]> {
  return sql.rows<JobTickRow>('jobs.ticks', 'SELECT job, slot, holder::text FROM job_ticks ORDER BY job');
}

/** The database's clock says who holds what, as in taking a lease. */
async function readLeases({ sql }: Access): Promise<LeaseRow[]> {
  return sql.rows<LeaseRow>(
    'jobs.leases',
    `SELECT name, holder::text, term, expires_at AS "expiresAt", expires_at > clock_timestamp() AS "isHeld"
     FROM leases ORDER BY name`,
  );
}

export interface Operations {
  /** When each job was taken last, and by which process. */
  readonly ticks: readonly JobTickRow[];
  /** Who does what only one process may do. */
  readonly leases: readonly LeaseRow[];
  /** What waits. */
  readonly queues: readonly GaugeRow[];
}

export async function readOperations(db: Access): Promise<Operations> {
  const [ticks, leases, gauges] = await Promise.all([readJobTicks(db), readLeases(db), readGauges(db)]);
  return { ticks, leases, queues: gauges.filter(({ metric }) => metric !== 'recent') };
}
