import type { TlObject } from '../tl/tl-object';
import type { PrivateMessage } from '../world/records';

/**
 * What a payment's messages are to one side. A service message is stored as the bot sees it; the payer's face has neither
 * payload nor charge. An invoice shows its receipt to those who paid it.
 */
export function faceOf(
  viewerId: bigint,
  message: PrivateMessage,
  idOf: (messageKey: string) => number | undefined,
): PrivateMessage {
  if (message.action) return { ...message, action: actionFor(viewerId, message, message.action) };
  const receipt = message.receipts?.[viewerId.toString()];
  if (!receipt || !message.media) return message;
  return { ...message, media: { ...message.media, receiptMsgId: idOf(receipt) || undefined } };
}

function actionFor(viewerId: bigint, { fromId }: PrivateMessage, action: TlObject): TlObject {
  const { currency, totalAmount, invoiceSlug } = action;
  if (action._ === 'messageActionPaymentSentMe' && viewerId === fromId)
    return { _: 'messageActionPaymentSent', currency, totalAmount, invoiceSlug };
  if (action._ === 'messageActionPaymentRefunded' && viewerId !== fromId) return { ...action, payload: undefined };
  return action;
}
