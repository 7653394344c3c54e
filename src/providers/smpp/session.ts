import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Logger } from '../../platform/logger';
import type { Clock } from '../../ports/clock';
import { COMMAND, STATUS, statusWords } from './commands';
import { type Frame, FrameReader } from './frames';
import { type Delivery, readDelivery } from './read-delivery';
import type { SmppSettings } from './settings';
import { bare, bindRequest, messageResponse, systemIdOf } from './write-pdu';

/** Why no session came about, or why one ended. `status` is the centre's, when it refused the bind. */
export interface SessionEnd {
  readonly kind: 'refused' | 'unreachable' | 'lost' | 'unbound' | 'closed';
  readonly status?: number;
  readonly detail: string;
}

export interface SessionOptions {
  readonly settings: SmppSettings;
  readonly password: () => string;
  readonly clock: Clock;
  readonly log: Logger;
  /** For connecting, for each answer of the centre, and for saying goodbye. */
  readonly timeoutMs: number;
  /** The centre let us in. It calls itself `name`, when it says so. */
  onBound(name: string | undefined): void;
  /** `answer` is to be called once, with the status for the centre; calls after the session's end do nothing. */
  onDelivery(delivery: Delivery, answer: (status: number) => void): void;
  /** Called once, whatever happened. */
  onEnd(end: SessionEnd): void;
}

export interface Session {
  /** Says goodbye when all deliveries are answered, or when the time is over. */
  close(): Promise<void>;
}

/** A centre that does not answer a goodbye is left without. */
const GOODBYE_MS = 2_000;
/** Deliveries without an answer; the socket is read no further until some have one. */
const MOST_UNANSWERED = 1_000;

/**
 * One session with a centre: connects, binds, and is there until one of both ends it. PDUs that cannot be read are answered
 * with what is wrong with them, and the session goes on as long as their borders are known.
 */
export function openSession(o: SessionOptions): Session {
  const { settings, clock, log } = o;
  const reader = new FrameReader();
  const socket = connect(settings);
  const bindCommand = settings.bind === 'receiver' ? COMMAND.bindReceiver : COMMAND.bindTransceiver;
  let state: 'connecting' | 'binding' | 'bound' | 'closing' | 'over' = 'connecting';
  let sequence = 0;
  let unanswered = 0;
  let heardAtMs = clock.monotonicMs();
  /** What we asked and nobody has answered: at most one at a time. */
  let asked: { readonly sequence: number; readonly timer: { cancel(): void } } | undefined;
  let idle: { cancel(): void } | undefined;
  let ending: SessionEnd | undefined;
  const closed = new Set<() => void>();

  const next = () => {
    sequence = sequence >= 0x7fffffff ? 1 : sequence + 1;
    return sequence;
  };

  function end(reason: SessionEnd): void {
    ending ??= reason;
    socket.destroy();
    over();
  }

  function over(): void {
    if (state === 'over') return;
    state = 'over';
    asked?.timer.cancel();
    idle?.cancel();
    for (const done of closed) done();
    o.onEnd(ending ?? { kind: 'lost', detail: 'the connection ended' });
  }

  function ask(bytes: (sequence: number) => Buffer, whenSilent: SessionEnd): void {
    const number = next();
    asked?.timer.cancel();
    asked = { sequence: number, timer: clock.after(o.timeoutMs, () => end(whenSilent)) };
    socket.write(bytes(number));
  }

  function lookAfter(ms: number): void {
    idle = clock.after(ms, () => {
      const silentMs = clock.monotonicMs() - heardAtMs;
      const limitMs = settings.enquireLinkS * 1000;
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
        socket.write(bare(COMMAND.enquireLinkResp, STATUS.ok, number));
        return;
      case COMMAND.unbind:
        socket.write(bare(COMMAND.unbindResp, STATUS.ok, number));
        return end({ kind: 'unbound', detail: 'the centre unbound the session' });
      case COMMAND.outbind:
      case COMMAND.alertNotification:
        return; // neither has an answer
      default:
        log.warn({ command }, 'a centre sent a command that is none for a receiver');
        socket.write(bare(COMMAND.genericNack, STATUS.unknownCommand, number));
    }
  }

  function onMessage(frame: Frame) {
    const command = frame.command === COMMAND.deliverSm ? COMMAND.deliverSmResp : COMMAND.dataSmResp;
    const answer = (status: number) => {
      if (state !== 'over') socket.write(messageResponse(command, status, frame.sequence));
    };
    if (state !== 'bound' && state !== 'closing') return answer(STATUS.wrongBindState);
    // Whoever leaves takes nothing on any more: the centre sends it again to the next session.
    if (state === 'closing') return answer(STATUS.tryAgain);
    const delivery = readDelivery(frame);
    if ('kind' in delivery) {
      log.warn({ detail: delivery.detail }, 'a centre sent a message that cannot be read');
      return answer(delivery.status);
    }
    unanswered += 1;
    if (unanswered >= MOST_UNANSWERED) socket.pause();
    o.onDelivery(delivery, (status) => {
      unanswered -= 1;
      answer(status);
      if (socket.isPaused() && unanswered < MOST_UNANSWERED / 2) socket.resume();
      if (state === 'closing' && unanswered === 0) sayGoodbye();
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
    if (state === 'closing' && frame.command === COMMAND.unbindResp) socket.end();
  }

  function onBindAnswer({ command, status, bytes }: Frame) {
    const isAnswer = command === (bindCommand | 0x80000000) >>> 0;
    if (!isAnswer || status !== STATUS.ok) {
      const detail =
        isAnswer || status !== STATUS.ok ? statusWords(status) : 'it answered with something else than a bind';
      return end({ kind: 'refused', status, detail: `the centre refused the bind: ${detail}` });
    }
    state = 'bound';
    lookAfter(settings.enquireLinkS * 1000);
    o.onBound(systemIdOf(bytes));
  }

  function sayGoodbye(): void {
    if (state !== 'closing' || asked) return;
    ask((number) => bare(COMMAND.unbind, STATUS.ok, number), { kind: 'closed', detail: 'we ended it' });
  }

  const timer = clock.after(o.timeoutMs, () =>
    end({ kind: 'unreachable', detail: `no connection within ${o.timeoutMs} ms` }),
  );
  socket.setNoDelay(true);
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
    heardAtMs = clock.monotonicMs();
    const { frames, broken } = reader.read(chunk);
    for (const frame of frames) if (state !== 'over') onFrame(frame);
    if (!broken || state === 'over') return;
    socket.write(bare(COMMAND.genericNack, STATUS.wrongCommandLength, 0), () =>
      end({ kind: 'lost', detail: 'it sent a PDU whose length is impossible' }),
    );
    ending = { kind: 'lost', detail: 'it sent a PDU whose length is impossible' };
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    const detail = error.code ?? error.name;
    end({ kind: state === 'connecting' ? 'unreachable' : 'lost', detail });
  });
  socket.on('close', () => {
    timer.cancel();
    ending ??=
      state === 'closing'
        ? { kind: 'closed', detail: 'we ended it' }
        : state === 'bound'
          ? { kind: 'lost', detail: 'the centre closed the connection' }
          : { kind: 'unreachable', detail: 'the centre closed the connection before the bind was through' };
    over();
  });

  return {
    async close() {
      if (state === 'over') return;
      const done = new Promise<void>((resolve) => closed.add(resolve));
      if (state !== 'bound') {
        end({ kind: 'closed', detail: 'we ended it' });
        return done;
      }
      state = 'closing';
      const limit = clock.after(GOODBYE_MS, () => end({ kind: 'closed', detail: 'we ended it' }));
      if (unanswered === 0) sayGoodbye();
      await done;
      limit.cancel();
    },
  };
}

function connect({ host, port, isTls, ca, serverName }: SmppSettings): Socket {
  if (!isTls) return connectTcp({ host, port });
  return connectTls({ host, port, ...(ca ? { ca } : {}), ...(serverName ? { servername: serverName } : {}) });
}
