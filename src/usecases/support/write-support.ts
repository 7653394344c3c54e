import type { App } from '../../app';
import type { SupportSubject, WriteSupportKind } from '../../database/stores/support';
import { LARGEST_PHOTO, photoName } from '../../domain/broadcast/photo';
import { LONGEST_SUPPORT_TEXT } from '../../domain/support/support-words';
import { clearAlert } from '../alerts/raise-alert';
import { undeliveredKey } from './watch-support';

export interface SupportWords {
  /** Of the message in the chat: however often it is handled, it stands in the thread once. */
  readonly key: string;
  readonly userId: bigint;
  /** Goes on with this thread; else with the open one about the subject, or begins it. */
  readonly threadId?: bigint;
  readonly subject?: SupportSubject;
  readonly text: string;
  readonly picture?: { readonly content: Buffer; readonly reference: unknown };
}

export type WriteSupportOutcome =
  | { readonly kind: 'opened' | 'added' | 'repeated'; readonly threadId: bigint }
  | { readonly kind: Exclude<WriteSupportKind, 'opened' | 'added' | 'repeated'> | 'empty' | 'too_long' };

/** What a buyer asks, with the picture that came with it. */
export async function writeSupport(app: App, o: SupportWords): Promise<WriteSupportOutcome> {
  const text = o.text.replaceAll('\0', '').trim();
  const picture = o.picture && isPicture(o.picture.content) ? o.picture : undefined;
  if (text === '' && !picture) return { kind: 'empty' };
  if (text.length > LONGEST_SUPPORT_TEXT) return { kind: 'too_long' };
  const { supportMaxOpen: maxOpen, supportMaxAnHour: maxAnHour } = await app.settings();
  const { key, userId, threadId, subject } = o;
  const draft = { key, userId, threadId, subject, text, maxOpen, maxAnHour, now: app.clock.now() };
  const written = await app.db.transact(async (tx) => {
    const row = await tx.support.write(draft);
    if (picture && row.messageId !== null) await tx.support.putPicture(row.messageId, picture);
    return row;
  });
  const { kind } = written;
  if (kind !== 'opened' && kind !== 'added' && kind !== 'repeated') return { kind };
  // Whoever writes again can be written to again.
  if (kind === 'added') await clearAlert(app, undeliveredKey(written.threadId!));
  return { kind, threadId: written.threadId! };
}

const isPicture = (content: Buffer) => content.length <= LARGEST_PHOTO && photoName(content) !== undefined;
