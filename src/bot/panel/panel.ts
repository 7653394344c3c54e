import type { InboundMessage, InboundPress, InboundUpdate } from '../../ports/inbound-update';
import { endAdminSession } from '../../usecases/admins/end-session';
import { hasPanelPassword } from '../../usecases/admins/is-panel-password';
import { useAdminSession, wasAdmin } from '../../usecases/admins/use-session';
import { parseCommand } from '../commands';
import type { Visit } from '../screens/screen';
import { lines, type Piece } from '../texts/rich';
import type { FormState } from './forms/form';
import {
  answerField,
  asksForSecret,
  cancelForm,
  type FormTurn,
  goBack,
  openForm,
  resumeForm,
  skipField,
  takesPost,
} from './forms/run-form';
import { frameLinks } from './frame-links';
import { loginView } from './login/login-view';
import { tryPassword } from './login/try-password';
import { wipeMessage } from './login/wipe-message';
import { afterForm, openPage, type PanelReply } from './pages';
import { isPanelStep, type PanelStep } from './panel-step';
import { RESET_FORM } from './password/password.section';
import type { AdminVisit, SentPhoto } from './section';
import { isPanelData } from './sections';
import { type PanelParts, visitorOf } from './visitor';

type Press = InboundUpdate & InboundPress;
type Message = InboundUpdate & InboundMessage;

export interface Panel {
  /** Undefined: the press is none of the panel's business, or comes from somebody who has none there. */
  onPress(visit: Visit, press: Press): Promise<PanelReply | undefined>;
  onMessage(visit: Visit, message: Message): Promise<PanelReply | undefined>;
}

/**
 * The way into the panel and through it. Every press and every step asks for a session that is alive; whoever has none
 * is asked for the password if he was ever let in, and told nothing otherwise.
 */
export function createPanel(parts: PanelParts): Panel {
  const { app } = parts;

  /** The same visitor with his live session, or with leave to go on setting the password; otherwise undefined. */
  async function admitted(visitor: AdminVisit, form: FormState | undefined): Promise<AdminVisit | undefined> {
    const sessionId = await useAdminSession(app, { userId: visitor.user.id });
    if (sessionId !== undefined) return { ...visitor, sessionId };
    return visitor.isOwner && form?.form === RESET_FORM ? visitor : undefined;
  }

  async function ask(visitor: AdminVisit, o: { resume?: FormState; above?: Piece } = {}): Promise<PanelReply> {
    const { isOwner, environmentHash } = visitor;
    const isKnown = await wasAdmin(app, { userId: visitor.user.id });
    const hasPassword = await hasPanelPassword(app, environmentHash);
    const say = !hasPassword ? 'noPassword' : isKnown && !o.above ? 'over' : 'ask';
    return { view: loginView(visitor, { say, isOwner, ...o }), screen: 'panel.login' };
  }

  /** Somebody without a session pressed a button of the panel. */
  async function closed(visitor: AdminVisit, form: FormState | undefined): Promise<PanelReply | undefined> {
    const isKnown = visitor.isOwner || (await wasAdmin(app, { userId: visitor.user.id }));
    return isKnown ? ask(visitor, { resume: form }) : undefined;
  }

  async function onPress(visit: Visit, press: Press): Promise<PanelReply | undefined> {
    if (!isPanelData(press.data)) return undefined;
    const visitor = visitorOf(parts, visit, press);
    if (visitor.user.isBanned && !visitor.isOwner) return undefined;
    const data = press.data.replace(/^!/, '');
    if (visitor.isOwner && data === frameLinks.newPassword()) {
      return afterForm(visitor, await openForm(visitor, { form: RESET_FORM, subject: {} }));
    }
    const step = panelStep(await visit.step());
    const form = step?.kind === 'admin_form' ? step.state : undefined;
    const admin = await admitted(visitor, form);
    if (!admin) return closed(visitor, form);
    const turn = form && pressInForm(admin, form, data);
    if (turn) return afterForm(admin, await turn);
    if (admin.sessionId === undefined) return closed(visitor, undefined);
    if (data === frameLinks.logOut()) {
      await endAdminSession(app, { sessionId: admin.sessionId, ...admin.author });
      return ask(visitor, { above: admin.panel.home.loggedOut });
    }
    const words = step?.kind === 'admin_page' ? step.query : undefined;
    return openPage({ ...admin, words }, data);
  }

  async function onMessage(visit: Visit, message: Message): Promise<PanelReply | undefined> {
    const command = parseCommand(message.text);
    const step = panelStep(await visit.step());
    if (command ? command.name !== 'admin' && !(command.name === 'cancel' && step) : !step) return undefined;
    const visitor = visitorOf(parts, visit, message);
    if (visitor.user.isBanned && !visitor.isOwner) return undefined;
    const resume = step?.kind === 'admin_login' ? step.resume : undefined;
    if (command?.name === 'admin') {
      if (command.argument) return tryPassword(parts, visitor, message, { password: command.argument, resume });
      const admin = await admitted(visitor, undefined);
      return admin ? openPage(admin, frameLinks.home()) : ask(visitor, { resume });
    }
    switch (step!.kind) {
      case 'admin_login':
        if (command) return undefined; // "/cancel" leaves the panel's door
        if (!message.text.trim()) return ask(visitor, { resume, above: visitor.panel.login.sendText });
        return tryPassword(parts, visitor, message, { password: message.text.trim(), resume });
      case 'admin_form':
        return answerForm(visitor, message, step!.state, command !== undefined);
      case 'admin_page':
        return answerPage(visitor, message, step!, command !== undefined);
    }
  }

  async function answerForm(visitor: AdminVisit, message: Message, form: FormState, isCancel: boolean) {
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

  async function answerPage(
    visitor: AdminVisit,
    message: Message,
    step: PanelStep & { kind: 'admin_page' },
    isCancel: boolean,
  ): Promise<PanelReply | undefined> {
    const photo = step.photo === undefined ? undefined : photoOf(parts, message);
    const go = isCancel ? frameLinks.home() : photo ? step.photo : message.document ? step.file : step.words;
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

  return { onPress, onMessage };
}

/** The picture in a message, sent as such or as a file. */
function photoOf({ messenger }: PanelParts, { photo, document }: Message): SentPhoto | undefined {
  if (photo) return { reference: photo, size: photo.size, download: (most) => messenger.download(photo, most) };
  if (!document || !/^image\/(jpeg|png)$/.test(document.mimeType)) return undefined;
  return { size: document.size, download: (most) => messenger.download(document, most) };
}

/** A press on a button of the form that is under way; undefined for any other. */
function pressInForm(admin: AdminVisit, form: FormState, data: string): Promise<FormTurn> | undefined {
  const choice = frameLinks.choose.parse(data);
  if (choice?.nonce === form.nonce) {
    return choice.at === form.at ? answerField(admin, form, choice.value, true) : resumeForm(admin, form);
  }
  const skip = frameLinks.skip.parse(data);
  if (skip?.nonce === form.nonce) return skip.at === form.at ? skipField(admin, form) : resumeForm(admin, form);
  const back = frameLinks.back.parse(data);
  if (back?.nonce === form.nonce) return back.at === form.at ? goBack(admin, form) : resumeForm(admin, form);
  return frameLinks.cancel.parse(data)?.nonce === form.nonce ? cancelForm(admin, form) : undefined;
}

/** A message has no button to say a word in passing on: it stands above. */
function spoken({ view: { toast, ...view }, screen }: PanelReply): PanelReply {
  return { view: toast ? { ...view, text: lines(toast, '', view.text) } : view, screen };
}

const panelStep = (step: { kind: string } | undefined) => (isPanelStep(step) ? step : undefined);

function wordsOf(text: string): string {
  return Array.from(text.replace(/\s+/g, ' ').replace(/\0/g, '').trim()).slice(0, 64).join('');
}
