import { z } from 'zod';
import type { BroadcastDraft } from '../../database/repositories/broadcast.repository';
import type { NewPhoto } from '../../database/repositories/broadcast-photo.repository';
import { LARGEST_PHOTO, LONGEST_CAPTION, photoName } from '../../domain/broadcast/photo';
import type { TextEntity } from '../../ports/messenger';
import { form } from '../catalogue/save-row';

const MAX_TEXT = 4096;
const LARGEST_BALANCE = 10_000_000_000n;
const KINDS = ['bold', 'italic', 'underline', 'strike', 'spoiler', 'code', 'pre', 'quote'] as const;

const place = { offset: z.int().min(0), length: z.int().min(1) };
const entity = z.union([
  z.object({ kind: z.enum(KINDS), ...place }),
  z.object({ kind: z.literal('link'), ...place, url: z.string() }),
]);
const balance = z
  .bigint()
  .refine((value) => value >= 0n && value <= LARGEST_BALANCE, 'Give an amount from 0 to 1000000.0000.')
  .nullish();

const photo = z
  .custom<NewPhoto>()
  .refine(
    ({ content }) => content.length > 0 && content.length <= LARGEST_PHOTO,
    'Give a picture that is not too large: 5 MB, and 150 KiB through the API.',
  )
  .refine(({ content }) => photoName(content) !== undefined, 'Give a picture as JPEG or PNG.');

const content = z.object({
  /** Left out: as it was; null: none. */
  photo: photo.nullish(),
  text: z
    .string()
    .refine((text) => text.length <= MAX_TEXT, `Give at most ${MAX_TEXT} characters; Telegram takes no more.`)
    .refine((text) => !text.includes('\0'), 'The character NUL is not allowed.'),
  entities: z.array(entity).max(100, 'Telegram takes at most 100 entities.').nullish(),
  buttons: z
    .array(
      z
        .array(z.object({ text: form.text(64), url: z.string().refine(isLink, 'Give a link with https:// or tg://.') }))
        .min(1)
        .max(3, 'Give at most 3 buttons in a row.'),
    )
    .max(10, 'Give at most 10 rows of buttons.')
    .nullish(),
  languages: z
    .array(z.enum(['en', 'ar', 'ru']))
    .min(1, 'Name a language, or leave this out for all.')
    .nullish(),
  seenWithinDays: form.whole(1, 3_650).nullish(),
  minAvailable: balance,
  maxAvailable: balance,
});

/** Why this text cannot go out, with a picture or without one; undefined when it can. */
export function textFault(text: string, hasPhoto: boolean): string | undefined {
  if (hasPhoto) {
    const isLong = text.length > LONGEST_CAPTION;
    return isLong ? `Give at most ${LONGEST_CAPTION} characters under a picture; Telegram takes no more.` : undefined;
  }
  return text.trim() === '' ? 'Give a text.' : undefined;
}

/** The whole of a broadcast before it goes out. `buttons` are rows; offsets count UTF-16 units. */
export const broadcastForm = content
  .refine(({ text, entities }) => (entities ?? []).every(({ offset, length }) => offset + length <= text.length), {
    path: ['entities'],
    error: 'An entity reaches beyond the end of the text.',
  })
  .refine(({ entities }) => (entities ?? []).every((one) => one.kind !== 'link' || isLink(one.url)), {
    path: ['entities'],
    error: 'A link needs an address with https:// or tg://.',
  })
  .refine(({ minAvailable, maxAvailable }) => (minAvailable ?? 0n) <= (maxAvailable ?? LARGEST_BALANCE), {
    path: ['maxAvailable'],
    error: 'Nobody has less than the least and more than the most: maxAvailable is below minAvailable.',
  });

export type BroadcastInput = Omit<z.input<typeof broadcastForm>, 'entities'> & {
  readonly entities?: readonly TextEntity[];
};

export function draftOf(input: z.output<typeof broadcastForm>): BroadcastDraft {
  return {
    text: input.text,
    entities: input.entities ?? [],
    buttons: input.buttons ?? [],
    languages: input.languages ?? null,
    seenWithinDays: input.seenWithinDays ?? null,
    minAvailable: input.minAvailable ?? null,
    maxAvailable: input.maxAvailable ?? null,
  };
}

function isLink(text: string): boolean {
  return text.length <= 2_048 && URL.canParse(text) && ['https:', 'http:', 'tg:'].includes(new URL(text).protocol);
}
