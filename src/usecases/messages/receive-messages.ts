import type { App } from '../../app';
import type { Tx } from '../../database/database';
import type { Stores } from '../../database/stores';
import type { MessageSource } from '../../domain/enum-values';
import { isSms, isVisible } from '../../domain/message/is-sms';
import { type AppliedMessages, applyCandidates } from './apply-candidates';
import { dropTwins } from './drop-twins';
import { resolveSims } from '../sims/resolve-sims';
import { dedupeKeyOf, type IncomingMessage } from './incoming-message';

export type { IncomingMessage } from './incoming-message';

const BATCH = 200;

/**
 * Stores messages, each for ever once, and gives each to its reservation. When this returns, all are stored; when it
 * throws midway, what was stored and not yet given is picked up by `processStoredMessages`.
 */
export async function receiveMessages(app: App, o: ArrivedMessages): Promise<AppliedMessages> {
  const total = { messages: 0, completed: 0, appended: 0, late: 0, orphans: 0 };
  for (let from = 0; from < o.messages.length; from += BATCH) {
    const messages = await resolveSims(app, o.providerId, o.messages.slice(from, from + BATCH));
    const batch = { ...o, messages };
    const candidates = (await app.db.mirroredMessages.isMirrored(o.providerId))
      ? await app.db.transact((tx) => storeOnce(app, tx, batch))
      : await storeMessages(app, app.db, batch);
    if (o.source === 'POLL' && candidates.some(({ isNew }) => isNew))
      await app.db.webhooks.noteMissed(o.providerId, app.clock.now());
    const counts = await applyCandidates(app, candidates);
    for (const key of Object.keys(total) as (keyof AppliedMessages)[]) total[key] += counts[key];
  }
  return total;
}

export interface ArrivedMessages {
  readonly providerId: number;
  readonly source: MessageSource;
  readonly messages: readonly IncomingMessage[];
}

/** The same, without what another side has shown already. For a transaction, which then is not to do much else. */
export async function storeOnce(app: App, tx: Tx, o: ArrivedMessages) {
  const { providerId, source } = o;
  const feed = source === 'CHAT' ? 'CHAT' : 'DIRECT';
  if (feed === 'DIRECT' && !(await tx.mirroredMessages.isMirrored(providerId))) return storeMessages(app, tx, o);
  return storeMessages(app, tx, {
    ...o,
    messages: await dropTwins(app, tx, { providerId, feed, messages: o.messages }),
  });
}

/** Stores what is an SMS without giving it to anybody; the answer is for `applyCandidates`, outside the transaction. */
export async function storeMessages(app: App, db: Pick<Stores, 'messages'>, o: ArrivedMessages) {
  const { lateCodeWindowS } = await app.settings();
  return db.messages.storeAndMatch({
    providerId: o.providerId,
    source: o.source,
    drafts: o.messages.filter(isSms).map(asDraft),
    now: app.clock.now(),
    lateWindowS: lateCodeWindowS,
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
  };
}
