import type { HandleUpdate, InboundUpdate } from '../ports/inbound-update';
import { receivePost } from '../usecases/messages/receive-post';
import { markBlocked } from '../usecases/users/meet-user';
import { Interaction, type RouterParts } from './interaction/interaction';
import { onMessage } from './interaction/on-message';
import { onParticipant } from './interaction/on-participant';
import { onPress } from './interaction/on-press';

type Handlers = {
  readonly [Kind in InboundUpdate['kind']]: (
    parts: RouterParts,
    update: Extract<InboundUpdate, { kind: Kind }>,
  ) => Promise<void>;
};

/** What is done with each kind of update. */
const HANDLERS: Handlers = {
  press: (parts, press) => onPress(new Interaction(parts, press), press),
  message: (parts, message) => onMessage(new Interaction(parts, message), message),
  participant: (parts, update) => onParticipant(new Interaction(parts, update), update),
  block: ({ app }, { from, isBlocking }) => markBlocked(app, { telegramId: from.telegramId, blocked: isBlocking }),
  post: async ({ app }, post) => void (await receivePost(app, post)),
};

/** Finds the screen for an update and puts what it shows into the outbox. Handling an update twice does it once. */
export function createRouter(parts: RouterParts): { handle: HandleUpdate } {
  return {
    handle(update) {
      const handler = HANDLERS[update.kind] as (parts: RouterParts, update: InboundUpdate) => Promise<void>;
      return handler(parts, update);
    },
  };
}
