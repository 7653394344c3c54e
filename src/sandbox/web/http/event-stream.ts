import type { FastifyReply } from 'fastify';

const HEARTBEAT_MS = 15_000;

export interface EventStream {
  /** Sends an event named `kind`; the value travels as JSON. */
  send(kind: string, value: unknown): void;
  /** Ends the answer. May be called twice. */
  end(): void;
}

/** Turns the answer into server-sent events. `onEnd` runs once, whichever side ends it. */
export function openEventStream(reply: FastifyReply, onEnd: () => void): EventStream {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // A connection kept alive after the stream would hold up a server that closes.
    connection: 'close',
    'x-content-type-options': 'nosniff',
  });
  raw.write('retry: 1000\n\n');
  // A comment now and then lets both sides notice a dead connection.
  const heartbeat = setInterval(() => raw.write(': alive\n\n'), HEARTBEAT_MS).unref();
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    clearInterval(heartbeat);
    onEnd();
    raw.end();
  };
  raw.on('close', end);
  raw.on('error', end);
  return {
    send(kind, value) {
      // JSON has no raw line breaks, so one data line is enough.
      if (!ended) raw.write(`event: ${kind}\ndata: ${JSON.stringify(value)}\n\n`);
    },
    end,
  };
}
