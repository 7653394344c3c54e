import { createHash } from 'node:crypto';
import type { App } from '../../app';
import type { PushedText } from '../../ports/sms-provider';
import { applyCandidates } from './apply-candidates';
import { storeArrivals } from './receive-messages';

/** Batches that are stored and not given yet; beyond that the next one waits, and with it the centre's answer. */
const MOST_UNGIVEN = 4;

export interface LinkedMessages {
  /** Resolves once all are stored. What throws has stored none, and its sender is to send it again. */
  receive(messages: readonly PushedText[]): Promise<void>;
  /** Resolves when all that was stored is given to its buyers. */
  given(): Promise<void>;
}

/**
 * Takes what comes over a link. A batch is given to its buyers while the next one is stored; batches are given one after the
 * other, so that the messages of a reservation keep their order. What a dying process leaves is given by a job.
 */
export function receiveLinked(app: App, providerId: number): LinkedMessages {
  let ungiven = 0;
  let giving = Promise.resolve();
  return {
    async receive(messages) {
      if (ungiven >= MOST_UNGIVEN) await giving;
      const candidates = await storeArrivals(app, { providerId, source: 'LINK', messages: messages.map(named) });
      ungiven += 1;
      giving = giving
        .then(() => applyCandidates(app, candidates))
        .catch((err: unknown) => app.log.error({ err, provider: providerId }, 'messages of a link are left to the job'))
        .then(() => {
          ungiven -= 1;
        });
    },
    given: () => giving,
  };
}

/** An SMS of a link has no name: what it says, to whom and from whom, is its identity for a while (see `REPEAT_MS`). */
function named(message: PushedText) {
  if (message.part || message.externalId) return message;
  const told = [message.phone ?? '', message.sender ?? '', message.text].join('\n');
  return { ...message, dedupeKey: `link:${createHash('sha256').update(told).digest('hex')}` };
}
