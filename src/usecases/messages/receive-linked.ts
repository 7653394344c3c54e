import { createHash } from 'node:crypto';
import type { App } from '../../app';
import type { MessageCandidate } from '../../database/stores/messages';
import type { PushedText } from '../../ports/sms-provider';
import { applyCandidates } from './apply-candidates';
import { storeArrivals } from './receive-messages';

/** Messages that are stored and not given yet; beyond that the next ones wait, and with them the centre's answers. */
const MOST_UNGIVEN = 1_000;

export interface LinkedMessages {
  /** Resolves once all are stored. What throws has stored none, and its sender is to send it again. */
  receive(messages: readonly PushedText[]): Promise<void>;
  /** Resolves when all that was stored is given to its buyers. */
  given(): Promise<void>;
}

/**
 * Takes what comes over a link. What is stored is given to its buyers while the next is stored: all that came meanwhile
 * together, so that a quiet link gives each at once and a busy one pays for one act for many. One giving at a time, so that
 * the messages of a reservation keep their order. What a dying process leaves is given by a job.
 */
export function receiveLinked(app: App, providerId: number): LinkedMessages {
  let ungiven: MessageCandidate[] = [];
  let giving: Promise<void> | undefined;

  async function give(): Promise<void> {
    while (ungiven.length > 0) {
      const rows = distinct(ungiven);
      ungiven = [];
      await applyCandidates(app, rows).catch((err: unknown) =>
        app.log.error({ err, provider: providerId }, 'messages of a link are left to the job'),
      );
    }
    giving = undefined;
  }

  return {
    async receive(messages) {
      if (ungiven.length >= MOST_UNGIVEN) await giving;
      const stored = await storeArrivals(app, { providerId, source: 'LINK', messages: messages.map(named) });
      ungiven.push(...stored);
      giving ??= give();
    },
    given: async () => giving,
  };
}

/** A message that came again before it was given stands there twice. */
function distinct(rows: readonly MessageCandidate[]): MessageCandidate[] {
  return [...new Map(rows.map((row) => [`${row.messageId} ${row.reservationId}`, row])).values()];
}

/** An SMS of a link has no name: what it says, to whom and from whom, is its identity for a while (see `REPEAT_MS`). */
function named(message: PushedText) {
  if (message.part || message.externalId) return message;
  const told = [message.phone ?? '', message.sender ?? '', message.text].join('\n');
  return { ...message, dedupeKey: `link:${createHash('sha256').update(told).digest('hex')}` };
}
