import { readReferralNotice } from '../../database/queries/growth';
import type { RenderedMessage } from '../../ports/rendered-message';
import type { Rendering } from '../outbox/kinds';
import { contentOf, lookingFor } from '../outbox/shown';
import type { Texts } from '../texts';
import type { Rich } from '../texts/rich';
import { balanceAndHome } from './ways-on';

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
  return contentOf({ text: say(texts), buttons: [balanceAndHome(texts)] });
}
