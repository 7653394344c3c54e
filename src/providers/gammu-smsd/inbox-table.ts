import { Pool, type PoolConfig } from 'pg';
import type { ProviderFault, ProviderSettings, SimSign } from '../../ports/sms-provider';
import { providerFault } from '../kit/reply';
import type { GammuDatabase } from './options';
import type { InboxRow } from './read-inbox-rows';

const MOST_ROWS = 200;

const UNREAD = `
  SELECT i."ID"::text AS id, i."TextDecoded" AS decoded, i."SenderNumber" AS sender, i."Coding" AS coding, i."UDH" AS udh,
    i."RecipientID" AS "phoneId",
    (SELECT NULLIF(p."IMSI", '') FROM phones p WHERE p."ID" = i."RecipientID" ORDER BY p."UpdatedInDB" DESC LIMIT 1) AS imsi,
    to_char(i."ReceivingDateTime", 'YYYY-MM-DD HH24:MI:SS') AS "sentAt",
    extract(epoch FROM LOCALTIMESTAMP - i."UpdatedInDB")::float8 AS "ageS"
  FROM inbox i WHERE NOT i."Processed" ORDER BY i."ID" LIMIT ${MOST_ROWS}`;

/** The daemon says at each look at its modem until when it should have looked again. */
const PHONES = `
  SELECT "ID" AS "phoneId", NULLIF("IMSI", '') AS imsi, "Signal" AS signal,
    extract(epoch FROM LOCALTIMESTAMP - "TimeOut")::float8 AS "lateS"
  FROM phones`;
/** A daemon on its way through many SMS says nothing for some time. */
const LATE_S = 90;

/** The tables of the daemon's SQL service, in PostgreSQL. Rows are marked as processed, by its own column for that. */
export class InboxTable {
  private readonly pool: Pool;

  constructor(database: GammuDatabase, { apiKey, timeoutMs }: Pick<ProviderSettings, 'apiKey' | 'timeoutMs'>) {
    const { host, port, name, user, tls } = database;
    const config: PoolConfig = {
      ...{ host, port, database: name, user, password: apiKey, ssl: tls ? { rejectUnauthorized: true } : false },
      ...{ connectionTimeoutMillis: timeoutMs, query_timeout: timeoutMs, statement_timeout: timeoutMs },
      // Connections end by themselves when nobody asks any more, as after a change of the row.
      ...{ max: 1, idleTimeoutMillis: 30_000, allowExitOnIdle: true, application_name: 'numbershop' },
    };
    this.pool = new Pool(config);
    // A connection that breaks while it is idle is made anew by the next question.
    this.pool.on('error', () => undefined);
  }

  async listUnread(): Promise<InboxRow[]> {
    return (await this.pool.query<InboxRow>(UNREAD)).rows;
  }

  async markProcessed(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.pool.query('UPDATE inbox SET "Processed" = true WHERE "ID" = ANY ($1::bigint[])', [ids]);
  }

  async listSims(): Promise<SimSign[]> {
    const { rows } = await this.pool.query<{ phoneId: string; imsi: string | null; signal: number; lateS: number }>(
      PHONES,
    );
    return rows.map(({ phoneId, imsi, signal, lateS }) => ({
      slot: imsi ? { name: phoneId, imsi } : { name: phoneId },
      signal: signal >= 0 && signal <= 100 ? signal : undefined,
      isAlive: lateS < LATE_S,
    }));
  }
}

/** What is wrong, in words without the address and the password. */
export function faultOfDatabase(error: unknown): ProviderFault {
  const { code = '' } = error as { code?: string };
  // Classes 28 and 3D of SQLSTATE, and what is refused to this user.
  if (code.startsWith('28')) return providerFault('auth', 'the database refuses the user or the password');
  if (code === '3D000') return providerFault('mapping', 'there is no such database');
  if (code === '42501') return providerFault('auth', 'the user may not read and update the table inbox');
  if (code === '42P01' || code === '42703') return providerFault('mapping', 'the tables are not those of gammu-smsd');
  return providerFault('unavailable', code ? `the database: ${code}` : 'the database does not answer');
}
