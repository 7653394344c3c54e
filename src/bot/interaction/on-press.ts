import type { InboundPress, InboundUpdate } from '../../ports/inbound-update';
import type { Target } from '../answer-row';
import { isAnew, parseCallback } from '../callbacks';
import { follow, HOME } from './follow';
import { inPanel } from './in-panel';
import { CLOSED, type Interaction } from './interaction';
import { patient, unhurried } from './patience';
import { closedTo, openVisit } from './visit';

/** A button: the panel's, or a callback to a screen, which takes the message's place. */
export async function onPress(interaction: Interaction, press: InboundUpdate & InboundPress): Promise<void> {
  const visit = await openVisit(interaction.app, press.from, undefined);
  const callback = parseCallback(press.data);
  const target: Target = { kind: isAnew(press.data) ? 'below' : 'edit', messageId: press.messageId };
  if (await inPanel(interaction, visit, target, (panel) => panel.onPress(patient(interaction, visit, target), press)))
    return;
  const closed = closedTo(visit);
  if (closed) {
    // The message may be a number's card: it stays, unless the person pressed "try again" on this very notice.
    const place: Target = callback?.name === 'home' ? target : { kind: 'below', messageId: press.messageId };
    return interaction.show(visit, { ...closed, toast: closed.text.text }, place, CLOSED);
  }
  await interaction.attempt(visit, target, () =>
    unhurried(interaction, async () => {
      const { view, screen, texts } = await follow(interaction, visit, callback ?? HOME, target);
      const toast = callback ? view.toast : texts.staleButton;
      await interaction.show({ ...visit, texts }, { ...view, toast }, target, screen);
    }),
  );
}
