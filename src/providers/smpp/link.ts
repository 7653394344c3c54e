import type { Logger } from '../../platform/logger';
import type { Clock } from '../../ports/clock';
import type { LinkEvents, LinkState, SmsLink } from '../../ports/sms-provider';
import { STATUS } from './commands';
import { createComplaints } from './complaints';
import { createDeliveryQueue } from './delivery-queue';
import type { Delivery } from './read-delivery';
import { readMessage } from './read-message';
import { openSession, type Session } from './session';
import type { SessionEnd } from './session-end';
import type { SmppSettings } from './settings';

export interface LinkParts {
  readonly settings: SmppSettings;
  readonly password: () => string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timeoutMs: number;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Somebody must change a setting before it can become better. */
const REFUSED_PAUSE_MS = 15_000;
/** Our last session may still be there for the centre: soon it is not. */
const STILL_BOUND_PAUSE_MS = 2_000;
/** What lasted so long was a good session: the next try is soon. */
const GOOD_MS = 30_000;
/** So many sessions in a row that did not last are no accident. */
const SHORT_SESSIONS = 3;

/** Keeps sessions with a centre, as many as its settings say, until it is closed; each comes back by itself. */
export function openSmppLink(parts: LinkParts, events: LinkEvents): SmsLink {
  const { settings, clock, log } = parts;
  const queue = createDeliveryQueue({ log, store: (messages) => events.receive(messages) });
  const slots = Array.from({ length: settings.sessions }, () => keepSession());
  const refusals = createComplaints({
    clock,
    tell(refused) {
      log.warn(refused, 'a centre sent what is no text for a number, and was told so');
      events.onRefused(refused);
    },
  });
  const nonsense = createComplaints({
    clock,
    tell: (said) => log.warn(said, 'a centre said what no centre should, and was told so'),
  });
  let bound = 0;
  let isClosed = false;

  function keepSession() {
    let session: Session | undefined;
    let pause: { cancel(): void } | undefined;
    let failures = 0;

    function open(): void {
      let boundAtMs: number | undefined;
      session = openSession({
        ...parts,
        onBound(name) {
          boundAtMs = clock.monotonicMs();
          bound += 1;
          log.info({ bound, centre: name }, 'a session with a centre is open');
          events.onState({ kind: 'up', sessions: bound });
        },
        onDelivery: take,
        onUnreadable: refusals.add,
        onNonsense: nonsense.add,
        onEnd(end) {
          session = undefined;
          if (boundAtMs !== undefined) bound -= 1;
          if (isClosed) return;
          const isGood = boundAtMs !== undefined && clock.monotonicMs() - boundAtMs >= GOOD_MS;
          failures = isGood ? 0 : failures + 1;
          const waitMs = pauseAfter(end, failures);
          log.warn(
            { end: end.kind, detail: end.detail, waitMs },
            'a session with a centre is over; it is opened again',
          );
          if (bound === 0) events.onState(stateAfter(end, boundAtMs !== undefined && failures >= SHORT_SESSIONS));
          pause = clock.after(waitMs, open);
        },
      });
    }

    return {
      open,
      async close() {
        pause?.cancel();
        await session?.close();
      },
    };
  }

  function take(delivery: Delivery, answer: (status: number) => void) {
    const reading = readMessage(delivery, settings);
    switch (reading.kind) {
      case 'receipt':
        return answer(STATUS.ok);
      case 'refused':
        refusals.add(reading.detail);
        return answer(reading.status);
      case 'message':
        return queue.add(reading.message, answer);
    }
  }

  for (const slot of slots) slot.open();
  return {
    alertAfterMs: settings.alertAfterS * 1000,
    async close() {
      isClosed = true;
      refusals.close();
      nonsense.close();
      await Promise.all(slots.map((slot) => slot.close()));
      await queue.drained();
    },
  };
}

/** Where each session ends soon, somebody else may bind as we do, and the centre lets in one of us. */
function stateAfter({ kind, detail, reason }: SessionEnd, isShort: boolean): LinkState {
  if (kind === 'refused' || kind === 'distrusted') return { kind, detail };
  return { kind: 'down', detail, reason: reason ?? (isShort ? 'held_elsewhere' : undefined) };
}

function pauseAfter(end: SessionEnd, failures: number): number {
  if (end.kind === 'refused' || end.kind === 'distrusted') return REFUSED_PAUSE_MS;
  const isBound = end.status === STATUS.alreadyBound;
  const [first, longest] = isBound ? [STILL_BOUND_PAUSE_MS, REFUSED_PAUSE_MS] : [FIRST_PAUSE_MS, LONGEST_PAUSE_MS];
  const grown = Math.min(longest, first * 2 ** Math.min(failures - 1, 10));
  // Many links of one centre do not come back in step.
  return Math.round(grown * (0.75 + Math.random() / 2));
}
