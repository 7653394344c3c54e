import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Clock } from '../../ports/clock';
import { COMMAND, STATUS } from './commands';
import { type Frame, FrameReader } from './frames';
import { type Delivery, readDelivery } from './read-delivery';
import {
  bindRefused,
  brokenBy,
  closedBeforeBind,
  noSmpp,
  notConnected,
  type SessionEnd,
  type Stage,
} from './session-end';
import type { SmppSettings } from './settings';
import { bare, bindRequest, messageResponse, systemIdOf } from './write-pdu';

export interface SessionOptions {
  readonly settings: SmppSettings;
  readonly password: () => string;
  readonly clock: Clock;
  /** For connecting, for each answer of the centre, and for saying goodbye. */
  readonly timeoutMs: number;
  /** The centre let us in. It calls itself `name`, when it says so. */
  onBound(name: string | undefined): void;
  /** `answer` is to be called once, with the status for the centre; calls after the session's end do nothing. */
  onDelivery(delivery: Delivery, answer: (status: number) => void): void;
  /** A message that cannot be read was refused; `detail` says why. */
  onUnreadable(detail: string): void;
  /** It said what no centre should. */
  onNonsense(detail: string): void;
  /** Called once, whatever happened. */
  onEnd(end: SessionEnd): void;
}

export interface Session {
  /** Says goodbye when all deliveries are answered, or when the time is over. */
  close(): Promise<void>;
}

/** A centre that does not answer a goodbye is left without. */
const GOODBYE_MS = 2_000;
/** Deliveries without an answer, and their octets; the socket is read no further until half of them have one. */
const MOST_UNANSWERED = 1_000;
const MOST_UNANSWERED_OCTETS = 4_000_000;
/** Octets of ours that the centre does not take; nothing of it is read until it does. */
const MOST_UNSENT = 256_000;

/**
 * One session with a centre: connects, binds, and is there until one of both ends it. PDUs that cannot be read are answered
 * with what is wrong with them, and the session goes on as long as their borders are known. Whatever a centre does, no more
 * of it is kept than a few megabytes.
 */
export function openSession(o: SessionOptions): Session {
  const { settings, clock } = o;
  const reader = new FrameReader();
  const socket = connect(settings);
  const bindCommand = settings.bind === 'receiver' ? COMMAND.bindReceiver : COMMAND.bindTransceiver;
  let state: 'connecting' | 'binding' | 'bound' | 'closing' | 'over' = 'connecting';
  /** Something answers at the address. */
  let isReached = false;
  let sequence = 0;
  let unanswered = 0;
  let unansweredOctets = 0;
  /** When the last whole PDU came: a single octet now and then is no sign of life. */
  let heardAtMs = clock.monotonicMs();
  /** What we asked and nobody has answered: at most one at a time. */
  let asked: { readonly sequence: number; timer: { cancel(): void } } | undefined;
  let hasSaidGoodbye = false;
  let idle: { cancel(): void } | undefined;
  const closed = new Set<() => void>();

  const next = () => {
    sequence = sequence >= 0x7fffffff ? 1 : sequence + 1;
    return sequence;
  };
  const isSession = () => state === 'bound' || state === 'closing';
  const isOver = () => state === 'over';
  const stage = (): Stage =>
    isSession() ? 'session' : state === 'binding' ? 'binding' : isReached ? 'tls' : 'connecting';

  function end(reason: SessionEnd): void {
    socket.destroy();
    over(reason);
  }

  /** Ends it once the centre has taken our last words, or after a while. */
  function leave(lastWords: Buffer, reason: SessionEnd): void {
    socket.end(lastWords);
    const limit = clock.after(GOODBYE_MS, () => socket.destroy());
    socket.once('close', () => limit.cancel());
    over(reason);
  }

  function over(reason: SessionEnd): void {
    if (state === 'over') return;
    state = 'over';
    timer.cancel();
    asked?.timer.cancel();
    idle?.cancel();
    // Nothing is kept of what still comes, and the end of the stream is seen.
    socket.resume();
    for (const done of closed) done();
    o.onEnd(reason);
  }

  function say(bytes: Buffer): void {
    if (state === 'over') return;
    socket.write(bytes);
    pace();
  }

  /** We are behind; what the centre has said meanwhile is not read, so its silence says nothing. */
  const areBehind = (share = 1) =>
    unanswered >= MOST_UNANSWERED * share || unansweredOctets >= MOST_UNANSWERED_OCTETS * share;

  function pace(): void {
    if (!socket.isPaused()) {
      if (areBehind() || socket.writableLength >= MOST_UNSENT) socket.pause();
    } else if (!areBehind(0.5) && socket.writableLength < MOST_UNSENT / 2) {
      heardAtMs = clock.monotonicMs();
      socket.resume();
    }
  }

  function ask(bytes: (sequence: number) => Buffer, whenSilent: SessionEnd): void {
    const number = next();
    asked?.timer.cancel();
    const wait = (sinceMs: number): { cancel(): void } =>
      clock.after(o.timeoutMs, () => {
        // Its answer may stand behind thousands of SMS.
        const isHeard = state === 'bound' && heardAtMs > sinceMs;
        if (asked && (isHeard || areBehind(0.5))) asked.timer = wait(clock.monotonicMs());
        else end(whenSilent);
      });
    asked = { sequence: number, timer: wait(clock.monotonicMs()) };
    say(bytes(number));
  }

  function lookAfter(ms: number): void {
    idle = clock.after(ms, () => {
      const silentMs = clock.monotonicMs() - heardAtMs;
      const limitMs = settings.enquireLinkS * 1000;
      if (areBehind(0.5)) return lookAfter(limitMs);
      if (silentMs < limitMs || asked) return lookAfter(Math.max(50, limitMs - silentMs));
      ask((number) => bare(COMMAND.enquireLink, STATUS.ok, number), {
        kind: 'lost',
        detail: 'it did not answer enquire_link',
      });
      lookAfter(limitMs);
    });
  }

  function onFrame(frame: Frame) {
    if ((frame.command & 0x80000000) !== 0) return onAnswer(frame);
    const { command, sequence: number } = frame;
    switch (command) {
      case COMMAND.deliverSm:
      case COMMAND.dataSm:
        return onMessage(frame);
      case COMMAND.enquireLink:
        return say(bare(COMMAND.enquireLinkResp, STATUS.ok, number));
      case COMMAND.unbind:
        return leave(bare(COMMAND.unbindResp, STATUS.ok, number), {
          kind: 'unbound',
          detail: 'the centre unbound the session',
        });
      case COMMAND.outbind:
      case COMMAND.alertNotification:
        return; // neither has an answer
      default:
        o.onNonsense(`a command that is none for a receiver: 0x${command.toString(16).padStart(8, '0')}`);
        say(bare(COMMAND.genericNack, STATUS.unknownCommand, number));
    }
  }

  function onMessage(frame: Frame) {
    const { sequence: number, bytes } = frame;
    const octets = bytes.length;
    const command = frame.command === COMMAND.deliverSm ? COMMAND.deliverSmResp : COMMAND.dataSmResp;
    const answer = (status: number) => say(messageResponse(command, status, number));
    if (!isSession()) return answer(STATUS.wrongBindState);
    // Whoever leaves takes nothing on any more: the centre sends it again to the next session.
    if (state === 'closing') return answer(STATUS.tryAgain);
    const delivery = readDelivery(frame);
    if ('kind' in delivery) {
      o.onUnreadable(delivery.detail);
      return answer(delivery.status);
    }
    unanswered += 1;
    unansweredOctets += octets;
    pace();
    o.onDelivery(delivery, (status) => {
      unanswered -= 1;
      unansweredOctets -= octets;
      answer(status);
      if (unanswered === 0) sayGoodbye();
    });
  }

  function onAnswer(frame: Frame) {
    const isOurs = asked?.sequence === frame.sequence;
    // A centre that could not read our bind says so without a number.
    const isRefusal = frame.command === COMMAND.genericNack && state === 'binding';
    if (!isOurs && !isRefusal) return;
    asked?.timer.cancel();
    asked = undefined;
    if (state === 'binding') return onBindAnswer(frame);
    if (hasSaidGoodbye) socket.end();
    else if (unanswered === 0) sayGoodbye();
  }

  function onBindAnswer({ command, status, bytes }: Frame) {
    const isAnswer = command === (bindCommand | 0x80000000) >>> 0;
    if (status !== STATUS.ok) return end(bindRefused(status));
    if (!isAnswer) return end({ kind: 'refused', detail: 'the centre answered the bind with something else' });
    state = 'bound';
    lookAfter(settings.enquireLinkS * 1000);
    o.onBound(systemIdOf(bytes));
  }

  /** When it is time to: nothing is asked or unanswered. */
  function sayGoodbye(): void {
    if (state !== 'closing' || asked || hasSaidGoodbye) return;
    hasSaidGoodbye = true;
    ask((number) => bare(COMMAND.unbind, STATUS.ok, number), WE_ENDED_IT);
  }

  const timer = clock.after(o.timeoutMs, () => end(notConnected(o.timeoutMs, isReached)));
  socket.setNoDelay(true);
  socket.once('connect', () => {
    isReached = true;
  });
  socket.once(settings.isTls ? 'secureConnect' : 'connect', () => {
    timer.cancel();
    if (state !== 'connecting') return;
    state = 'binding';
    ask((number) => bindRequest(settings.bind, number, { ...settings, password: o.password() }), {
      kind: 'unreachable',
      detail: 'it did not answer the bind',
    });
  });
  socket.on('data', (chunk: Buffer) => {
    if (isOver()) return;
    const { frames, broken } = reader.read(chunk);
    if (frames.length > 0) heardAtMs = clock.monotonicMs();
    for (const frame of frames) if (!isOver()) onFrame(frame);
    if (broken && !isOver())
      leave(bare(COMMAND.genericNack, STATUS.wrongCommandLength, 0), noSmpp(broken, isSession()));
  });
  socket.on('drain', pace);
  socket.on('error', (error: NodeJS.ErrnoException) => end(brokenBy(error, stage())));
  socket.on('close', () => {
    if (state === 'closing') return over(WE_ENDED_IT);
    if (state === 'bound') return over({ kind: 'lost', detail: 'the centre closed the connection' });
    over(closedBeforeBind());
  });

  return {
    async close() {
      if (state === 'over') return;
      if (state !== 'bound') return end(WE_ENDED_IT);
      const done = new Promise<void>((resolve) => closed.add(resolve));
      state = 'closing';
      const limit = clock.after(GOODBYE_MS, () => end(WE_ENDED_IT));
      if (unanswered === 0) sayGoodbye();
      await done;
      limit.cancel();
    },
  };
}

const WE_ENDED_IT: SessionEnd = { kind: 'closed', detail: 'we ended it' };

function connect({ host, port, isTls, ca, serverName }: SmppSettings): Socket {
  if (!isTls) return connectTcp({ host, port });
  return connectTls({ host, port, ...(ca ? { ca } : {}), ...(serverName ? { servername: serverName } : {}) });
}
