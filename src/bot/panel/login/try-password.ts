import { verifyPassword } from '../../../platform/password-hash';
import type { InboundMessage, InboundUpdate } from '../../../ports/inbound-update';
import { logIn } from '../../../usecases/admins/log-in';
import { setAdminMenu } from '../../command-menu';
import { lines, type Piece } from '../../texts/rich';
import type { FormState } from '../forms/form';
import { resumeForm } from '../forms/run-form';
import { frameCallbacks } from '../frame-callbacks';
import { afterForm, openPage, type PanelReply } from '../pages';
import type { AdminVisit } from '../section';
import type { PanelParts } from '../visitor';
import { loginView } from './login-view';
import { wipeMessage } from './wipe-message';

/** Deletes the message with the password, then looks at it. The right one leads into the panel, or back into a form. */
export async function tryPassword(
  parts: PanelParts,
  visitor: AdminVisit,
  message: InboundUpdate & InboundMessage,
  o: { password: string; resume: FormState | undefined },
): Promise<PanelReply> {
  const { app, user, panel, environmentHash, isOwner } = visitor;
  await wipeMessage(parts, { user, message });
  const outcome = await logIn(app, {
    userId: user.id,
    password: o.password,
    environmentHash,
    verify: verifyPassword,
  });
  const again = (say: 'ask' | 'noPassword', above?: Piece): PanelReply => ({
    view: loginView(visitor, { say, isOwner, resume: o.resume, above }),
    screen: 'panel.login',
  });
  switch (outcome.kind) {
    case 'logged_in': {
      const admin = { ...visitor, sessionId: outcome.sessionId };
      const { telegramId, language } = user;
      await setAdminMenu(app, parts.messenger, { telegramId, language, isIn: true });
      if (o.resume) return afterForm(admin, await resumeForm(admin, o.resume));
      return openPage(admin, frameCallbacks.home());
    }
    case 'wrong_password':
      return again('ask', lines(panel.login.wrong(outcome), panel.login.deleted));
    case 'locked':
      return again('ask', lines(panel.login.locked(outcome), panel.login.deleted));
    case 'no_password':
      return again('noPassword');
  }
}
