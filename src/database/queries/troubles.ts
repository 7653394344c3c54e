import type { Access } from '../access';

/** One thing that keeps a shop from selling, found by looking at its rows. */
export interface Trouble {
  /** What was looked at. */
  readonly name:
    | 'providers'
    | 'offers'
    | 'stock'
    | 'catalogue'
    | 'channels'
    | 'webhooks'
    | 'events'
    | 'alerts'
    | 'telegram'
    | 'work';
  readonly isSevere: boolean;
  /** What is so, and what to do. */
  readonly detail: string;
}

/** Each answers with sentences; the first column says whether nothing can be sold because of it. */
const LOOKS: readonly (readonly [Trouble['name'], string])[] = [
  [
    'catalogue',
    `SELECT false AS severe, 'nothing is for sale: no active service in an active country has an active offer; add them in the panel, or "npm run shop -- config apply"' AS detail
     WHERE NOT EXISTS (SELECT 1 FROM offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
       WHERE o.is_active AND s.is_active AND s.deleted_at IS NULL AND c.is_active)`,
  ],
  [
    'providers',
    `SELECT true AS severe, format('%s: no key is set, and its protocol %s needs one; enter it in the panel', p.name, p.protocol) AS detail
     FROM providers p WHERE p.is_active AND p.api_key_sealed IS NULL AND p.protocol NOT IN ('source_chat', 'generic_inbox', 'scripted')
       AND EXISTS (SELECT 1 FROM routes r WHERE r.provider_id = p.id AND r.is_active AND NOT r.is_pool)
     UNION ALL SELECT false, format('%s: paused until %s because of "%s"; repair that, then test the connection', p.name,
       to_char(p.paused_until AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), COALESCE(p.pause_reason, p.last_fault))
     FROM providers p WHERE p.is_active AND p.paused_until > now()
     UNION ALL SELECT false, format('%s: our balance there is empty; top it up', p.name)
     FROM providers p WHERE p.is_active AND p.balance <= 0`,
  ],
  [
    'offers',
    `SELECT false AS severe, format('%s active offer(s) have no active route, so they never have stock: %s; add routes or turn them off',
       count(*), string_agg(place, ', ' ORDER BY place) FILTER (WHERE n <= 5)) AS detail
     FROM (SELECT s.code || '/' || c.iso AS place, row_number() OVER (ORDER BY s.code, c.iso) AS n
       FROM offers o JOIN services s ON s.id = o.service_id AND s.is_active AND s.deleted_at IS NULL
         JOIN countries c ON c.id = o.country_id AND c.is_active
       WHERE o.is_active AND NOT EXISTS (SELECT 1 FROM routes r JOIN providers p ON p.id = r.provider_id AND p.is_active
         WHERE r.offer_id = o.id AND r.is_active)) bare HAVING count(*) > 0`,
  ],
  [
    'stock',
    `SELECT false AS severe, format('%s route(s) sell our own numbers and have none left: %s; import numbers', count(*),
       string_agg(place, ', ' ORDER BY place) FILTER (WHERE n <= 5)) AS detail
     FROM (SELECT s.code || '/' || c.iso AS place, row_number() OVER (ORDER BY s.code, c.iso) AS n
       FROM routes r JOIN offers o ON o.id = r.offer_id AND o.is_active JOIN services s ON s.id = o.service_id AND s.is_active
         AND s.deleted_at IS NULL JOIN countries c ON c.id = o.country_id AND c.is_active
       WHERE r.is_active AND r.is_pool AND NOT EXISTS (SELECT 1 FROM numbers n WHERE n.provider_id = r.provider_id
         AND n.service_id = o.service_id AND n.country_id = o.country_id AND n.status = 'AVAILABLE')) bare HAVING count(*) > 0`,
  ],
  [
    'channels',
    `SELECT false AS severe, format('%s: %s; give the bot its rights there again, or take the channel off', title, trouble) AS detail
     FROM channels WHERE trouble IS NOT NULL`,
  ],
  [
    'webhooks',
    `SELECT false AS severe, format('%s: it shall push its messages and has not since %s; look at the address entered there', name,
       COALESCE(to_char(webhook_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), 'ever')) AS detail
     FROM providers WHERE is_active AND mode = 'WEBHOOK' AND (webhook_seen_at IS NULL OR webhook_missed_at > webhook_seen_at)`,
  ],
  [
    'events',
    `SELECT false AS severe, format('endpoint %s %s (%s); repair the other side, then updateEventEndpoint(id: %s, isActive: true)', id,
       CASE WHEN is_active THEN 'fails since ' || to_char(failing_since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')
         ELSE 'was turned off' END, COALESCE(problem, 'no reason'), id) AS detail
     FROM event_endpoints WHERE failing_since IS NOT NULL AND resale_key_id IS NULL`,
  ],
  [
    'work',
    `SELECT false AS severe, format('%s message(s) to Telegram wait for more than five minutes; does a process with the role bot run?', count(*)) AS detail
     FROM outbox WHERE state = 'WAITING' AND due_at < now() - interval '5 minutes' HAVING count(*) > 0
     UNION ALL SELECT true, format('%s reservation(s) should have expired; does a process with the role worker run?', count(*))
     FROM reservations WHERE status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING') AND expires_at < now() - interval '1 minute'
     HAVING count(*) > 0`,
  ],
  [
    'alerts',
    `SELECT false AS severe, format('%s alert(s) stand (%s); the panel shows them under Alerts', count(*), string_agg(DISTINCT kind, ', ')) AS detail
     FROM operator_alerts HAVING count(*) > 0`,
  ],
];

export async function readTroubles({ sql }: Access): Promise<Trouble[]> {
  const found: Trouble[] = [];
  for (const [name, text] of LOOKS) {
    const rows = await sql.rows<{ severe: boolean; detail: string }>(`troubles.${name}`, text);
    found.push(...rows.map(({ severe, detail }) => ({ name, isSevere: severe, detail })));
  }
  return found;
}

export interface StoredProviderRow {
  readonly name: string;
  readonly protocol: string;
  readonly baseUrl: string;
  readonly options: Record<string, unknown>;
  readonly isActive: boolean;
  readonly sealedKeys: readonly { readonly what: string; readonly sealed: Buffer }[];
}

/** Every supplier as it is stored, for a look whether anything can be done with it. */
export async function readStoredProviders({ sql }: Access): Promise<StoredProviderRow[]> {
  const rows = await sql.rows<
    Omit<StoredProviderRow, 'sealedKeys'> & { apiKey: Buffer | null; webhookKey: Buffer | null }
  >(
    'troubles.storedProviders',
    `SELECT name, protocol, base_url AS "baseUrl", options, is_active AS "isActive", api_key_sealed AS "apiKey",
       webhook_key_sealed AS "webhookKey" FROM providers ORDER BY name`,
  );
  return rows.map(({ apiKey, webhookKey, ...row }) => ({
    ...row,
    sealedKeys: [
      ...(apiKey ? [{ what: 'key', sealed: apiKey }] : []),
      ...(webhookKey ? [{ what: 'webhook key', sealed: webhookKey }] : []),
    ],
  }));
}

/** In which money active suppliers that are bought from name their prices. */
export async function readProviderMoney({ sql }: Access) {
  return sql.rows<{
    name: string;
    protocol: string;
    options: Record<string, unknown>;
    currency: string | null;
    exchangeRate: string | null;
  }>(
    'troubles.money',
    `SELECT name, protocol, options, currency, exchange_rate::text AS "exchangeRate" FROM providers p
     WHERE is_active AND EXISTS (SELECT 1 FROM routes r WHERE r.provider_id = p.id AND r.is_active AND NOT r.is_pool)
     ORDER BY name`,
  );
}

/** How far the database's clock is ahead of `now`, in seconds. */
export async function readClockLead({ sql }: Access, now: () => Date): Promise<number> {
  const before = now().getTime();
  const [row] = await sql.rows<{ at: Date }>('troubles.clock', 'SELECT clock_timestamp() AS at');
  const middle = (before + now().getTime()) / 2;
  return (row!.at.getTime() - middle) / 1_000;
}
