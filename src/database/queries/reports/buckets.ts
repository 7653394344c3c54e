import type { ReportInterval, ReportRange } from '../../../domain/reporting/report-range';

/** Values of every report in pieces: $1 from, $2 to, $3 the time zone. */
export function rangeValues({ from, to, timeZone }: ReportRange): unknown[] {
  return [from, to, timeZone];
}

/** In which piece an instant lies. Hours are counted through, so that a night of 25 hours has 25 of them. */
export function bucketOf(instant: string, interval: ReportInterval): string {
  if (interval === 'HOUR') return `date_bin('1 hour', ${instant}, date_trunc('hour', $1::timestamptz, $3::text))`;
  return `date_trunc('${interval.toLowerCase()}', ${instant}, $3::text)`;
}

/** All pieces of the range, the empty ones too, as the column `start`. */
export function buckets(interval: ReportInterval): string {
  const unit = interval.toLowerCase();
  if (interval === 'HOUR') {
    return `SELECT generate_series(date_trunc('hour', $1::timestamptz, $3::text),
      $2::timestamptz - interval '1 microsecond', interval '1 hour') AS start`;
  }
  return `SELECT generate_series(date_trunc('${unit}', $1::timestamptz AT TIME ZONE $3::text),
    ($2::timestamptz - interval '1 microsecond') AT TIME ZONE $3::text, interval '1 ${unit}') AT TIME ZONE $3::text AS start`;
}

/** Reservations last a day at most; so those that ended in the range were made no earlier than this. */
export const MADE_BEFORE_END = "interval '2 days'";
