import { randomInt } from 'node:crypto';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Connection, type ConnectionOwner } from './mtproto/connection';

/** GramJS writes the port of a session as a signed 16 bit number, so its own StringSession keeps none above. */
const HIGHEST_PORT = 32_767;
const LOWEST_PORT = 20_000;
const MOST_TRIES = 100;

/** The TCP side: accepts links and keeps track of them. */
export class Listener {
  readonly connections = new Set<Connection>();
  private readonly server: Server;

  constructor(owner: Omit<ConnectionOwner, 'onClosed'>, onClosed: (connection: Connection) => void) {
    const full: ConnectionOwner = {
      ...owner,
      onClosed: (connection) => {
        clearTimeout(connection.disconnectTimer);
        this.connections.delete(connection);
        onClosed(connection);
      },
    };
    this.server = createServer((socket) => this.connections.add(new Connection(socket, full)));
  }

  /** Resolves with the port that was bound; 0: any free one that clients can keep. Rejects when the address is taken. */
  async listen(host: string, port: number): Promise<number> {
    if (port !== 0) return this.bind(host, port);
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.bind(host, randomInt(LOWEST_PORT, HIGHEST_PORT + 1));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tries >= MOST_TRIES) throw error;
      }
    }
  }

  private bind(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve((this.server.address() as AddressInfo).port);
      });
    });
  }

  close(): Promise<void> {
    for (const connection of this.connections) connection.cut();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
