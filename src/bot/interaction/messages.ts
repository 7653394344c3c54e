import type { InboundMessage, InboundUpdate } from '../../ports/inbound-update';
import { callbacks, parseCallback } from '../callbacks';
import { callbackNamed, callbackOfCommand, parseCommand, startPayload } from '../commands';
import type { Target } from '../outbox/put';
import { screens } from '../screens';
import type { Step } from '../screens/view';
import { lines } from '../texts/rich';
import { GATE } from './gate';
import { Interaction, type RouterParts } from './interaction';
import { answer, follow, HOME } from './pipeline';
import { addresseeOf, onSupportWords } from './support-words';
import { findScreen, openVisit } from './visit';

const MAX_QUERY = 64;

/** A command, words to search by, or something that the shop cannot read. */
export async function onMessage(parts: RouterParts, message: InboundUpdate & InboundMessage): Promise<void> {
  const command = parseCommand(message.text);
  const visit = await openVisit(parts.app, message.from, startPayload(command));
  const interaction = new Interaction(parts, message, visit, { kind: 'new' });
  const addressee = command ? undefined : await addresseeOf(visit, message);
  return answer(interaction, {
    asked: addressee ? 'supportThread' : command && parseCallback(callbackNamed(command.name) ?? '')?.name,
    panel: (panel) => panel.onMessage(interaction.visit, message),
    async screen() {
      if (addressee) return onSupportWords(interaction, message, addressee);
      if (command?.name === 'cancel') return onCancel(interaction, message);
      if (command) return onCommand(interaction, await callbackOfCommand(visit, command));
      if (message.text.trim() && !message.document) return onWords(interaction, message);
      return onUnsupported(interaction);
    },
  });
}

async function onCommand(
  interaction: Interaction,
  { data, isGone }: Awaited<ReturnType<typeof callbackOfCommand>>,
): Promise<void> {
  const { view, screen, texts } = await follow(interaction.visit, (data && parseCallback(data)) || HOME);
  const text = !data
    ? texts.unknownCommand(view.text)
    : isGone && screen !== GATE
      ? lines(texts.refusals.offer_gone(), '', view.text)
      : view.text;
  await interaction.show({ ...view, text }, screen);
}

async function onCancel(interaction: Interaction, { messageId }: InboundMessage): Promise<void> {
  const { visit } = interaction;
  const isSearching = (await visit.step())?.kind.startsWith('search_');
  const { view, screen } = await follow(visit, HOME);
  const word = isSearching ? visit.texts.searchClosed : visit.texts.nothingToCancel;
  const target: Target | undefined = isSearching ? { kind: 'after', messageId } : undefined;
  await interaction.show({ ...view, text: lines(word, '', view.text) }, screen, target);
}

/** What was found stands below the words: the person no longer sees what stands above them. */
async function onWords(interaction: Interaction, { text, messageId }: InboundMessage): Promise<void> {
  const { app, visit } = interaction;
  const [before, screenBefore] = await Promise.all([visit.step(), findScreen(app, visit.user.id)]);
  const { step, go } = searchFor(text, before);
  // What the panel showed stays.
  const moves = before !== undefined || (screenBefore !== undefined && Object.hasOwn(screens, screenBefore));
  const { view, screen } = await follow({ ...visit, step: async () => step }, parseCallback(go)!);
  await interaction.show(view, screen, moves ? { kind: 'after', messageId } : undefined);
}

/**
 * Typed words search where the person is: countries of the service that they look at, else services. The words go into
 * the step, since a button has no room for them; the screen behind `go` reads them there.
 */
function searchFor(words: string, step: Step | undefined): { step: Step; go: string } {
  const query = Array.from(words.replace(/\s+/g, ' ').replace(/\0/g, '').trim()).slice(0, MAX_QUERY).join('');
  if (step?.kind === 'search_countries') {
    const { serviceId, from } = step;
    return { step: { ...step, query }, go: callbacks.countries({ service: serviceId, page: 0, query: true, from }) };
  }
  if (step?.kind === 'type_promo') {
    const code = query.replace(/[^\w-]/g, '').slice(0, 40);
    const { offer } = step;
    const again = offer === undefined ? callbacks.promo() : callbacks.promoFor({ offer });
    const go = offer === undefined ? callbacks.redeem({ code }) : callbacks.redeemFor({ code, offer });
    return { step, go: code === '' ? again : go };
  }
  if (step?.kind === 'type_gift') return { step: { ...step, typed: query }, go: callbacks.gifts() };
  if (step?.kind === 'type_amount') {
    const { method, offer, price } = step;
    return { step: { ...step, typed: query }, go: callbacks.topUpAmounts({ method, offer, price: BigInt(price) }) };
  }
  return {
    step: { kind: 'search_services', favourites: false, query },
    go: callbacks.services({ page: 0, favourites: false, query: true }),
  };
}

async function onUnsupported(interaction: Interaction): Promise<void> {
  const { view, screen, texts } = await follow(interaction.visit, HOME);
  await interaction.show({ ...view, text: screen === GATE ? view.text : texts.unsupported }, screen);
}
