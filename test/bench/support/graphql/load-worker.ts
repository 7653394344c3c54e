import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

export interface LoadOrder {
  readonly port: number;
  readonly connections: number;
  readonly durationMs: number;
  /** Whole HTTP/1.1 requests, sent in turn. */
  readonly requests: readonly string[];
  /** So many on each connection even when the time is over. */
  readonly atLeast?: number;
  /** Refusals are counted, not thrown. */
  readonly mayFail?: boolean;
  /** So many in all, evenly, instead of each as soon as the one before it is answered. */
  readonly perSecond?: number;
  /** How each answer begins; another one is a failure. */
  readonly expected?: string;
}

export interface LoadFigures {
  readonly count: number;
  readonly elapsedMs: number;
  readonly latencies: Float64Array;
  readonly bytes: number;
  readonly failures: number;
}

/** Sends requests over kept connections, one at a time on each, and reads answers by their content-length. */
export function sendLoad({
  port,
  connections,
  durationMs,
  requests,
  mayFail = false,
  atLeast = 0,
  perSecond,
  expected = '',
}: LoadOrder): Promise<LoadFigures> {
  const latencies: number[] = [];
  let bytes = 0;
  let failures = 0;
  let turn = 0;
  const began = performance.now();
  const isOver = () => performance.now() - began >= durationMs;
  const everyMs = perSecond === undefined ? 0 : (connections * 1_000) / perSecond;
  const lane = (_: unknown, index: number): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true);
      let sentAt = 0;
      let left = -1;
      let head = '';
      let sent = 0;
      let dueAt = began + (index * everyMs) / connections;
      const next = () => {
        if (isOver() && sent >= atLeast) return void socket.end(resolve);
        const waitMs = dueAt - performance.now();
        if (everyMs > 0 && waitMs > 0) return void setTimeout(next, waitMs);
        dueAt += everyMs;
        sent += 1;
        sentAt = performance.now();
        left = -1;
        head = '';
        socket.write(requests[turn++ % requests.length]!);
      };
      // Whose connection was ended after a bad request goes on with another one.
      const again = () => (mayFail && !isOver() ? resolve(lane(_, index)) : resolve());
      socket
        .on('connect', next)
        .on('error', (error) => (mayFail ? undefined : reject(error)))
        .on('close', again);
      socket.on('data', (chunk) => {
        bytes += chunk.length;
        if (left < 0) {
          head += chunk.toString('latin1');
          const end = head.indexOf('\r\n\r\n');
          if (end < 0) return;
          const length = /content-length: (\d+)/i.exec(head.slice(0, end));
          if (!length && mayFail) return void socket.destroy();
          if (!length) return void reject(new Error(`An answer without length: ${head.slice(0, 200)}`));
          const isRight = head.startsWith('HTTP/1.1 200') && head.startsWith(expected, end + 4);
          if (!isRight) failures += 1;
          if (!mayFail && head.slice(end + 4).startsWith('{"errors"'))
            return void reject(new Error(`An answer with errors: ${head.slice(end, end + 500)}`));
          left = Number(length[1]) - (head.length - end - 4);
        } else left -= chunk.length;
        if (left > 0) return;
        latencies.push(performance.now() - sentAt);
        next();
      });
    });
  return Promise.all(Array.from({ length: connections }, lane)).then(() => ({
    count: latencies.length,
    elapsedMs: performance.now() - began,
    latencies: Float64Array.from(latencies),
    bytes,
    failures,
  }));
}

if (parentPort) {
  const port = parentPort;
  sendLoad(workerData as LoadOrder).then(
    (figures) => port.postMessage(figures),
    (error: unknown) => {
      throw error;
    },
  );
}
