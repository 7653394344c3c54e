import { readTitledThread } from '../../database/queries/support';
import { photoName } from '../../domain/broadcast/photo';
import { supportNumber } from '../../domain/support/support-words';
import type { FileReference } from '../../ports/messenger';
import type { RenderedMessage } from '../../ports/rendered-message';
import { anew, callbacks } from '../callbacks';
import type { Rendering } from '../outbox/kinds';
import { contentOf, lookingFor } from '../outbox/shown';
import { button } from '../screens/view';

/** An operator's answer, with the way to go on. */
export async function supportAnswer(
  o: Rendering,
  { messageId }: { messageId: bigint },
): Promise<RenderedMessage | undefined> {
  const { db } = o.app;
  const message = await db.support.findMessage(messageId);
  const thread = message && (await readTitledThread(db, { id: message.threadId }));
  if (!thread) return undefined;
  const { texts } = await lookingFor(o);
  return contentOf({
    text: texts.supportAnswer({ ...thread, text: message.text }),
    buttons: [
      [
        button(texts.replyButton, anew(callbacks.supportThread({ thread: thread.id }))),
        button(texts.solvedButton, anew(callbacks.supportSolved({ thread: thread.id }))),
      ],
      [button(texts.home, anew(callbacks.home()))],
    ],
  });
}

export async function supportClosed(
  o: Rendering,
  { threadId }: { threadId: bigint },
): Promise<RenderedMessage | undefined> {
  const thread = await readTitledThread(o.app.db, { id: threadId });
  if (thread?.state !== 'CLOSED') return undefined;
  const { texts } = await lookingFor(o);
  return contentOf({
    text: texts.supportClosed(thread),
    buttons: [
      [button(texts.replyButton, anew(callbacks.supportThread({ thread: thread.id })))],
      [button(texts.home, anew(callbacks.home()))],
    ],
  });
}

/** The picture that a buyer sent, for the operator who asked for it. */
export async function supportPicture(
  o: Rendering,
  { messageId }: { messageId: bigint },
): Promise<RenderedMessage | undefined> {
  const { support } = o.app.db;
  const [message, picture] = await Promise.all([support.findMessage(messageId), support.findPicture(messageId)]);
  if (!message || !picture) return undefined;
  const { content, reference } = picture;
  return {
    text: `🖼 ${supportNumber(message.threadId)}`,
    photo: {
      key: `support:${messageId}`,
      reference: (reference ?? undefined) as FileReference | undefined,
      name: photoName(content) ?? 'photo.jpg',
      load: async () => content,
      keep: (known) => support.keepPictureReference(messageId, known),
    },
  };
}
