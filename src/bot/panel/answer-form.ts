import type { InboundMessage, InboundUpdate } from '../../ports/inbound-update';
import { admitted, closed } from './admission';
import type { FormState } from './forms/form';
import { answerField, asksForSecret, cancelForm, resumeForm, takesPost } from './forms/run-form';
import { wipeMessage } from './login/wipe-message';
import { afterForm, type PanelReply } from './pages';
import type { AdminVisit } from './section';
import { spoken } from './spoken';
import type { PanelParts } from './visitor';

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
