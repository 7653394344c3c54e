import { Gauge, type Registry } from 'prom-client';
import type { App } from '../../app';
import { readGauges } from '../../database/queries/gauges';
import { ALERT_KINDS } from '../../domain/alert-kind';
import { OPEN_STATUSES, RESERVATION_STATUSES } from '../../domain/reservation/reservation-status';

const LANES = ['0', '1', '2'];
const STORED = ['STORED', 'ORPHAN'];

/**
 * Gauges read from the database by `refresh`, to be called before each scrape (the library collects all metrics at once,
 * so that one cannot fill the others). While the database cannot be reached they are left out and `_up` is 0.
 */
export function addDatabaseGauges(registry: Registry, app: App): { refresh(): Promise<void> } {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `numbershop_${name}`, help, labelNames, registers: [registry] });
  const outbox = gauge('outbox_waiting', 'Messages waiting to be sent to Telegram.', 'lane');
  const inbox = gauge('inbox_waiting', 'Updates from Telegram waiting to be handled.');
  const messages = gauge('messages', 'Inbound SMS that were not applied to a reservation.', 'status');
  const open = gauge('reservations_open', 'Open reservations by stage.', 'status');
  const recent = gauge('reservations_recent', 'The newest 1000 reservations by status.', 'status');
  const events = gauge('events_waiting', 'Outbound webhooks waiting to be delivered, of endpoints that are on.');
  const flood = gauge('telegram_flood_seconds', 'Until Telegram may be asked again, where it asks to wait longest.');
  const alerts = gauge('operator_alerts', 'Troubles that stand, by kind.', 'kind');
  const pool = gauge('database_connections', 'Connections of this process to the database.', 'state');
  const up = gauge('database_up', 'Whether the database answered this scrape.');

  async function refresh(): Promise<void> {
    setPool();
    const rows = await readGauges(app.db, app.clock.now()).catch(() => undefined);
    up.set(rows ? 1 : 0);
    for (const each of [outbox, messages, open, recent, alerts]) each.reset();
    if (!rows) {
      for (const each of [events, flood, inbox]) each.remove();
      return;
    }
    const counts = new Map(rows.map(({ metric, label, count }) => [`${metric} ${label}`, count]));
    inbox.set(counts.get('inbox ') ?? 0);
    events.set(counts.get('events ') ?? 0);
    flood.set(counts.get('flood ') ?? 0);
    for (const kind of ALERT_KINDS) alerts.set({ kind }, counts.get(`alerts ${kind}`) ?? 0);
    for (const lane of LANES) outbox.set({ lane }, counts.get(`outbox ${lane}`) ?? 0);
    for (const status of STORED) messages.set({ status }, counts.get(`messages ${status}`) ?? 0);
    for (const status of OPEN_STATUSES) open.set({ status }, counts.get(`open ${status}`) ?? 0);
    for (const status of RESERVATION_STATUSES) recent.set({ status }, counts.get(`recent ${status}`) ?? 0);
  }

  function setPool(): void {
    const { totalCount, idleCount, waitingCount } = app.db.pool;
    pool.set({ state: 'used' }, totalCount - idleCount);
    pool.set({ state: 'idle' }, idleCount);
    pool.set({ state: 'waited_for' }, waitingCount);
  }

  return { refresh };
}
