import type { InboundPayment, InboundPaymentRefund } from '../../../ports/inbound-update';
import type { PreCheckout } from '../../../ports/stars';
import { Api, fromLong } from '../gramjs';
import { markedIdOf } from '../peers';
import { type Cast, castOf, personOf } from './cast';

/**
 * What a service message says of money; undefined for all other ones. The bot's own messages count: of a refund that it
 * made Telegram tells in the answer to that call, of one that Telegram made in a message of the bot's name.
 */
export function readPayment(
  { action, date, fromId, id, peerId }: Api.MessageService,
  cast: Cast,
): InboundPayment | InboundPaymentRefund | undefined {
  const isPayment = action instanceof Api.MessageActionPaymentSentMe;
  if (!isPayment && !(action instanceof Api.MessageActionPaymentRefunded)) return undefined;
  const chatId = markedIdOf(peerId);
  const payer = chatId < 0n && fromId ? markedIdOf(fromId) : chatId;
  const facts = {
    from: personOf(payer, cast),
    messageId: id,
    sentAt: new Date(date * 1000),
    currency: action.currency,
    amount: fromLong(action.totalAmount),
    chargeId: action.charge.id,
    providerChargeId: action.charge.providerChargeId,
  };
  const payload = action.payload?.toString('utf8');
  return isPayment
    ? { kind: 'payment', ...facts, payload: payload ?? '' }
    : { kind: 'payment_refund', ...facts, payload: payload ?? null };
}

/** The questions before a payment in what was pushed. They are not counted, so nothing brings back a lost one. */
export function preCheckoutsIn(object: unknown): PreCheckout[] {
  if (object instanceof Api.UpdateShort) return read([object.update], castOf([], []));
  if (object instanceof Api.Updates || object instanceof Api.UpdatesCombined) {
    const { updates, users } = object;
    return updates.some(isPreCheckout) ? read(updates, castOf(users, [])) : [];
  }
  return [];
}

const isPreCheckout = (update: Api.TypeUpdate): update is Api.UpdateBotPrecheckoutQuery =>
  update instanceof Api.UpdateBotPrecheckoutQuery;

function read(updates: readonly Api.TypeUpdate[], cast: Cast): PreCheckout[] {
  return updates.filter(isPreCheckout).map(({ queryId, userId, payload, currency, totalAmount }) => {
    const { telegramId, languageCode } = personOf(fromLong(userId), cast);
    const amount = fromLong(totalAmount);
    return {
      queryId: fromLong(queryId),
      telegramId,
      languageCode,
      payload: payload.toString('utf8'),
      currency,
      amount,
    };
  });
}
