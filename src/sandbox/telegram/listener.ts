import { type AddressInfo, createServer, type Server } from 'node:net';
import { Connection, type ConnectionOwner } from './mtproto/connection';

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

  /** Resolves with the port that was bound. Rejects when the address is taken. */
  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => resolve((this.server.address() as AddressInfo).port));
    });
  }

  close(): Promise<void> {
    for (const connection of this.connections) connection.cut();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
