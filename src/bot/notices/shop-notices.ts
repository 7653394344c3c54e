import { readBalanceChange } from '../../database/queries/account';
import type { AlertFacts, AlertKind } from '../../domain/alert-kind';
import type { RenderedMessage } from '../../ports/rendered-message';
import { anew, callbacks } from '../callbacks';
import type { Rendering } from '../outbox/kinds';
import { contentOf, lookingFor } from '../outbox/shown';
import { placeOfAlert } from '../panel/places';
import { button } from '../screens/view';
import { balanceAndHome } from './ways-on';

/** What is available is said as it stands when the notice goes out. */
export async function balanceChanged(
  o: Rendering,
  { transferId }: { transferId: bigint },
): Promise<RenderedMessage | undefined> {
  const change = await readBalanceChange(o.app.db, transferId);
  if (!change) return undefined;
  const { texts, settings } = await lookingFor(o);
  return contentOf({
    text: texts.balanceChanged({ ...change, support: settings.supportContact }),
    buttons: [
      [button(texts.homeButtons.services, anew(callbacks.services({ page: 0, favourites: false, query: false })))],
      balanceAndHome(texts),
    ],
  });
}

export async function rewardTakenBack(
  o: Rendering,
  facts: { title: string; amount: bigint; available: bigint },
): Promise<RenderedMessage> {
  const { texts } = await lookingFor(o);
  return contentOf({ text: texts.rewardTakenBack(facts), buttons: [balanceAndHome(texts)] });
}

/** A trouble with a button to where it is repaired, or the word that it is over. */
export async function operatorAlert(
  o: Rendering,
  { alert, facts, key = '', since }: { alert: AlertKind; facts: AlertFacts; key?: string; since?: Date },
): Promise<RenderedMessage> {
  const { texts } = await lookingFor(o);
  const words = texts.alertWords[alert](facts);
  const place = placeOfAlert(key);
  return contentOf({
    text: since ? texts.alertOver({ title: words.text.split('\n')[0]!, facts, since }) : words,
    buttons: [
      ...(place ? [[button(texts.alertPlace, anew(place))]] : []),
      [button(texts.home, anew(callbacks.home()))],
    ],
  });
}
