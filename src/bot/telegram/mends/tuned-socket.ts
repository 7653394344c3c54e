import { Socket } from 'node:net';
import { PromisedNetSockets } from 'telegram/extensions';

export interface SocketTuning {
  /** Dialled whatever the package asks for: it knows ports 80 and 443 only. */
  readonly address?: { readonly host: string; readonly port: number };
  readonly connectTimeoutMs: number;
  /** Called at each arrival of bytes, so that silence can be told from a quiet hour. */
  readonly onBytes: () => void;
  /** Asked before each byte; no connection that must be silent stays open. */
  readonly maySpeak?: () => boolean;
}

interface Reader {
  readonly bytes: number;
  resolve(read: Buffer): void;
  reject(error: Error): void;
}

const closed = () => new Error('The connection to Telegram is closed.');

/**
 * The package's socket never sets TCP_NODELAY (each question waits 40 ms for an acknowledgement), has no time-out for
 * connecting and no keep-alive, and takes one lock for all sockets of the process. This one also lists what it opened,
 * because a socket that is still connecting survives the package's `disconnect`.
 */
export function tunedSocket(tuning: SocketTuning) {
  const mustBeSilent = () => tuning.maySpeak?.() === false;
  return class TunedSocket extends PromisedNetSockets {
    static readonly opened = new Set<Socket>();
    #socket: Socket | undefined;
    #arrived: Buffer[] = [];
    #length = 0;
    #reader: Reader | undefined;
    #isClosed = true;

    override connect(port: number, host: string): Promise<unknown> {
      if (mustBeSilent()) return Promise.reject(closed());
      const address = tuning.address ?? { host, port };
      const socket = new Socket();
      this.#socket = socket;
      TunedSocket.opened.add(socket);
      socket.setNoDelay(true).setKeepAlive(true, 30_000).setTimeout(tuning.connectTimeoutMs);
      return new Promise((resolve, reject) => {
        socket.once('timeout', () => socket.destroy(new Error('Telegram did not accept a connection in time.')));
        socket.on('error', reject);
        socket.on('close', () => this.#end(reject));
        socket.on('data', (bytes) => this.#take(bytes));
        socket.connect(address.port, address.host, () => {
          socket.setTimeout(0);
          this.#isClosed = false;
          resolve(this);
        });
      });
    }

    override readExactly(bytes: number): Promise<Buffer> {
      if (this.#length >= bytes) return Promise.resolve(this.#give(bytes));
      if (this.#isClosed) return Promise.reject(closed());
      return new Promise((resolve, reject) => {
        this.#reader = { bytes, resolve, reject };
      });
    }

    override async read(bytes: number): Promise<Buffer> {
      if (this.#length === 0) return this.readExactly(1);
      return this.#give(Math.min(bytes, this.#length));
    }

    override readAll(): Promise<Buffer> {
      return this.#length === 0 ? this.readExactly(1) : Promise.resolve(this.#give(this.#length));
    }

    override write(bytes: Buffer): void {
      if (mustBeSilent()) this.#socket?.destroy();
      if (this.#isClosed || this.#socket?.destroyed) throw closed();
      this.#socket?.write(bytes);
    }

    override async close(): Promise<void> {
      this.#isClosed = true;
      this.#socket?.destroy();
    }

    #take(bytes: Buffer): void {
      if (mustBeSilent()) return void this.#socket?.destroy();
      tuning.onBytes();
      this.#arrived.push(bytes);
      this.#length += bytes.length;
      const reader = this.#reader;
      if (!reader || this.#length < reader.bytes) return;
      this.#reader = undefined;
      reader.resolve(this.#give(reader.bytes));
    }

    #give(bytes: number): Buffer {
      const first = this.#arrived[0];
      this.#length -= bytes;
      if (first && first.length > bytes) {
        this.#arrived[0] = first.subarray(bytes);
        return first.subarray(0, bytes);
      }
      if (first?.length === bytes) return this.#arrived.shift() as Buffer;
      const all = Buffer.concat(this.#arrived);
      this.#arrived = all.length > bytes ? [all.subarray(bytes)] : [];
      return all.subarray(0, bytes);
    }

    #end(rejectConnect: (error: Error) => void): void {
      if (this.#socket) TunedSocket.opened.delete(this.#socket);
      this.#isClosed = true;
      this.#reader?.reject(closed());
      this.#reader = undefined;
      rejectConnect(closed());
    }
  };
}
