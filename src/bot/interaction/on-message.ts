import type { InboundMessage, InboundUpdate } from '../../ports/inbound-update';
import type { Target } from '../answer-row';
import { parseCallback } from '../callbacks';
import { callbackOfCommand, parseCommand, startPayload } from '../commands';
import { findScreen } from '../conversations/dialogue';
import { searchFor } from '../conversations/search.conversation';
import { screens } from '../screens';
import type { Visit } from '../screens/screen';
import { lines } from '../texts/rich';
import { follow, GATE, HOME } from './follow';
import { inPanel } from './in-panel';
import { CLOSED, type Interaction } from './interaction';
import { closedTo, openVisit } from './visit';

const NEW: Target = { kind: 'new' };

/** A command, words to search by, or something that the shop cannot read. */
export async function onMessage(interaction: Interaction, message: InboundUpdate & InboundMessage): Promise<void> {
  const command = parseCommand(message.text);
  const visit = await openVisit(interaction.app, message.from, startPayload(command));
  if (await inPanel(interaction, visit, NEW, (panel) => panel.onMessage(visit, message))) return;
  const closed = closedTo(visit);
  if (closed) return interaction.show(visit, closed, NEW, CLOSED);
  await interaction.attempt(visit, NEW, async () => {
    if (command?.name === 'cancel') return onCancel(interaction, visit, message);
    if (command) return onCommand(interaction, visit, await callbackOfCommand(visit, command));
    if (message.text.trim() && !message.document) return onWords(interaction, visit, message);
    return onUnsupported(interaction, visit);
  });
}

async function onCommand(
  interaction: Interaction,
  visit: Visit,
  { data, isGone }: Awaited<ReturnType<typeof callbackOfCommand>>,
): Promise<void> {
  const { view, screen } = await follow(interaction, visit, (data && parseCallback(data)) || HOME, NEW);
  const text = !data
    ? visit.texts.unknownCommand(view.text)
    : isGone && screen !== GATE
      ? lines(visit.texts.refusals.offer_gone(), '', view.text)
      : view.text;
  await interaction.show(visit, { ...view, text }, NEW, screen);
}

async function onCancel(interaction: Interaction, visit: Visit, { messageId }: InboundMessage): Promise<void> {
  const isSearching = (await visit.step())?.kind.startsWith('search_');
  const target: Target = isSearching ? { kind: 'after', messageId } : NEW;
  const { view, screen } = await follow(interaction, visit, HOME, target);
  const word = isSearching ? visit.texts.searchClosed : visit.texts.nothingToCancel;
  await interaction.show(visit, { ...view, text: lines(word, '', view.text) }, target, screen);
}

/** What was found stands below the words: the person no longer sees what stands above them. */
async function onWords(interaction: Interaction, visit: Visit, { text, messageId }: InboundMessage): Promise<void> {
  const [before, screenBefore] = await Promise.all([visit.step(), findScreen(interaction.app, visit.user.id)]);
  const { step, go } = searchFor(text, before);
  // What the panel showed stays.
  const moves = before !== undefined || (screenBefore !== undefined && Object.hasOwn(screens, screenBefore));
  const target: Target = moves ? { kind: 'after', messageId } : NEW;
  const searching = { ...visit, step: async () => step };
  const { view, screen } = await follow(interaction, searching, parseCallback(go)!, target);
  await interaction.show(visit, view, target, screen);
}

async function onUnsupported(interaction: Interaction, visit: Visit): Promise<void> {
  const { view, screen } = await follow(interaction, visit, HOME, NEW);
  const text = screen === GATE ? view.text : visit.texts.unsupported;
  await interaction.show(visit, { ...view, text }, NEW, screen);
}
