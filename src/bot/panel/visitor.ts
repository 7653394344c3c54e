import type { App } from '../../app';
import type { Secret } from '../../config';
import type { SecretBox } from '../../platform/secret-box';
import type { InboundUpdate } from '../../ports/inbound-update';
import type { Messenger } from '../../ports/messenger';
import { hasPanelPassword } from '../../usecases/admins/is-panel-password';
import { useAdminSession, wasAdmin } from '../../usecases/admins/use-session';
import type { Visit } from '../screens/screen';
import type { Piece } from '../texts/rich';
import type { FormState } from './forms/form';
import { loginView } from './login/login-view';
import type { PanelReply } from './pages';
import { RESET_FORM } from './password/password.section';
import type { AdminVisit } from './section';
import { panelTextsFor } from './texts';

export interface PanelParts {
  readonly app: App;
  readonly messenger: Pick<Messenger, 'deleteMessages' | 'download' | 'setCommands'>;
  readonly secretBox: SecretBox;
  /** ADMIN_PASSWORD_HASH. */
  readonly passwordHash?: Secret;
  /** PUBLIC_URL. */
  readonly publicUrl?: string;
}

/** Somebody at the panel's door, before his session is asked for. */
export function visitorOf(parts: PanelParts, visit: Visit, update: InboundUpdate): AdminVisit {
  const { user, app } = visit;
  return {
    ...visit,
    ...panelTextsFor(user.language, app.currency),
    author: { actor: { type: 'ADMIN', id: String(user.id) }, requestId: `telegram:${update.id}` },
    sessionId: undefined,
    isOwner: app.ownerIds.includes(user.telegramId),
    secretBox: parts.secretBox,
    environmentHash: parts.passwordHash?.reveal(),
    publicUrl: parts.publicUrl,
    words: undefined,
    typed: undefined,
    typedEntities: [],
    document: undefined,
    photo: undefined,
  };
}

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
