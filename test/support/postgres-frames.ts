import type { Socket } from 'node:net';

/**
 * Cuts what comes over a PostgreSQL connection into messages, whole with their head. With `onFirst` the first ones have no
 * type, as a client's do; it is called with each until it says true.
 */
export function readFrames(
  socket: Socket,
  onFrame: (type: string, frame: Buffer) => unknown,
  onFirst?: (frame: Buffer) => boolean | undefined,
): void {
  let rest = Buffer.alloc(0);
  let isBegun = onFirst === undefined;
  socket.on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes as Buffer]);
    for (;;) {
      const head = isBegun ? 1 : 0;
      if (rest.length < head + 4) return;
      const end = head + rest.readInt32BE(head);
      if (rest.length < end) return;
      const frame = rest.subarray(0, end);
      rest = rest.subarray(end);
      if (isBegun) onFrame(String.fromCharCode(frame[0]!), frame);
      else isBegun = onFirst?.(frame) ?? false;
    }
  });
}
