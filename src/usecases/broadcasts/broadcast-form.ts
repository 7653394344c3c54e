import { z } from 'zod';
import type { NewPhoto } from '../../database/stores/broadcast-photos';
import type { BroadcastDraft } from '../../database/stores/broadcasts';
import { LARGEST_PHOTO, LONGEST_CAPTION, photoName } from '../../domain/broadcast/photo';
import { type Problem, problemAt } from '../../domain/problems';
import type { TextEntity } from '../../ports/messenger';
import { form } from '../../resources/kit/fields';
import { says } from '../../resources/kit/zod-problems';

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
  .refine((value) => value >= 0n && value <= LARGEST_BALANCE, says('amount_or_zero', { most: '1000000.0000' }))
  .nullish();

const photo = z
  .custom<NewPhoto>()
  .refine(({ content }) => content.length > 0 && content.length <= LARGEST_PHOTO, says('picture_size'))
  .refine(({ content }) => photoName(content) !== undefined, says('picture_kind'));

const content = z.object({
  /** Left out: as it was; null: none. */
  photo: photo.nullish(),
  text: z
    .string()
    .refine((text) => text.length <= MAX_TEXT, says('text_at_most_message', { most: MAX_TEXT }))
    .refine((text) => !text.includes('\0'), says('text_with_nul')),
  entities: z.array(entity).max(100, says('formats')).nullish(),
  buttons: z
    .array(
      z
        .array(z.object({ text: form.text(64), url: z.string().refine(isLink, says('link')) }))
        .min(1)
        .max(3, says('buttons_in_row')),
    )
    .max(10, says('rows_of_buttons'))
    .nullish(),
  languages: z
    .array(z.enum(['en', 'ar', 'ru']))
    .min(1, says('languages'))
    .nullish(),
  seenWithinDays: form.whole(1, 3_650).nullish(),
  minAvailable: balance,
  maxAvailable: balance,
});

/** Why this text cannot go out, with a picture or without one; undefined when it can. */
export function textFault(text: string, hasPhoto: boolean): Problem | undefined {
  if (hasPhoto) {
    const isLong = text.length > LONGEST_CAPTION;
    return isLong ? problemAt('text', 'text_at_most_caption', { most: LONGEST_CAPTION }) : undefined;
  }
  return text.trim() === '' ? problemAt('text', 'text_missing') : undefined;
}

/** The whole of a broadcast before it goes out. `buttons` are rows; offsets count UTF-16 units. */
export const broadcastForm = content
  .refine(({ text, entities }) => (entities ?? []).every(({ offset, length }) => offset + length <= text.length), {
    path: ['entities'],
    ...says('format_beyond_end'),
  })
  .refine(({ entities }) => (entities ?? []).every((one) => one.kind !== 'link' || isLink(one.url)), {
    path: ['entities'],
    ...says('format_link'),
  })
  .refine(({ minAvailable, maxAvailable }) => (minAvailable ?? 0n) <= (maxAvailable ?? LARGEST_BALANCE), {
    path: ['maxAvailable'],
    ...says('balances_crossed'),
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
