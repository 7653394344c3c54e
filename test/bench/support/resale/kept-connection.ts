import { connect, type Socket } from 'node:net';

interface Asked {
  readonly resolve: (body: string) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One kept connection of a buyer's program, which asks one thing at a time. Spends next to nothing itself: whoever measures
 * shares its computer with what is measured.
 */
export class KeptConnection {
  private readonly socket: Socket;
  private asked: Asked | undefined;
  private head: Buffer = Buffer.alloc(0);
  private body: Buffer[] = [];
  private left = -1;

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1').setNoDelay(true);
    this.socket.on('data', (chunk) => this.take(chunk));
    this.socket.on('error', (error) => this.asked?.reject(error));
    this.socket.on('close', () => this.asked?.reject(new Error('The connection was ended.')));
  }

  /** The body of the answer to a GET, whatever its status. */
  ask(path: string): Promise<string> {
    if (this.asked) throw new Error('It asks one thing at a time.');
    return new Promise((resolve, reject) => {
      this.asked = { resolve, reject };
      this.socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
    });
  }

  close(): void {
    this.asked = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    let rest = chunk;
    if (this.left < 0) {
      this.head = this.head.length === 0 ? chunk : Buffer.concat([this.head, chunk]);
      const end = this.head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = this.head.toString('latin1', 0, end);
      const length = /content-length: (\d+)/i.exec(head);
      if (!length) return void this.asked?.reject(new Error(`An answer without length: ${head.slice(0, 200)}`));
      rest = this.head.subarray(end + 4);
      this.head = Buffer.alloc(0);
      this.left = Number(length[1]);
    }
    this.body.push(rest);
    this.left -= rest.length;
    if (this.left > 0) return;
    const [only] = this.body;
    const body = this.body.length === 1 && only ? only.toString() : Buffer.concat(this.body).toString();
    this.body = [];
    this.left = -1;
    const { asked } = this;
    this.asked = undefined;
    asked?.resolve(body);
  }
}
