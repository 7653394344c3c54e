import type { App } from '../../../app';
import { createChangeReader } from '../../../usecases/resale/read-when-changed';
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

/** Of so many groups the tables are kept; the one that was asked for longest ago is forgotten. */
const MOST_GROUPS = 8;

/** Keeps whole tables ready, see `createChangeReader`. `read` reads the rows for one group. */
export function createResaleTables<Row>(
  app: Pick<App, 'db' | 'clock' | 'log'>,
  read: (priceGroupId: number | null) => Promise<readonly Row[]>,
): ResaleTables<Row> {
  const readers = new Map<number | null, () => Promise<ResaleTable<Row>>>();
  return {
    get(group) {
      const reader =
        readers.get(group) ??
        createChangeReader(app, { version: 'resale_table_version', read: async () => createTable(await read(group)) });
      readers.delete(group);
      readers.set(group, reader);
      if (readers.size > MOST_GROUPS) readers.delete(readers.keys().next().value!);
      return reader();
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
