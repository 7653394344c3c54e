import { callbacks, parseCallback } from '../callbacks';
import { screen } from './screen';

/** A purchase that was interrupted longer ago is not made by itself: it is shown again, with its price. */
const PURCHASE_GOES_ON_MS = 10 * 60_000;

/** All channels are joined: what was interrupted goes on. */
export const joinedScreen = screen('joined', async ({ app, texts, step }) => {
  const waiting = await step();
  if (waiting?.kind !== 'gate') return { go: callbacks.home(), toast: texts.gateOpened };
  const asked = parseCallback(waiting.go);
  const isOld = app.clock.now().getTime() - Date.parse(waiting.at) > PURCHASE_GOES_ON_MS;
  const go =
    asked?.name === 'reserve' && isOld
      ? callbacks.offer({ offer: asked.params.offer, page: 0, from: 0 })
      : (asked?.data ?? callbacks.home());
  return { go, toast: texts.gateOpened, step: waiting.words };
});
