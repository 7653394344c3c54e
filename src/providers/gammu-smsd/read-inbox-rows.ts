import { createHash } from 'node:crypto';
import { instantOf } from '../../domain/wall-clock';
import type { InboxText } from '../../ports/sms-provider';
import { withNationalLetters } from '../kit/national-letters';
import { readUserDataHeader } from '../sms-encoding';
import { earlier } from './read-inbox-file';
import { UNKNOWN_ESCAPE } from './turkish-letters';

/** A row of the table `inbox`, as the daemon's SQL service writes it: one for each part. */
export interface InboxRow {
  readonly id: string;
  /** The whole SMS in the row of its first part, empty in the others. */
  readonly decoded: string;
  readonly sender: string;
  readonly coding: string;
  /** Hexadecimal, with its length in front. */
  readonly udh: string;
  readonly phoneId: string;
  readonly imsi: string | null;
  /** On the daemon's wall. */
  readonly sentAt: string;
  /** Seconds since the row was written, by the clock of the database. */
  readonly ageS: number;
}

/** The table keeps whole seconds, rounded: an SMS may be so much younger, and one older than a reservation is not for it. */
const ROUNDED_S = 0.5;

/** The SMS of these rows. A further part of a long one says nothing by itself: its words stand in the first one's row. */
export function readInboxRows(rows: readonly InboxRow[], o: { now: Date; timeZone?: string }): InboxText[] {
  return rows.flatMap((row): InboxText[] => {
    const header = readUserDataHeader(Buffer.from(row.udh, 'hex'));
    if (row.decoded === '' && (header?.part?.number ?? 1) > 1) return [];
    const tables = header?.tables ?? {};
    const isNational = (tables.locking ?? tables.single) !== undefined && row.coding.startsWith('Default');
    const cameAt = new Date(o.now.getTime() - Math.max(0, row.ageS - ROUNDED_S) * 1000);
    return [
      {
        externalId: identityOf(row),
        slot: row.imsi ? { name: row.phoneId, imsi: row.imsi } : { name: row.phoneId },
        text: isNational ? withNationalLetters(row.decoded, tables, UNKNOWN_ESCAPE) : row.decoded,
        sender: row.sender || undefined,
        receivedAt: earlier(o.timeZone ? instantOf(row.sentAt, o.timeZone) : undefined, cameAt),
      },
    ];
  });
}

/** Numbers of rows begin anew when somebody makes the table again; what the row says does not. */
function identityOf({ id, sentAt, sender, decoded }: InboxRow): string {
  const said = createHash('sha256').update([sentAt, sender, decoded].join('\n')).digest('hex');
  return `inbox:${id}:${said.slice(0, 16)}`;
}
