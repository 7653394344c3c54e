import type {
  HandleUpdate,
  InboundJoinRequest,
  InboundParticipant,
  InboundPress,
  InboundUpdate,
} from '../../ports/inbound-update';
import { followMigration } from '../../usecases/channels/follow-migration';
import { noteJoinRequest } from '../../usecases/channels/join-requests';
import { noteOwnStanding, noteParticipant } from '../../usecases/channels/note-participant';
import { receivePost } from '../../usecases/messages/receive-post';
import { payJoin } from '../../usecases/rewards/pay-join';
import { markBlocked, type User } from '../../usecases/users/meet-user';
import { callbacks, isAnew, type ParsedCallback, parseCallback } from '../callbacks';
import type { Target } from '../outbox/put';
import { CLOSED, Interaction, type PaymentTaker, type RouterParts } from './interaction';
import { onMessage } from './messages';
import { answer, follow, HOME } from './pipeline';
import { closedTo, openVisit, visitOf } from './visit';

/** Finds the screen for an update and puts what it shows into the outbox. Handling an update twice does it once. */
export function createRouter(parts: RouterParts): { handle: HandleUpdate } {
  const { app } = parts;
  return {
    async handle(update) {
      switch (update.kind) {
        case 'press':
          return onPress(parts, update);
        case 'message':
          return onMessage(parts, update);
        case 'participant':
          return onParticipant(parts, update);
        case 'join_request':
          return onJoinRequest(parts, update);
        case 'block':
          return markBlocked(app, { telegramId: update.from.telegramId, blocked: update.isBlocking });
        case 'post':
          await receivePost(app, update);
          return;
        case 'migration':
          return followMigration(app, update);
        case 'payment':
          return takerOf(parts).take(update);
        case 'payment_refund':
          return takerOf(parts).refunded(update);
      }
    },
  };
}

/** Money that nobody takes must not pass for handled. */
function takerOf({ payments }: RouterParts): PaymentTaker {
  if (!payments) throw new Error('money came over the chat, and this program takes none');
  return payments;
}

/** A button: the panel's, or a callback to a screen, which takes the message's place. */
async function onPress(parts: RouterParts, press: InboundUpdate & InboundPress): Promise<void> {
  const { messageId, data } = press;
  const visit = await openVisit(parts.app, press.from);
  const callback = parseCallback(data);
  const target: Target = { kind: isAnew(data) ? 'below' : 'edit', messageId };
  const interaction = new Interaction(parts, press, visit, target);
  return answer(interaction, {
    asked: callback?.name,
    panel: (panel) => panel.onPress(interaction.visit, press),
    closed(view) {
      // The message may be a number's card: it stays, unless the person pressed "try again" on this very notice.
      const place: Target = callback?.name === 'home' ? target : { kind: 'below', messageId };
      return interaction.show({ ...view, toast: view.text.text }, CLOSED, place);
    },
    async screen() {
      const { view, screen, texts } = await follow(interaction.visit, callback ?? HOME);
      return interaction.show({ ...view, toast: callback ? view.toast : texts.staleButton }, screen);
    },
  });
}

/** What a join leads to that Telegram told of: as if "I have joined" were pressed, without asking again. */
const GO_ON: ParsedCallback = { ...parseCallback(callbacks.joined())!, isTold: true };

/** Somebody joined or left a channel. What joining brings is paid at once. Whoever stands before the gate sees it shrink, and comes in, without pressing. */
async function onParticipant(parts: RouterParts, update: InboundUpdate & InboundParticipant): Promise<void> {
  const { app, botId } = parts;
  const { channelId, isMember, isAdmin, actorId, receivedAt: at } = update;
  const { telegramId } = update.from;
  if (telegramId === botId) return noteOwnStanding(app, { channelId, isMember, isAdmin, actorId, at });
  const user = await noteParticipant(app, { channelId, telegramId, isMember, at });
  if (user && isMember) await payJoin(app, { channelId, telegramId, userId: user.id });
  return moveOn(parts, update, user);
}

/** Somebody asks to be let in: they come in at once where the bot may do that, else they see that they wait. */
async function onJoinRequest(parts: RouterParts, update: InboundUpdate & InboundJoinRequest): Promise<void> {
  const { channelId, from, receivedAt: at } = update;
  return moveOn(parts, update, await noteJoinRequest(parts.app, { channelId, telegramId: from.telegramId, at }));
}

/** Who stands before the gate sees it as it is now, or goes on to where they wanted. */
async function moveOn(
  parts: RouterParts,
  update: InboundUpdate & (InboundParticipant | InboundJoinRequest),
  user: User | undefined,
): Promise<void> {
  const visit = user && (await visitOf(parts.app, user));
  if (!visit || closedTo(visit) || (await visit.step())?.kind !== 'gate') return;
  const interaction = new Interaction(parts, update, visit, { kind: 'living' });
  const { view, screen } = await follow(interaction.visit, GO_ON);
  await interaction.show({ ...view, toast: undefined }, screen);
}
