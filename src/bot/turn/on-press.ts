import type { InboundPress, InboundUpdate } from '../../ports/inbound-update';
import type { Target } from '../answer-row';
import { isAnew, parseCallback } from '../callbacks';
import { follow, HOME } from './follow';
import { inPanel } from './in-panel';
import { patient, unhurried } from './patience';
import { CLOSED, type Turn } from './turn';
import { closedTo, openVisit } from './visit';

/** A button: the panel's, or a callback to a screen, which takes the message's place. */
export async function onPress(turn: Turn, press: InboundUpdate & InboundPress): Promise<void> {
  const visit = await openVisit(turn.app, press.from, undefined);
  const callback = parseCallback(press.data);
  const target: Target = { kind: isAnew(press.data) ? 'below' : 'edit', messageId: press.messageId };
  if (await inPanel(turn, visit, target, (panel) => panel.onPress(patient(turn, visit, target), press))) return;
  const closed = closedTo(visit);
  if (closed) {
    // The message may be a number's card: it stays, unless the person pressed "try again" on this very notice.
    const place: Target = callback?.name === 'home' ? target : { kind: 'below', messageId: press.messageId };
    return turn.show(visit, { ...closed, toast: closed.text.text }, place, CLOSED);
  }
  await turn.attempt(visit, target, () =>
    unhurried(turn, async () => {
      const { view, screen, texts } = await follow(turn, visit, callback ?? HOME, target);
      const toast = callback ? view.toast : texts.staleButton;
      await turn.show({ ...visit, texts }, { ...view, toast }, target, screen);
    }),
  );
}
