import type { Clock } from '../../ports/clock';
import type { InboxPage, ProviderFault, SimSign } from '../../ports/sms-provider';
import { type ProviderAdapter, withCapabilities } from '../kit/adapter';
import { joinPages } from '../kit/join-pages';
import { spoolPuller } from '../kit/spool/pull-spool';
import { faultOfDatabase, InboxTable } from './inbox-table';
import { gammuOptions } from './options';
import { groupOfInboxFile, readInboxFiles } from './read-inbox-file';
import { readInboxRows } from './read-inbox-rows';
import { readGammuPush } from './read-push';

/** How often the daemons are asked how they are. */
const SIGNS_EVERY_MS = 20_000;

/** Own SIMs at Gammu SMSD: from the folders of its files service, the tables of its SQL service, or by its `RunOnReceive`. */
export const gammuSmsdAdapter: ProviderAdapter = {
  protocol: 'gammu_smsd',
  create(row, { clock, spoolRoots = [] }) {
    const { files, database, timeZone } = gammuOptions(spoolRoots).parse(row.options);
    const folders = files.map(({ folder, phoneId, done = `${folder}/done`, unreadable = `${folder}/unreadable` }) =>
      spoolPuller({ folder, done, unreadable }, spoolRoots, {
        groupOf: groupOfInboxFile,
        readFiles: (found) => readInboxFiles(found, { phoneId, timeZone }),
      }),
    );
    const pulls = [...folders, ...(database ? [tablePuller(new InboxTable(database, row), clock, timeZone)] : [])];
    return withCapabilities(row, {
      pullInbox: pulls.length === 0 ? undefined : () => joinPages(pulls.map((pull) => pull())),
      readWebhook: readGammuPush,
    });
  },
};

function tablePuller(table: InboxTable, clock: Clock, timeZone: string | undefined) {
  let askedAtMs = Number.NEGATIVE_INFINITY;
  return async (): Promise<InboxPage | ProviderFault> => {
    try {
      const rows = await table.listUnread();
      let sims: readonly SimSign[] | undefined;
      if (clock.monotonicMs() - askedAtMs >= SIGNS_EVERY_MS) {
        sims = await table.listSims();
        askedAtMs = clock.monotonicMs();
      }
      return {
        ...{ kind: 'page', more: false, messages: readInboxRows(rows, { now: clock.now(), timeZone }), sims },
        stored: () => table.markProcessed(rows.map(({ id }) => id)).then(() => undefined, faultOfDatabase),
      };
    } catch (error) {
      return faultOfDatabase(error);
    }
  };
}
