import { Counter, Histogram, type Registry } from 'prom-client';
import type { App } from '../../app';
import { readCountsBetween, readEndedSince, readLastPosition } from '../../database/queries/shop-figures';
import { addMs } from '../../domain/time';

/** What is younger may still be under way: a transaction, or a try to deliver. */
const LAG_MS = 15_000;
const PUBLISHED_AT_ONCE = 10_000;

/**
 * Counters of the whole shop, read from the database by `refresh` before each scrape, from the first scrape of this process on.
 * Every process counts the same, so with several of them one takes the largest, not the sum.
 */
export function addShopCounters(registry: Registry, app: App): { refresh(): Promise<void> } {
  const registers = [registry];
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `numbershop_${name}`, help: `${help} Of the whole shop.`, labelNames, registers });
  const ended = counter('reservations_total', 'Reservations that ended, by status and provider.', 'status', 'provider');
  const sms = counter('sms_total', 'SMS that came in, by provider and source.', 'provider', 'source');
  const outbox = counter(
    'outbox_total',
    'Messages to Telegram that came to an end, by lane and state.',
    'lane',
    'state',
  );
  const tries = counter('event_tries_total', 'Tries to deliver outbound webhooks.', 'outcome');
  const seconds = new Histogram({
    name: 'numbershop_seconds_to_code',
    help: 'Seconds from the order to its first code, by provider. Of the whole shop.',
    labelNames: ['provider'],
    buckets: [5, 10, 20, 30, 60, 120, 300, 600, 1200],
    registers,
  });
  let seen: { position: bigint; until: Date } | undefined;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    await app.db.events.publish(PUBLISHED_AT_ONCE);
    const to = addMs(app.clock.now(), -LAG_MS);
    if (!seen) {
      seen = { position: await readLastPosition(app.db), until: to };
      return;
    }
    const { position, until: from } = seen;
    const isLater = to > from; // unless the clock was set back
    const reservations = await readEndedSince(app.db, position);
    const counts = isLater ? await readCountsBetween(app.db, { from, to }) : [];
    seen = { position: reservations.at(-1)?.position ?? position, until: isLater ? to : from };
    for (const { status, provider, secondsToCode } of reservations) {
      ended.inc({ status, provider: provider ?? 'none' });
      if (secondsToCode !== null) seconds.observe({ provider: provider ?? 'none' }, secondsToCode);
    }
    for (const { metric, labels, count } of counts) {
      const [first, second] = labels;
      if (metric === 'sms') sms.inc({ provider: first, source: second }, count);
      else if (metric === 'outbox') outbox.inc({ lane: first, state: second }, count);
      else tries.inc({ outcome: first }, count);
    }
  }

  return {
    // Two scrapes at once must not count the same twice. What cannot be read now is counted by the next.
    refresh() {
      reading ??= read()
        .catch((err: unknown) => app.log.warn({ err }, 'the counters of the shop could not be read'))
        .finally(() => {
          reading = undefined;
        });
      return reading;
    },
  };
}
