import type { App } from '../../app';
import type { Tx } from '../../database/database';
import type { Stores } from '../../database/stores';
import type { MessageSource } from '../../domain/enum-values';
import { isSms, isVisible } from '../../domain/message/is-sms';
import { dropTwins } from './drop-twins';
import { dedupeKeyOf, type IncomingMessage } from './incoming-message';
import { REPEAT_MS } from './repeats';

export interface WholeMessages {
  readonly providerId: number;
  readonly source: MessageSource;
  readonly messages: readonly IncomingMessage[];
}

/**
 * Stores each message once, without what another side has shown already. For a transaction, which then is not to do much
 * else.
 */
export async function storeOnce(app: App, tx: Tx, o: WholeMessages) {
  const { providerId, source } = o;
  const feed = source === 'CHAT' ? 'CHAT' : 'DIRECT';
  if (feed === 'DIRECT' && !(await tx.mirroredMessages.isMirrored(providerId))) return storeMessages(app, tx, o);
  return storeMessages(app, tx, {
    ...o,
    messages: await dropTwins(app, tx, { providerId, feed, messages: o.messages }),
  });
}

/** Stores what is an SMS without giving it to anybody; the answer is for `applyCandidates`, outside the transaction. */
export async function storeMessages(app: App, db: Pick<Stores, 'messages'>, o: WholeMessages) {
  const { lateCodeWindowS } = await app.settings();
  return db.messages.storeAndMatch({
    providerId: o.providerId,
    source: o.source,
    drafts: o.messages.filter(isSms).map(asDraft),
    now: app.clock.now(),
    lateWindowS: lateCodeWindowS,
    repeatMs: o.source === 'LINK' ? REPEAT_MS : undefined,
  });
}

function asDraft(message: IncomingMessage) {
  return {
    dedupeKey: message.dedupeKey ?? dedupeKeyOf(message),
    upstreamOrderId: message.orderId,
    phone: message.phone,
    sender: message.sender,
    // Postgres cannot keep a zero byte in a text.
    text: (isVisible(message.text) ? message.text : message.code!).replaceAll('\0', ''),
    providerCode: message.code,
    receivedAt: message.receivedAt,
    isIncomplete: message.isIncomplete,
  };
}
