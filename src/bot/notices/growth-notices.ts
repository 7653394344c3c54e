import { readReferralNotice } from '../../database/queries/growth';
import type { RenderedMessage } from '../../ports/rendered-message';
import { anew, callbacks } from '../callbacks';
import type { Rendering } from '../outbox/kinds';
import { contentOf, lookingFor } from '../outbox/shown';
import { button } from '../screens/view';
import type { Texts } from '../texts';
import type { Rich } from '../texts/rich';

export async function referralPaid(
  o: Rendering,
  { rewardId }: { rewardId: bigint },
): Promise<RenderedMessage | undefined> {
  const paid = await readReferralNotice(o.app.db, rewardId);
  return paid && told(o, (texts) => texts.referralPaid(paid));
}

export async function giftTaken(o: Rendering, { giftId }: { giftId: bigint }): Promise<RenderedMessage | undefined> {
  const gift = await o.app.db.growth.findGift(giftId);
  return gift ? told(o, (texts) => texts.yourGiftTaken(gift)) : undefined;
}

export async function giftReturned(o: Rendering, { giftId }: { giftId: bigint }): Promise<RenderedMessage | undefined> {
  const gift = await o.app.db.growth.findGift(giftId);
  return gift ? told(o, (texts) => texts.yourGiftReturned(gift)) : undefined;
}

async function told(o: Rendering, say: (texts: Texts) => Rich): Promise<RenderedMessage> {
  const { texts } = await lookingFor(o);
  const ways = [
    button(texts.homeButtons.balance, anew(callbacks.balance())),
    button(texts.home, anew(callbacks.home())),
  ];
  return contentOf({ text: say(texts), buttons: [ways] });
}
