import type { InboundMessage } from '../../ports/inbound-update';
import { admitted, closed } from './admission';
import { frameCallbacks } from './frame-callbacks';
import { openPage, type PanelReply } from './pages';
import type { PanelStep } from './panel-step';
import type { AdminVisit, SentPhoto } from './section';
import { spoken } from './spoken';
import type { PanelParts } from './visitor';

/** A message to a page that asked for words or a file. Undefined when it asked for neither. */
export async function answerPage(
  parts: PanelParts,
  visitor: AdminVisit,
  message: InboundMessage,
  { step, isCancel }: { step: PanelStep & { kind: 'admin_page' }; isCancel: boolean },
): Promise<PanelReply | undefined> {
  const photo = step.photo === undefined ? undefined : photoOf(parts, message);
  const go = isCancel ? frameCallbacks.home() : photo ? step.photo : message.document ? step.file : step.words;
  if (go === undefined) return undefined;
  const admin = await admitted(visitor, undefined);
  if (!admin) return closed(visitor, undefined);
  const words = wordsOf(message.text);
  const { document, text, entities } = message;
  const sent = document
    ? {
        name: document.name,
        mimeType: document.mimeType,
        size: document.size,
        download: (maxBytes: number) => parts.messenger.download(document, maxBytes),
      }
    : undefined;
  return spoken(
    await openPage(
      { ...admin, words: document ? step.query : words, typed: text, typedEntities: entities, document: sent, photo },
      go,
    ),
  );
}

function wordsOf(text: string): string {
  return Array.from(text.replace(/\s+/g, ' ').replace(/\0/g, '').trim()).slice(0, 64).join('');
}

/** The picture in a message, sent as such or as a file. */
function photoOf({ messenger }: PanelParts, { photo, document }: InboundMessage): SentPhoto | undefined {
  if (photo) return { reference: photo, size: photo.size, download: (most) => messenger.download(photo, most) };
  if (!document || !/^image\/(jpeg|png)$/.test(document.mimeType)) return undefined;
  return { size: document.size, download: (most) => messenger.download(document, most) };
}
