import { z } from 'zod';
import { signature } from './signatures/schemes';

/** A place in JSON such as `result.uuid`; of several the first that holds something. */
const place = z.union([z.string().min(1).max(120), z.array(z.string().min(1).max(120)).min(1).max(5)]);
/** Words in braces are filled in: `{token}`, `{amount}`, `{apiKey}` (see `words.ts`). */
const template = z.string().max(500);
const path = template.regex(/^\//, 'begins with a slash');
const only = z.strictObject({ place, values: z.array(z.string().max(60)).min(1).max(20) });

const time = { timeFormat: z.enum(['iso', 'unix_s', 'unix_ms']).default('iso') };

const call = z.strictObject({
  method: z.enum(['GET', 'POST']).default('POST'),
  path,
  headers: z.record(z.string().regex(/^[A-Za-z0-9_-]{1,60}$/), template).default({}),
  query: z.record(z.string().max(60), template).default({}),
  format: z.enum(['json', 'form']).default('json'),
  /**
   * Templates at any depth. One with a number sign in front becomes a number; one whose word is missing, such as the address of a shop
   * that has none, is left out. None at all: no body.
   */
  body: z.record(z.string().max(60), z.unknown()).optional(),
  /** A header that signs the bytes of the body with the API key. */
  sign: z
    .strictObject({
      scheme: z.enum(['md5_base64', 'sha256', 'sha512']),
      header: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/),
    })
    .optional(),
  /** Only such a reply is a yes; any with status 2xx when left out. */
  ok: only.optional(),
});

const money = z.strictObject({ amount: place, currency: place });

/** Where the facts of an invoice stand. */
const invoice = z.strictObject({
  id: place,
  token: place.optional(),
  status: place,
  price: money,
  /** What came; the price itself when left out or missing. */
  received: money.optional(),
  /** What that was worth, and in which currency it is told. */
  worth: z.strictObject({ amount: place, currency: z.string().max(20) }).optional(),
  /** What was to come, in the coin of what came: gives the rate where the worth is not told. */
  due: place.optional(),
  fee: money.optional(),
  /** What together tells one card or wallet from another; nobody is known while one of them is missing. */
  payer: z.array(place).min(1).max(5).optional(),
  /** How much of it was paid back by now. */
  refunded: place.optional(),
  paidAt: place.optional(),
  ...time,
});

const STATUSES = ['OPEN', 'SEEN', 'PAID', 'UNDERPAID', 'EXPIRED', 'CANCELED', 'FAILED'] as const;
const status = z.strictObject({
  as: z.enum(STATUSES),
  /**
   * Whether money has arrived, and what it is worth: `priced`, exactly the price; `measured`, what is told of it. One receipt an invoice:
   * a status counts as money only when no more of it can come.
   */
  money: z.enum(['none', 'priced', 'measured']).default('none'),
  taken: z.enum(['REFUNDED', 'DISPUTED', 'LOST', 'WON']).optional(),
  isFinal: z.boolean().default(false),
});

export const description = z
  .strictObject({
    /** The account's name there, for `{merchant}`. */
    merchant: z.string().min(1).max(200).optional(),
    /** In how many places amounts are written: "5.00" signs differently from "5". */
    decimals: z.number().int().min(0).max(18).default(2),
    /** The seconds that an invoice may live there. */
    lifetime: z
      .strictObject({ min: z.number().int().min(1), max: z.number().int().min(1) })
      .default({ min: 60, max: 2_592_000 }),
    create: call.extend({
      reply: z.strictObject({ id: place, payUrl: place, expiresAt: place.optional(), ...time }),
    }),
    /** `about`: where the invoice stands in the reply. */
    status: call.extend({ about: z.string().max(120).default('') }).optional(),
    refund: call
      .extend({
        reply: z.strictObject({
          id: place.optional(),
          status: place,
          refunded: z.array(z.string().max(60)).min(1),
          pending: z.array(z.string().max(60)).default([]),
        }),
      })
      .optional(),
    /** The list of an invoice's refunds, each with an id of its own; asked when the invoice says that there are some. */
    refunds: call
      .extend({
        reply: z.strictObject({
          ...{ list: place, id: place, amount: place, currency: place, at: place.optional() },
          /** Others have not happened. */
          only: only.optional(),
          ...time,
        }),
      })
      .optional(),
    /** All invoices made within a time, page by page: with what they took it is compared, day by day, what came here. */
    list: call
      .extend({
        /** How {from} and {until} are written; `sql` is "2026-01-02 03:04:05". */
        times: z.enum(['iso', 'unix_s', 'sql']).default('iso'),
        reply: z.strictObject({
          list: place,
          /** When an invoice was made: those outside of the time are left out, wherever its clock stands. */
          createdAt: place.optional(),
          /** What {cursor} is on the next page; nothing there: this is the last one. */
          next: place.optional(),
          /** The number of the last page, where {page} counts from 1. */
          lastPage: place.optional(),
          ...time,
        }),
      })
      .optional(),
    /** A question that any valid key may ask. */
    test: call.optional(),
    invoice,
    statuses: z.record(z.string().max(60), status),
    callback: z.strictObject({
      format: z.enum(['json', 'form']).default('json'),
      /** Deliveries about anything else are answered and forgotten. */
      only: only.optional(),
      /** Where the invoice stands in it. */
      about: z.string().max(120).default(''),
      /** The invoice's id, where it is not at the invoice's own place; some deliveries are about a refund. */
      id: place.optional(),
      /** Places in braces, which together name the event. */
      event: template.optional(),
      signature,
    }),
    acknowledgement: z.string().max(200).default(''),
  })
  .refine((one) => one.callback.signature.scheme !== 'none' || one.status !== undefined, {
    path: ['status'],
    error: 'needed where nothing is signed',
  });

export type Description = z.infer<typeof description>;
export type DescriptionInput = z.input<typeof description>;
export type Call = z.infer<typeof call>;
export type Place = z.infer<typeof place>;
