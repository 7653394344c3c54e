import { z } from 'zod';
import type { App } from '../../app';
import {
  ANNOUNCEMENT_KINDS,
  type AnnouncementKind,
  LIST_PLACE,
  LONGEST_TEMPLATE,
} from '../../domain/channel/announcement-kind';
import { says } from '../../resources/kit/zod-problems';
import { type Author, checked, type SaveOutcome } from '../catalogue/save-row';
import { sweepOffers } from './sweep-offers';

const channelForm = z.object({
  isActive: z.boolean().nullish(),
  kinds: z
    .array(z.enum(ANNOUNCEMENT_KINDS, says('choose_among', { names: ANNOUNCEMENT_KINDS.join(', ') })))
    .min(1, says('no_kind'))
    .nullish(),
  language: z.enum(['en', 'ar', 'ru'], says('language')).nullish(),
});
const templateForm = z.object({
  text: z
    .string()
    .max(LONGEST_TEMPLATE, says('text_at_most', { most: LONGEST_TEMPLATE }))
    .refine((text) => text.includes(LIST_PLACE), says('list_place', { place: LIST_PLACE }))
    .refine((text) => !text.includes('\0'), says('text_with_nul'))
    .nullable(),
});
/** What is left out stays as it is; for a new one: active, all kinds, English. */
export type AnnouncementChannelInput = z.input<typeof channelForm>;
export type Language = 'en' | 'ar' | 'ru';

/** Makes a known channel one to which news of the catalogue are posted. What was so before that is no news. */
export function saveAnnouncementChannel(
  app: App,
  channelId: number,
  input: AnnouncementChannelInput,
  author: Author,
): Promise<SaveOutcome> {
  return checked(channelForm, input, async (given) => {
    const now = app.clock.now();
    if (!(await app.db.announcements.hasActiveChannel())) await sweepOffers(app, { isSilent: true });
    return app.db.transact(async (tx): Promise<SaveOutcome> => {
      if (!(await tx.channels.find(channelId))) return { kind: 'not_found', entity: 'channel' };
      const before = await tx.announcements.findChannel(channelId);
      const row = {
        isActive: given.isActive ?? before?.isActive ?? true,
        kinds: ANNOUNCEMENT_KINDS.filter((kind) => (given.kinds ?? before?.kinds ?? ANNOUNCEMENT_KINDS).includes(kind)),
        language: given.language ?? before?.language ?? 'en',
      };
      await tx.announcements.saveChannel({ channelId, ...row, createdAt: now });
      const action = `announcement_channel.${before ? 'updated' : 'created'}`;
      const entry = { entity: 'announcement_channel', entityId: channelId, facts: row, at: now };
      const { actor, requestId } = author;
      await tx.audit.write({ ...entry, action, actor, requestId });
      return { kind: 'saved', id: channelId };
    });
  });
}

/** The operator's words for a kind of announcement in one language; null takes the shop's own again. */
export function saveAnnouncementTemplate(
  app: App,
  o: { kind: AnnouncementKind; language: Language; text: string | null },
  { actor, requestId }: Author,
): Promise<SaveOutcome> {
  return checked(templateForm, { text: o.text }, ({ text }) =>
    app.db.transact(async (tx): Promise<SaveOutcome> => {
      const at = app.clock.now();
      await tx.announcements.saveTemplate(o.kind, o.language, text, at);
      const facts = { textLength: text?.length ?? 0, isOwn: text !== null };
      const entry = { entity: 'announcement_template', entityId: `${o.kind}:${o.language}`, facts, at };
      await tx.audit.write({ ...entry, action: 'announcement_template.saved', actor, requestId });
      return { kind: 'saved', id: 0 };
    }),
  );
}
