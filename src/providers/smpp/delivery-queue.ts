import type { Logger } from '../../platform/logger';
import type { PushedText } from '../../ports/sms-provider';
import { STATUS } from './commands';

interface Waiting {
  readonly message: PushedText;
  readonly answer: (status: number) => void;
}

const MOST_AT_ONCE = 500;

export interface DeliveryQueue {
  add(message: PushedText, answer: (status: number) => void): void;
  /** Resolves when everything that was added has its answer. */
  drained(): Promise<void>;
}

/**
 * Stores deliveries in batches: while one is stored the next ones gather, so that a quiet link stores each at once and a
 * busy one pays for one round trip for all. Each is answered when it is stored; when storing failed the centre is asked to
 * come again. After a failure the batches begin with one again, so that a message that cannot be stored holds up no others.
 */
export function createDeliveryQueue(o: {
  readonly log: Logger;
  store(messages: readonly PushedText[]): Promise<void>;
}): DeliveryQueue {
  const waiting: Waiting[] = [];
  let most = MOST_AT_ONCE;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most);
      try {
        await o.store(batch.map(({ message }) => message));
        for (const { answer } of batch) answer(STATUS.ok);
        most = Math.min(MOST_AT_ONCE, most * 2);
      } catch (err) {
        o.log.error(
          { err, messages: batch.length },
          'messages of a link could not be stored; the centre sends them again',
        );
        for (const { answer } of batch) answer(STATUS.tryAgain);
        most = 1;
      }
    }
    running = undefined;
  }

  return {
    add(message, answer) {
      waiting.push({ message, answer });
      // What else stands in the same piece of the stream joins the batch.
      running ??= new Promise<void>((resolve) => setImmediate(resolve)).then(run);
    },
    drained: async () => running,
  };
}
