import type { App } from '../../app';
import type { Secret } from '../../config';
import type { SecretBox } from '../../platform/secret-box';
import type { InboundUpdate } from '../../ports/inbound-update';
import type { Messenger } from '../../ports/messenger';
import type { Visit } from '../screens/screen';
import type { AdminVisit } from './section';
import { panelTextsFor } from './texts';

export interface PanelParts {
  readonly app: App;
  readonly messenger: Pick<Messenger, 'deleteMessages' | 'download'>;
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
