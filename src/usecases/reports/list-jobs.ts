import type { App } from '../../app';
import { type GaugeRow, readGauges } from '../../database/queries/gauges';
import { type JobTickRow, type LeaseRow, readJobTicks, readLeases } from '../../database/queries/jobs';

export interface Operations {
  /** When each job was taken last, and by which process. */
  readonly ticks: readonly JobTickRow[];
  /** Who does what only one process may do. */
  readonly leases: readonly LeaseRow[];
  /** What waits. */
  readonly queues: readonly GaugeRow[];
}

export async function listJobs({ db }: App): Promise<Operations> {
  const [ticks, leases, gauges] = await Promise.all([readJobTicks(db), readLeases(db), readGauges(db)]);
  return { ticks, leases, queues: gauges.filter(({ metric }) => metric !== 'recent') };
}
