import type { App } from '../../../app';
import { readResaleTableVersion, readRunningTransactions } from '../../../database/queries/resale-table-version';
import { type RenderedBytes, renderedBytes } from './rendered-bytes';

/** All that is sold to one price group, and what was rendered of it. Never changes: a change makes a new one. */
export interface ResaleTable<Row> {
  readonly rows: readonly Row[];
  /** The rows in some form, made once and kept as bytes until something changes. `form` names it. */
  rendered(form: string, render: (rows: readonly Row[]) => string): RenderedBytes;
  /** Anything else that is made of the rows once, such as an index of them. `form`: its name, or what else it is made of. */
  derived<Value>(form: string | object, derive: (rows: readonly Row[]) => Value): Value;
}

export interface ResaleTables<Row> {
  /** What this group is offered now: at most a second old, and seldom waited for. `null`: whoever is in no group. */
  get(priceGroupId: number | null): Promise<ResaleTable<Row>>;
}

/** So long nobody asks whether something changed. */
const LOOK_AFTER_MS = 500;
/** Nobody is given what was not looked after for so long; until then the old table is given while a new one is made. */
const OLDEST_MS = 900;
/** What changes by the clock alone (a supplier's pause ends) is seen after so long. */
const READ_ANEW_AFTER_MS = 15_000;
/** Of so many groups the tables are kept; the one that was asked for longest ago is forgotten. */
const MOST_GROUPS = 8;

interface Kept<Row> {
  readonly table: ResaleTable<Row>;
  readonly version: bigint;
  /** What was under way when it was read, and may have changed something that it does not show. */
  readonly pending: readonly string[];
  readonly readAtMs: number;
  lookedAtMs: number;
}

/**
 * Keeps whole tables ready. They are read again when something changed, and not before; nothing runs while nobody asks.
 * `read` reads the rows for one group.
 */
export function createResaleTables<Row>(
  app: Pick<App, 'db' | 'clock' | 'log'>,
  read: (priceGroupId: number | null) => Promise<readonly Row[]>,
): ResaleTables<Row> {
  const kept = new Map<number | null, Kept<Row>>();
  const renewing = new Map<number | null, Promise<ResaleTable<Row>>>();
  const now = () => app.clock.monotonicMs();

  async function renew(group: number | null): Promise<ResaleTable<Row>> {
    const startedAtMs = now();
    const old = kept.get(group);
    const { version, running } = await readResaleTableVersion(app.db);
    const isPast = (xid: string) => !running.includes(xid);
    if (
      old &&
      old.version === version &&
      !old.pending.some(isPast) &&
      startedAtMs - old.readAtMs < READ_ANEW_AFTER_MS
    ) {
      old.lookedAtMs = startedAtMs;
      return old.table;
    }
    // Whoever moved the number before it was read is through by now, and then seen, or named here.
    const behind = await readRunningTransactions(app.db);
    const pending = old?.version === version ? old.pending.filter((xid) => behind.includes(xid)) : behind;
    const table = createTable(await read(group));
    kept.delete(group);
    kept.set(group, { table, version, pending, readAtMs: startedAtMs, lookedAtMs: startedAtMs });
    if (kept.size > MOST_GROUPS) kept.delete(kept.keys().next().value!);
    return table;
  }

  function renewOnce(group: number | null): Promise<ResaleTable<Row>> {
    let one = renewing.get(group);
    if (!one) {
      one = renew(group).finally(() => renewing.delete(group));
      renewing.set(group, one);
    }
    return one;
  }

  return {
    async get(group) {
      const one = kept.get(group);
      const ageMs = one ? now() - one.lookedAtMs : Number.POSITIVE_INFINITY;
      if (!one || ageMs >= OLDEST_MS) return renewOnce(group);
      if (ageMs >= LOOK_AFTER_MS)
        renewOnce(group).catch((err) => app.log.warn({ err }, 'a price table could not be read anew'));
      return one.table;
    },
  };
}

function createTable<Row>(rows: readonly Row[]): ResaleTable<Row> {
  const made = new Map<string | object, unknown>();
  const derived = <Value>(form: string | object, derive: (rows: readonly Row[]) => Value): Value => {
    if (!made.has(form)) made.set(form, derive(rows));
    return made.get(form) as Value;
  };
  return {
    rows,
    derived,
    rendered: (form, render) => derived(form, (all) => renderedBytes(render(all))),
  };
}
