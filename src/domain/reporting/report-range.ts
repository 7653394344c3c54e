import { type Problem, problem } from '../problems';
import { HOUR_MS } from '../time';
import { isTimeZone } from '../time-zone';

export const REPORT_INTERVALS = ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
export type ReportInterval = (typeof REPORT_INTERVALS)[number];

/** What a report is about: from an instant on, before another, in pieces of a calendar that some time zone keeps. */
export interface ReportRange {
  readonly from: Date;
  readonly to: Date;
  readonly interval: ReportInterval;
  /** IANA, such as "Europe/Riga". Weeks begin on Monday. */
  readonly timeZone: string;
}

const LENGTH_MS = { HOUR: HOUR_MS, DAY: 24 * HOUR_MS, WEEK: 7 * 24 * HOUR_MS, MONTH: 28 * 24 * HOUR_MS } as const;
export const MOST_BUCKETS = 750;

/** Why a report cannot be made for this range; undefined when it can. */
export function rangeProblem({ from, to, interval, timeZone }: ReportRange): Problem | undefined {
  if (!(from < to)) return problem('range_backwards');
  if (!isTimeZone(timeZone)) return problem('time_zone');
  const buckets = Math.ceil((to.getTime() - from.getTime()) / LENGTH_MS[interval]);
  if (buckets <= MOST_BUCKETS) return undefined;
  return problem('range_too_fine', { count: buckets, most: MOST_BUCKETS });
}
