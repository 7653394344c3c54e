import type { InboundMessage, InboundUpdate } from '../../ports/inbound-update';
import { lines } from '../texts/rich';
import type { FormState } from './forms/form';
import { answerField, asksForSecret, cancelForm, resumeForm, takesPost } from './forms/run-form';
import { frameCallbacks } from './frame-callbacks';
import { wipeMessage } from './login/wipe-message';
import { afterForm, openPage, type PanelReply } from './pages';
import type { PanelStep } from './panel-step';
import type { AdminVisit, SentPhoto } from './section';
import { admitted, closed, type PanelParts } from './visitor';

/** A message while a form is under way: the answer to its question, or the word that ends it. */
export async function answerForm(
  parts: PanelParts,
  visitor: AdminVisit,
  message: InboundUpdate & InboundMessage,
  { form, isCancel }: { form: FormState; isCancel: boolean },
): Promise<PanelReply | undefined> {
  const isSecret = !isCancel && (await asksForSecret(visitor, form));
  // A secret leaves the chat whatever comes of it, also when the session is over.
  if (isSecret) await wipeMessage(parts, { user: visitor.user, message });
  const admin = await admitted(visitor, form);
  const post = message.forwardedFromChannelId;
  const isPost = !isCancel && post != null && (await takesPost(visitor, form));
  const turn = !admin
    ? undefined
    : isPost
      ? answerField(admin, form, String(post), false)
      : isCancel
        ? cancelForm(admin, form)
        : message.document || !message.text.trim()
          ? resumeForm(admin, form, admin.panel.form.sendText)
          : answerField(admin, form, message.text, false);
  const reply = admin && turn ? await afterForm(admin, await turn) : await closed(visitor, form);
  return reply && spoken(reply);
}

/**
 * A message to a page of the panel. Undefined when it asked for nothing of the kind: who is no longer in the panel looks
 * through the shop, not through its door.
 */
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
  const isAsked = go !== frameCallbacks.find() && go !== frameCallbacks.file();
  if (!admin) return isAsked ? closed(visitor, undefined) : undefined;
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

/** For a search: one line, and short. */
export function wordsOf(text: string, most = 64): string {
  return Array.from(text.replace(/\s+/g, ' ').replace(/\0/g, '').trim()).slice(0, most).join('');
}

/** The picture in a message, sent as such or as a file. */
function photoOf({ messenger }: PanelParts, { photo, document }: InboundMessage): SentPhoto | undefined {
  if (photo) return { reference: photo, size: photo.size, download: (most) => messenger.download(photo, most) };
  if (!document || !/^image\/(jpeg|png)$/.test(document.mimeType)) return undefined;
  return { size: document.size, download: (most) => messenger.download(document, most) };
}

/** A message has no button to say a word in passing on: it stands above. */
export function spoken({ view: { toast, ...view }, screen }: PanelReply): PanelReply {
  return { view: toast ? { ...view, text: lines(toast, '', view.text) } : view, screen };
}
