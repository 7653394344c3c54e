import type { Access } from '../access';

export interface JobTickRow {
  readonly job: string;
  readonly slot: Date;
  readonly holder: string;
}

export interface LeaseRow {
  readonly name: string;
  readonly holder: string;
  readonly term: bigint;
  readonly expiresAt: Date;
  readonly isHeld: boolean;
}

export async function readJobTicks({ sql }: Access): Promise<JobTickRow[]> {
  return sql.rows<JobTickRow>('jobs.ticks', 'SELECT job, slot, holder::text FROM job_ticks ORDER BY job');
}

/** The database's clock says who holds what, as in taking a lease. */
export async function readLeases({ sql }: Access): Promise<LeaseRow[]> {
  return sql.rows<LeaseRow>(
    'jobs.leases',
    `SELECT name, holder::text, term, expires_at AS "expiresAt", expires_at > clock_timestamp() AS "isHeld"
     FROM leases ORDER BY name`,
  );
}
