import { z } from 'zod';
import { isTimeZone } from '../../domain/time-zone';
import type { ProviderSettings } from '../../ports/sms-provider';
import { CHARSETS } from '../sms-encoding';

/**
 * A place in a JSON value: names and list positions joined by dots; empty is the value itself. In a list of lists, `*`
 * stands for every item (`chats.*.messages`), and `^` for the item around a message (`^.number`).
 */
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

/** Where a part of a long SMS says which it is: those with one group and one total are joined; numbers count from 1. */
const part = z.strictObject({ group: place, number: place, total: place });
/** Whose clock it is that times without a zone are read from, an IANA name; without it they are left out. */
const timeZone = z.string().refine(isTimeZone, 'not a time zone such as Europe/Riga').optional();

const reply = z.strictObject({
  /** Where the list of messages stands. */
  list: place.default(''),
  phone: place,
  text: place,
  id: place.optional(),
  code: place.optional(),
  sender: place.optional(),
  time: place.optional(),
  /** `iso` needs a zone in the text, or `timeZone`; the other two are numbers. */
  timeFormat: z.enum(['iso', 'unix_s', 'unix_ms']).default('iso'),
  timeZone,
  part: part.optional(),
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

const header = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

const push = z.strictObject({
  /** Where the list of messages stands; the delivery is one message when left out. */
  list: place.optional(),
  phone: place,
  text: place,
  id: place.optional(),
  code: place.optional(),
  sender: place.optional(),
  time: place.optional(),
  timeFormat: z.enum(['iso', 'unix_s', 'unix_ms']).default('iso'),
  timeZone,
  part: part.optional(),
  /** How the octets of the text are written in a form, or in the parameters of a GET. */
  charset: z.enum(CHARSETS).default('utf-8'),
  /** Other deliveries than these are about something else than an SMS. */
  only: z.strictObject({ place, values: z.array(z.string().max(100)).min(1).max(20) }).optional(),
  /** A header that carries the webhook key itself. */
  secretHeader: header.optional(),
  /** A header that carries the HMAC of the body with the webhook key. */
  signature: z
    .strictObject({
      header,
      algorithm: z.enum(['sha1', 'sha256', 'sha512']),
      encoding: z.enum(['hex', 'base64']).default('hex'),
      /** Put before the value, such as `sha256=`. */
      prefix: z.string().max(40).default(''),
    })
    .optional(),
});

/** How messages are pulled (`pull` and `reply`), how they are pushed (`push`), or both. */
const options = z
  .strictObject({
    pull: pull.optional(),
    reply: reply.optional(),
    paging: paging.default({ cursor: { from: 'none' }, more: { when: 'never' } }),
    push: push.optional(),
  })
  .refine((one) => one.pull || one.push, { path: ['pull'], error: 'describe pull, push or both' })
  .refine((one) => !one.pull || one.reply, { path: ['reply'], error: 'needed by pull' })
  .refine((one) => one.paging.cursor.from !== 'last_id' || one.reply?.id !== undefined, {
    path: ['reply', 'id'],
    error: 'needed by paging.cursor last_id',
  })
  // Otherwise the same SMS would have one identity when it is pulled and another when it is pushed.
  .refine(({ push: pushed, reply: pulled }) => !pulled || !pushed || isGiven(pushed.id) === isGiven(pulled.id), {
    path: ['push', 'id'],
    error: 'name the id in reply and in push, or in neither',
  })
  .refine(
    ({ push: pushed, reply: pulled }) =>
      !pulled || !pushed || isGiven(pushed.id) || isGiven(pushed.time) === isGiven(pulled.time),
    { path: ['push', 'time'], error: 'without ids, name the time in reply and in push, or in neither' },
  );

const isGiven = (text: string | undefined) => text !== undefined;

export interface PullSettings {
  readonly pull: z.infer<typeof pull>;
  readonly reply: z.infer<typeof reply>;
  readonly paging: z.infer<typeof paging>;
}
export type PushSettings = z.infer<typeof push>;
export type MessagePlaces = Omit<PushSettings, 'list' | 'only' | 'secretHeader' | 'signature' | 'charset'>;

interface InboxSettings {
  /** Undefined: nothing is pulled. */
  readonly pulling?: PullSettings & { readonly url: string };
  /** Undefined: nothing is pushed. */
  readonly push?: PushSettings;
}

/** Reads the row of an inbox vendor. Throws a ZodError or TypeError that names the wrong field. */
export function readInboxSettings(settings: ProviderSettings): InboxSettings {
  const chosen = options.parse(settings.options);
  const base = new URL(settings.baseUrl);
  const { pull: pulled, reply: replied, paging: paged, push: pushed } = chosen;
  if (!pulled || !replied) return { push: pushed };
  const url = `${base.origin}${base.pathname.replace(/\/$/, '')}${pulled.path}`;
  return { push: pushed, pulling: { pull: pulled, reply: replied, paging: paged, url } };
}
