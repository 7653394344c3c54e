import type { InboundParticipant, InboundUpdate } from '../../ports/inbound-update';
import { noteOwnStanding, noteParticipant } from '../../usecases/channels/note-participant';
import type { Target } from '../answer-row';
import { callbacks, type ParsedCallback, parseCallback } from '../callbacks';
import { follow } from './follow';
import type { Interaction } from './interaction';
import { closedTo, visitOf } from './visit';

const LIVING: Target = { kind: 'living' };
/** What a join leads to that Telegram told of: as if "I have joined" were pressed, without asking again. */
const GO_ON: ParsedCallback = { ...parseCallback(callbacks.joined())!, isTold: true };

/** Somebody joined or left a channel. Whoever stands before the gate sees it shrink, and comes in, without pressing anything. */
export async function onParticipant(
  interaction: Interaction,
  update: InboundUpdate & InboundParticipant,
): Promise<void> {
  const { app } = interaction;
  const { from, channelId, isMember, isAdmin, actorId, receivedAt: at } = update;
  const { telegramId } = from;
  if (telegramId === interaction.parts.botId)
    return noteOwnStanding(app, { channelId, isMember, isAdmin, actorId, at });
  const user = await noteParticipant(app, { channelId, telegramId, isMember, at });
  const visit = user && (await visitOf(app, user));
  if (!visit || closedTo(visit) || (await visit.step())?.kind !== 'gate') return;
  const { view, screen, texts } = await follow(interaction, visit, GO_ON, LIVING);
  await interaction.show({ ...visit, texts }, { ...view, toast: undefined }, LIVING, screen);
}
