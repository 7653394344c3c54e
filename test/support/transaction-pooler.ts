import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { readFrames } from './postgres-frames';

const SSL_REQUEST = 80877103;
const CANCEL_REQUEST = 80877102;
/** The options of a session that PgBouncer keeps; it refuses every other at the door. */
const KNOWN_OPTIONS = new Set(['user', 'database', 'application_name', 'client_encoding', 'datestyle', 'timezone']);
/** Messages that the server answers with ReadyForQuery: Query, FunctionCall, Sync. */
const ASKS = new Set(['Q', 'F', 'S']);

export interface TransactionPooler {
  /** The same database as `url`, through the pooler. */
  through(url: string): string;
  /** How many transactions each server connection has had. */
  readonly transactions: readonly number[];
  stop(): Promise<void>;
}

interface Server {
  readonly socket: Socket;
  readonly index: number;
  key: Buffer;
  client?: Client;
}
interface Client {
  readonly socket: Socket;
  readonly key: Buffer;
  server?: Server;
  waiting: Buffer[];
  isAsking: boolean;
  unanswered: number;
}

/**
 * Stands between the program and PostgreSQL as PgBouncer with pool_mode = transaction does: whoever asks gets the server
 * connection that has rested longest, and loses it when his transaction ends. Nothing that a session keeps (prepared
 * statements, SET, LISTEN, session locks) is there the next time. Speaks protocol 3.0 to servers that trust.
 */
export async function startTransactionPooler(o: { url: string; connections: number }): Promise<TransactionPooler> {
  const target = new URL(o.url);
  const directory = target.searchParams.get('host');
  const port = Number(target.port || 5432);
  const reach = () => (directory ? connect(`${directory}/.s.PGSQL.${port}`) : connect(port, target.hostname));
  const idle: Server[] = [];
  const waiting: Client[] = [];
  const clients = new Map<string, Client>();
  const sockets = new Set<Socket>();
  const transactions: number[] = [];
  let greeting: Buffer[] = [];

  const give = (server: Server, client: Client) => {
    transactions[server.index]! += 1;
    server.client = client;
    client.server = server;
    for (const frame of client.waiting.splice(0)) server.socket.write(frame);
  };
  const rest = (server: Server) => {
    if (server.client) server.client.server = undefined;
    server.client = undefined;
    const next = waiting.shift();
    if (next) give(server, next);
    else idle.push(server);
  };
  const want = (client: Client) => {
    const server = idle.shift();
    if (server) give(server, client);
    else waiting.push(client);
  };

  const openServer = async (index: number) => {
    const socket = reach();
    sockets.add(socket);
    socket.on('error', () => undefined);
    const server: Server = { socket, index, key: Buffer.alloc(8) };
    transactions[index] = 0;
    await once(socket, 'connect');
    socket.write(startup({ user: target.username || 'postgres', database: target.pathname.slice(1) }));
    const said: Buffer[] = [];
    let isOpen = false;
    await new Promise<void>((resolve) =>
      readFrames(socket, (type, frame) => {
        if (!isOpen) {
          if (type === 'S') said.push(frame);
          if (type === 'K') server.key = frame.subarray(5);
          if (type !== 'Z') return;
          isOpen = true;
          greeting = said;
          resolve();
          return;
        }
        const { client } = server;
        client?.socket.write(frame);
        if (type !== 'Z' || !client) return;
        client.unanswered -= 1;
        if (frame[5] === 'I'.charCodeAt(0) && client.unanswered === 0 && !client.isAsking) rest(server);
      }),
    );
    idle.push(server);
  };
  await Promise.all(Array.from({ length: o.connections }, (_, index) => openServer(index)));

  let serial = 0;
  const door = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    serial += 1;
    const key = Buffer.alloc(8);
    key.writeInt32BE(serial, 0);
    key.writeInt32BE(-serial, 4);
    const client: Client = { socket, key, waiting: [], isAsking: false, unanswered: 0 };
    socket.on('close', () => {
      clients.delete(key.toString('hex'));
      const at = waiting.indexOf(client);
      if (at >= 0) waiting.splice(at, 1);
    });
    readFrames(
      socket,
      (type, frame) => {
        if (type === 'X') return socket.end();
        client.isAsking = !ASKS.has(type);
        if (!client.isAsking) client.unanswered += 1;
        if (client.server) return client.server.socket.write(frame);
        client.waiting.push(frame);
        if (!waiting.includes(client)) want(client);
      },
      (first) => {
        const code = first.readInt32BE(4);
        if (code === SSL_REQUEST) return void socket.write('N');
        if (code === CANCEL_REQUEST) {
          const asked = clients.get(first.subarray(8).toString('hex'))?.server;
          if (asked) reach().end(Buffer.concat([first.subarray(0, 8), asked.key]));
          socket.end();
          return true;
        }
        const unknown = optionsOf(first).find((name) => !KNOWN_OPTIONS.has(name.toLowerCase()));
        if (unknown) {
          socket.end(message('E', `SFATAL\0C08P01\0Munsupported startup parameter: ${unknown}\0\0`));
          return true;
        }
        clients.set(key.toString('hex'), client);
        socket.write(Buffer.concat([message('R', '\0\0\0\0'), ...greeting, message('K', key), message('Z', 'I')]));
        return true;
      },
    );
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');

  return {
    transactions,
    through(url) {
      const found = new URL(url);
      found.searchParams.delete('host');
      found.hostname = '127.0.0.1';
      found.port = String((door.address() as AddressInfo).port);
      return found.href;
    },
    async stop() {
      const closed = once(door, 'close');
      door.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function startup(options: Record<string, string>): Buffer {
  const body = Buffer.from(`${Object.entries(options).flat().join('\0')}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(196608, 4);
  return Buffer.concat([head, body]);
}

function optionsOf(first: Buffer): string[] {
  return first
    .subarray(8)
    .toString()
    .split('\0')
    .filter((text, at) => at % 2 === 0 && text);
}

function message(type: string, body: string | Buffer): Buffer {
  const bytes = Buffer.from(body as string);
  const head = Buffer.alloc(5);
  head.write(type, 0);
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}
