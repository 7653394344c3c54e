import type { App } from '../../app';
import {
  type ChannelFilter,
  type ChannelUseRow,
  readChannelList,
  readChannels,
  readChannelsByIds,
} from '../../database/queries/channels';
import type { CandidateRow } from '../../database/stores/channels';
import type { PageRequest } from '../../domain/paging/page-request';

export type ChannelView = ChannelUseRow;

/** The channels that the shop uses: required ones first, in the order of the gate. */
export function searchChannels(app: App, o: { filter: ChannelFilter; page: PageRequest }) {
  return readChannels(app.db, o.filter, o.page, app.clock.now());
}

/** A page by its number, for people who turn pages. `page` counts from 0. */
export async function listChannels(
  app: App,
  o: { page: number; pageSize: number },
): Promise<{ items: ChannelView[]; total: number }> {
  return readChannelList(app.db, { limit: o.pageSize, offset: o.page * o.pageSize }, app.clock.now());
}

export async function findChannelView(app: App, id: number): Promise<ChannelView | undefined> {
  return (await readChannelsByIds(app.db, [id], app.clock.now()))[0];
}

/** Channels where somebody made the bot an admin and that the shop uses for nothing yet, newest first. */
export function listCandidates(app: App, { limit }: { limit: number }): Promise<CandidateRow[]> {
  return app.db.channels.listCandidates(limit);
}
