import type { SandboxMessage } from '../../src/sandbox/telegram';
import type { ChatBuyer } from './chat-buyer';

export interface BoughtNumber {
  /** E.164 digits. */
  readonly phone: string;
  /** The message that shows the number's card. */
  readonly cardId: number;
}

/** Walks from the list of services to the last look before the purchase. */
export async function opensOffer(buyer: ChatBuyer, service: RegExp, country: RegExp): Promise<SandboxMessage> {
  const { id } = await buyer.asks('/services');
  await buyer.pressesOn(id, service);
  await buyer.pressesOn(id, country);
  return buyer.showsOn(id, /Price: /);
}

/** Buys and gives what stands on the card. */
export async function buys(buyer: ChatBuyer, service: RegExp, country: RegExp): Promise<BoughtNumber> {
  const { id } = await opensOffer(buyer, service, country);
  await buyer.pressesOn(id, /✅ Get a number/);
  return numberOnCard(await buyer.showsOn(id, /Waiting for the SMS/));
}

export const buysWhatsApp = (buyer: ChatBuyer) => buys(buyer, /WhatsApp/, /Latvia/);
export const buysTelegram = (buyer: ChatBuyer) => buys(buyer, /Telegram/, /Kazakhstan/);

export function numberOnCard(card: SandboxMessage): BoughtNumber {
  const phone = /📞 \+(\d+)/.exec(card.text)?.[1];
  if (!phone) throw new Error(`There is no number on this card:\n${card.text}`);
  return { phone, cardId: card.id };
}
