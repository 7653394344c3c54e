import type { App } from '../../app';
import { readBroadcasts } from '../../database/queries/broadcasts';
import type { BroadcastRow } from '../../database/stores/broadcasts';
import type { PageRequest } from '../../domain/paging/page-request';

/** A broadcast with how far it is. */
export interface BroadcastView extends BroadcastRow {
  /** In one way or another: sent, blocked, failed or dropped. */
  readonly doneCount: number;
  readonly remainingCount: number;
  /** Seconds until the end at the present pace; undefined while nothing is running. */
  readonly remainingS: number | undefined;
}

/** Before that many seconds the pace since the start says little, and the setting is believed. */
const TELLING_S = 5;

export async function findBroadcast(app: App, id: number): Promise<BroadcastView | undefined> {
  const row = await app.db.broadcasts.find(id);
  return row && viewOf(app, row);
}

/** Newest first. */
export async function searchBroadcasts(app: App, page: PageRequest) {
  const found = await readBroadcasts(app.db, page);
  return { ...found, rows: await Promise.all(found.rows.map((row) => viewOf(app, row))) };
}

/** A page by number, newest first. The audience of a draft is whom it would reach now. */
export async function listBroadcasts(
  app: App,
  o: { page: number; pageSize: number },
): Promise<{ items: BroadcastView[]; hasNext: boolean }> {
  const rows = await app.db.broadcasts.listPage(o.pageSize + 1, o.page * o.pageSize);
  const shown = rows.slice(0, o.pageSize);
  const drafts = shown.filter(({ status }) => status === 'DRAFT').map(({ id }) => id);
  const reached = drafts.length > 0 ? await app.db.broadcasts.countAudiences(drafts, app.clock.now()) : [];
  const reach = new Map(reached.map(({ id, count }) => [id, count]));
  const items = await Promise.all(
    shown.map((row) => viewOf(app, { ...row, audienceCount: reach.get(row.id) ?? row.audienceCount })),
  );
  return { items, hasNext: rows.length > o.pageSize };
}

/** How many people a broadcast would reach if it were started now. */
export async function countBroadcastAudience(app: App, id: number): Promise<number> {
  const [audience] = await app.db.broadcasts.countAudiences([id], app.clock.now());
  return audience?.count ?? 0;
}

async function viewOf(app: App, row: BroadcastRow): Promise<BroadcastView> {
  const doneCount = row.sentCount + row.blockedCount + row.failedCount + row.droppedCount;
  const hasEnded = row.status === 'COMPLETED' || row.status === 'CANCELED';
  const remainingCount = hasEnded ? 0 : Math.max(0, row.audienceCount - doneCount);
  if (row.status !== 'RUNNING' || !row.resumedAt) return { ...row, doneCount, remainingCount, remainingS: undefined };
  const runningS = (app.clock.now().getTime() - row.resumedAt.getTime()) / 1_000;
  const done = doneCount - row.doneAtResume;
  const perSecond = runningS >= TELLING_S && done > 0 ? done / runningS : (await app.settings()).broadcastsPerSecond;
  return { ...row, doneCount, remainingCount, remainingS: Math.ceil(remainingCount / Math.max(perSecond, 0.01)) };
}
