import { hasPanelPassword } from '../../usecases/admins/is-panel-password';
import { useAdminSession, wasAdmin } from '../../usecases/admins/use-session';
import type { Piece } from '../texts/rich';
import type { FormState } from './forms/form';
import { loginView } from './login/login-view';
import type { PanelReply } from './pages';
import { RESET_FORM } from './password/password.section';
import type { AdminVisit } from './section';

/** The same visitor with his live session, or with leave to go on setting the password; otherwise undefined. */
export async function admitted(visitor: AdminVisit, form: FormState | undefined): Promise<AdminVisit | undefined> {
  const sessionId = await useAdminSession(visitor.app, { userId: visitor.user.id });
  if (sessionId !== undefined) return { ...visitor, sessionId };
  return visitor.isOwner && form?.form === RESET_FORM ? visitor : undefined;
}

export async function ask(visitor: AdminVisit, o: { resume?: FormState; above?: Piece } = {}): Promise<PanelReply> {
  const { isOwner, environmentHash } = visitor;
  const isKnown = await wasAdmin(visitor.app, { userId: visitor.user.id });
  const hasPassword = await hasPanelPassword(visitor.app, environmentHash);
  const say = !hasPassword ? 'noPassword' : isKnown && !o.above ? 'over' : 'ask';
  return { view: loginView(visitor, { say, isOwner, ...o }), screen: 'panel.login' };
}

/** Somebody without a session pressed a button of the panel. */
export async function closed(visitor: AdminVisit, form: FormState | undefined): Promise<PanelReply | undefined> {
  const isKnown = visitor.isOwner || (await wasAdmin(visitor.app, { userId: visitor.user.id }));
  return isKnown ? ask(visitor, { resume: form }) : undefined;
}
