import type { App } from '../../app';
import type { MessageSource } from '../../domain/enum-values';
import { type AppliedMessages, applyCandidates } from './apply-candidates';
import { type Arrival, joinParts } from './join-parts';
import { storeMessages, storeOnce } from './store-messages';

export type { IncomingMessage } from './incoming-message';

const BATCH = 200;

export interface ArrivedMessages {
  readonly providerId: number;
  readonly source: MessageSource;
  readonly messages: readonly Arrival[];
}

/**
 * Stores messages, each once, and gives each to its reservation. When this returns, all are stored; when it throws midway,
 * what was stored and not yet given is picked up by `processStoredMessages`.
 */
export async function receiveMessages(app: App, o: ArrivedMessages): Promise<AppliedMessages> {
  const total = { messages: 0, completed: 0, appended: 0, late: 0, orphans: 0 };
  for (let from = 0; from < o.messages.length; from += BATCH) {
    const candidates = await storeArrivals(app, { ...o, messages: o.messages.slice(from, from + BATCH) });
    if (o.source === 'POLL' && candidates.some(({ isNew }) => isNew))
      await app.db.webhooks.noteMissed(o.providerId, app.clock.now());
    const counts = await applyCandidates(app, candidates);
    for (const key of Object.keys(total) as (keyof AppliedMessages)[]) total[key] += counts[key];
  }
  return total;
}

/** Stores a batch, parts of long SMS among it; the answer is for `applyCandidates`. One round trip where nothing is to be joined. */
export async function storeArrivals(app: App, o: ArrivedMessages) {
  const isPlain = o.messages.every(({ part }) => !part) && !(await app.db.mirroredMessages.isMirrored(o.providerId));
  if (isPlain) return storeMessages(app, app.db, o);
  return app.db.transact(async (tx) => {
    const messages = await joinParts(tx, { ...o, at: app.clock.now() });
    return storeOnce(app, tx, { ...o, messages });
  });
}
