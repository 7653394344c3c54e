import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands before a server and counts what one program says to it. */
export async function countingProxy(to: { host: string; port: number }) {
  const sockets = new Set<Socket>();
  let saidBytes = 0;
  let connections = 0;
  const server = createServer((inward) => {
    connections += 1;
    const outward = connect(to.port, to.host);
    for (const [socket, other] of [
      [inward, outward],
      [outward, inward],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    inward.on('data', (bytes) => {
      saidBytes += bytes.length;
    });
    inward.pipe(outward);
    outward.pipe(inward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** From the program, since the beginning. */
    said: () => ({ bytes: saidBytes, connections }),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
