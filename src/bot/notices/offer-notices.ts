import type { RenderedMessage } from '../../ports/rendered-message';
import { getOffer } from '../../usecases/storefront/get-offer';
import { anew, callbacks } from '../callbacks';
import type { Rendering } from '../outbox/kinds';
import { contentOf, lookingFor } from '../outbox/shown';
import { button } from '../screens/view';

/** What somebody waited for can be bought: the button leads there. Nothing is said of what is off sale by now. */
export async function offerBack(o: Rendering, { offerId }: { offerId: number }): Promise<RenderedMessage | undefined> {
  const offer = o.userId === null ? undefined : await getOffer(o.app, { offerId, userId: o.userId });
  if (!offer?.isOnSale) return undefined;
  const { texts } = await lookingFor(o);
  const look = button(texts.lookButton(offer.price), anew(callbacks.offer({ offer: offerId, page: 0, from: 0 })));
  return contentOf({ text: texts.offerBack(offer), buttons: [[look], [button(texts.home, anew(callbacks.home()))]] });
}
