import { z } from 'zod';
import { type SpoolRoots, spoolFolder, timeZone } from '../kit/spool/spool-options';

/** How a row of this protocol is read. */
export const gammuOptions = (roots: SpoolRoots) =>
  z.strictObject({
    /** One for each daemon, since a daemon has one modem. */
    files: z
      .array(
        z.strictObject({
          /** `inboxpath` of the daemon. */
          folder: spoolFolder(roots),
          /** Its `phoneid`, which its files do not name. */
          phoneId: z.string().min(1).max(60),
          /** Where files go when they are stored; left out: `done` in the folder. */
          done: spoolFolder(roots).optional(),
          unreadable: spoolFolder(roots).optional(),
        }),
      )
      .max(64)
      .default([]),
    /** Where the SQL service of the daemons writes; the password is the provider's key. */
    database: z
      .strictObject({
        /** Or the folder of its socket, such as /var/run/postgresql. */
        host: z.string().regex(/^([A-Za-z0-9.:-]{1,253}|\/[\w./-]{1,100})$/),
        port: z.number().int().min(1).max(65_535).default(5432),
        name: z.string().min(1).max(63),
        user: z.string().min(1).max(63),
        tls: z.boolean().default(false),
      })
      .optional(),
    /** What the clocks of the daemon show. With it an SMS is as old as its centre says, else as old as its arrival here. */
    timeZone: timeZone.optional(),
  });

export type GammuOptions = z.output<ReturnType<typeof gammuOptions>>;
export type GammuDatabase = NonNullable<GammuOptions['database']>;
