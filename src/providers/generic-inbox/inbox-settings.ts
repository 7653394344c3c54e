import { z } from 'zod';
import type { ProviderSettings } from '../../ports/sms-provider';

/** A place in a JSON value: names and list positions joined by dots; empty is the value itself. */
const place = z.string().regex(/^$|^[^.]{1,64}(\.[^.]{1,64}){0,9}$/);
const template = z.string().max(500);

const pull = z.strictObject({
  method: z.enum(['GET', 'POST']).default('GET'),
  /** Appended to the base URL. */
  path: z.string().regex(/^\/[^?#]*$/),
  /** `{apiKey}` stands for the key. */
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,64}$/), template).default({}),
  /** `{apiKey}`, `{cursor}`, `{limit}`; a parameter with `{cursor}` is left out while there is none. */
  query: z.record(z.string(), template).default({}),
  /** Sent as JSON with POST; same words as in `query`. */
  body: z.record(z.string(), template).optional(),
  limit: z.number().int().min(1).max(1000).default(100),
});

const reply = z.strictObject({
  /** Where the list of messages stands. */
  list: place.default(''),
  phone: place,
  text: place,
  id: place.optional(),
  code: place.optional(),
  sender: place.optional(),
  time: place.optional(),
  /** `iso` needs a zone in the text; the other two are numbers. */
  timeFormat: z.enum(['iso', 'unix_s', 'unix_ms']).default('iso'),
  order: z.enum(['oldest_first', 'newest_first']).default('oldest_first'),
});

const paging = z.strictObject({
  cursor: z
    .discriminatedUnion('from', [
      /** The reply names the next cursor. */
      z.strictObject({ from: z.literal('reply'), place }),
      /** The id of the newest message is the next cursor. */
      z.strictObject({ from: z.literal('last_id') }),
      /** Every pull gives all there is; known messages are recognised by their ids. */
      z.strictObject({ from: z.literal('none') }),
    ])
    .default({ from: 'none' }),
  more: z
    .discriminatedUnion('when', [
      z.strictObject({ when: z.literal('flag'), place }),
      z.strictObject({ when: z.literal('full_page') }),
      z.strictObject({ when: z.literal('never') }),
    ])
    .default({ when: 'never' }),
});

/** `pull` describes polling; a later `webhook` part will stand beside it. */
const options = z
  .strictObject({ pull, reply, paging: paging.default({ cursor: { from: 'none' }, more: { when: 'never' } }) })
  .refine((one) => one.paging.cursor.from !== 'last_id' || one.reply.id !== undefined, {
    path: ['reply', 'id'],
    error: 'needed by paging.cursor last_id',
  });

export type InboxOptions = z.infer<typeof options>;
export interface InboxSettings extends InboxOptions {
  readonly url: string;
}

/** Reads the row of an inbox vendor. Throws a ZodError or TypeError that names the wrong field. */
export function readInboxSettings(settings: ProviderSettings): InboxSettings {
  const chosen = options.parse(settings.options);
  const base = new URL(settings.baseUrl);
  return { ...chosen, url: `${base.origin}${base.pathname.replace(/\/$/, '')}${chosen.pull.path}` };
}
