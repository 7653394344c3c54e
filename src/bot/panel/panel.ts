import type { InboundMessage, InboundPress, InboundUpdate } from '../../ports/inbound-update';
import { endAdminSession } from '../../usecases/admins/end-session';
import { setAdminMenu } from '../command-menu';
import { parseCommand } from '../commands';
import type { Visit } from '../screens/screen';
import { answerForm, answerPage, spoken, wordsOf } from './answer-message';
import { openForm } from './forms/run-form';
import { frameCallbacks, isPanelData } from './frame-callbacks';
import { tryPassword } from './login/try-password';
import { afterForm, openPage, type PanelReply } from './pages';
import { isPanelStep } from './panel-step';
import { RESET_FORM } from './password/password.section';
import { pressInForm } from './press-in-form';
import { admitted, ask, closed, type PanelParts, visitorOf } from './visitor';

type Press = InboundUpdate & InboundPress;
type Message = InboundUpdate & InboundMessage;

/** What is for admins only; the panel's own command takes the password, too. */
const COMMANDS = { admin: frameCallbacks.home, find: frameCallbacks.find, add: frameCallbacks.give } as const;

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

  async function onPress(visit: Visit, press: Press): Promise<PanelReply | undefined> {
    if (!isPanelData(press.data)) return undefined;
    const visitor = visitorOf(parts, visit, press);
    if (visitor.user.isBanned && !visitor.isOwner) return undefined;
    const data = press.data.replace(/^!/, '');
    if (visitor.isOwner && data === frameCallbacks.newPassword()) {
      return afterForm(visitor, await openForm(visitor, { form: RESET_FORM, subject: {} }));
    }
    const step = panelStep(await visit.step());
    const form = step?.kind === 'admin_form' ? step.state : undefined;
    const admin = await admitted(visitor, form);
    if (!admin) {
      const reply = await closed(visitor, form);
      if (reply) await setAdminMenu(app, parts.messenger, { ...visitor.user, isIn: false });
      return reply;
    }
    const turn = form && pressInForm(admin, form, data);
    if (turn) return afterForm(admin, await turn);
    if (admin.sessionId === undefined) return closed(visitor, undefined);
    if (data === frameCallbacks.logOut()) {
      await endAdminSession(app, { sessionId: admin.sessionId, ...admin.author });
      await setAdminMenu(app, parts.messenger, { ...visitor.user, isIn: false });
      return ask(visitor, { above: admin.panel.home.loggedOut });
    }
    const words = step?.kind === 'admin_page' ? step.query : undefined;
    return openPage({ ...admin, words }, data);
  }

  async function onMessage(visit: Visit, message: Message): Promise<PanelReply | undefined> {
    const command = parseCommand(message.text);
    const step = panelStep(await visit.step());
    const isOurs = command && Object.hasOwn(COMMANDS, command.name);
    if (command ? !isOurs && !(command.name === 'cancel' && step) : !step) return undefined;
    const visitor = visitorOf(parts, visit, message);
    if (visitor.user.isBanned && !visitor.isOwner) return undefined;
    const resume = step?.kind === 'admin_login' ? step.resume : undefined;
    if (command?.name === 'admin') {
      if (command.argument) return tryPassword(parts, visitor, message, { password: command.argument, resume });
      const admin = await admitted(visitor, undefined);
      return admin ? openPage(admin, frameCallbacks.home()) : ask(visitor, { resume });
    }
    if (command && isOurs) {
      const admin = await admitted(visitor, undefined);
      if (!admin) return closed(visitor, undefined);
      const words = wordsOf(command.argument, 256);
      return spoken(await openPage({ ...admin, words }, COMMANDS[command.name as keyof typeof COMMANDS]()));
    }
    switch (step!.kind) {
      case 'admin_login':
        if (command) return undefined; // "/cancel" leaves the panel's door
        if (!message.text.trim()) return ask(visitor, { resume, above: visitor.panel.login.sendText });
        return tryPassword(parts, visitor, message, { password: message.text.trim(), resume });
      case 'admin_form':
        return answerForm(parts, visitor, message, { form: step!.state, isCancel: command !== undefined });
      case 'admin_page':
        return answerPage(parts, visitor, message, { step: step!, isCancel: command !== undefined });
    }
  }

  return { onPress, onMessage };
}

const panelStep = (step: { kind: string } | undefined) => (isPanelStep(step) ? step : undefined);
