import { z } from 'zod';
import { type ProviderAdapter, withCapabilities } from '../kit/adapter';
import { joinPages } from '../kit/join-pages';
import { spoolPuller } from '../kit/spool/pull-spool';
import { type SpoolRoots, spoolFolder, timeZone } from '../kit/spool/spool-options';
import { readSmsFilePush } from './read-push';
import { readSmsFile } from './read-sms-file';

const options = (roots: SpoolRoots) =>
  z.strictObject({
    /** `incoming` of the daemon, or of several. */
    folders: z
      .array(
        z.strictObject({
          folder: spoolFolder(roots),
          /** Where files go when they are stored; left out: `done` in the folder. */
          done: spoolFolder(roots).optional(),
          unreadable: spoolFolder(roots).optional(),
        }),
      )
      .max(64)
      .default([]),
    /** What the daemon's clock shows; left out, an SMS is as old as its file. */
    timeZone: timeZone.optional(),
  });

/** `GSM1.Xa3b9Q`: the device, and what tells its files apart. Its own work in progress has other names. */
const NAME = /^[\w+-]{1,60}\.[A-Za-z0-9]{6}$/;

/** Own SIMs at SMS Server Tools 3: from its folder `incoming`, or by its `eventhandler`. */
export const smsServerToolsAdapter: ProviderAdapter = {
  protocol: 'sms_server_tools',
  create(row, { spoolRoots = [] }) {
    const { folders, timeZone: zone } = options(spoolRoots).parse(row.options);
    const pulls = folders.map(({ folder, done = `${folder}/done`, unreadable = `${folder}/unreadable` }) =>
      spoolPuller({ folder, done, unreadable }, spoolRoots, {
        groupOf: (name) => (NAME.test(name) ? name : undefined),
        readFiles: ([file]) => file && readSmsFile(file.bytes, { writtenAt: file.writtenAt, timeZone: zone }),
      }),
    );
    return withCapabilities(row, {
      pullInbox: pulls.length === 0 ? undefined : () => joinPages(pulls.map((pull) => pull())),
      readWebhook: (request) => readSmsFilePush(request, zone),
    });
  },
};
