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
import { CLOSED, type Turn } from './turn';
import { closedTo, openVisit } from './visit';

const NEW: Target = { kind: 'new' };

/** A command, words to search by, or something that the shop cannot read. */
export async function onMessage(turn: Turn, message: InboundUpdate & InboundMessage): Promise<void> {
  const command = parseCommand(message.text);
  const visit = await openVisit(turn.app, message.from, startPayload(command));
  if (await inPanel(turn, visit, NEW, (panel) => panel.onMessage(visit, message))) return;
  const closed = closedTo(visit);
  if (closed) return turn.show(visit, closed, NEW, CLOSED);
  await turn.attempt(visit, NEW, async () => {
    if (command?.name === 'cancel') return onCancel(turn, visit, message);
    if (command) return onCommand(turn, visit, await callbackOfCommand(visit, command));
    if (message.text.trim() && !message.document) return onWords(turn, visit, message);
    return onUnsupported(turn, visit);
  });
}

async function onCommand(
  turn: Turn,
  visit: Visit,
  { data, isGone }: Awaited<ReturnType<typeof callbackOfCommand>>,
): Promise<void> {
  const { view, screen } = await follow(turn, visit, (data && parseCallback(data)) || HOME, NEW);
  const text = !data
    ? visit.texts.unknownCommand(view.text)
    : isGone && screen !== GATE
      ? lines(visit.texts.refusals.offer_gone(), '', view.text)
      : view.text;
  await turn.show(visit, { ...view, text }, NEW, screen);
}

async function onCancel(turn: Turn, visit: Visit, { messageId }: InboundMessage): Promise<void> {
  const isSearching = (await visit.step())?.kind.startsWith('search_');
  const target: Target = isSearching ? { kind: 'after', messageId } : NEW;
  const { view, screen } = await follow(turn, visit, HOME, target);
  const word = isSearching ? visit.texts.searchClosed : visit.texts.nothingToCancel;
  await turn.show(visit, { ...view, text: lines(word, '', view.text) }, target, screen);
}

/** What was found stands below the words: the person no longer sees what stands above them. */
async function onWords(turn: Turn, visit: Visit, { text, messageId }: InboundMessage): Promise<void> {
  const [before, screenBefore] = await Promise.all([visit.step(), findScreen(turn.app, visit.user.id)]);
  const { step, go } = searchFor(text, before);
  // What the panel showed stays.
  const moves = before !== undefined || (screenBefore !== undefined && Object.hasOwn(screens, screenBefore));
  const target: Target = moves ? { kind: 'after', messageId } : NEW;
  const searching = { ...visit, step: async () => step };
  const { view, screen } = await follow(turn, searching, parseCallback(go)!, target);
  await turn.show(visit, view, target, screen);
}

async function onUnsupported(turn: Turn, visit: Visit): Promise<void> {
  const { view, screen } = await follow(turn, visit, HOME, NEW);
  const text = screen === GATE ? view.text : visit.texts.unsupported;
  await turn.show(visit, { ...view, text }, NEW, screen);
}
