import type { Socket } from 'node:net';
import { TelegramClient } from 'telegram';
import { PromisedNetSockets } from 'telegram/extensions';
import { Logger, LogLevel } from 'telegram/extensions/Logger';
import { StringSession } from 'telegram/sessions';
import type { TelegramSandbox } from '../../../src/sandbox/telegram';

/** The package as it comes, but for the address; it shows what is wrong without the mends. */
export class StockClient {
  private constructor(
    readonly client: TelegramClient,
    /** Sockets it opened. */
    readonly sockets: Socket[],
    private readonly end: { isOver: boolean },
  ) {}

  static async connect(sandbox: TelegramSandbox, accountId: bigint, level = LogLevel.NONE): Promise<StockClient> {
    const sockets: Socket[] = [];
    const end = { isOver: false };
    class Redirected extends PromisedNetSockets {
      override async connect(): Promise<unknown> {
        // The package's senders reconnect for ever, destroyed or not (defect 17); a test must end.
        if (end.isOver) return new Promise(() => undefined);
        const connected = await super.connect(sandbox.port, sandbox.host);
        sockets.push((this as unknown as { client: Socket }).client);
        return connected;
      }
    }
    const session = new StringSession(sandbox.sessionFor(accountId).stringSession);
    const options = { networkSocket: Redirected, baseLogger: new QuietLogger(level) };
    const client = new TelegramClient(session, sandbox.apiId, sandbox.apiHash, options);
    await client.connect();
    return new StockClient(client, sockets, end);
  }

  /** Resolves with 'nothing' when the promise is not settled in time. */
  static within<Result>(ms: number, promise: Promise<Result>): Promise<Result | 'nothing'> {
    return Promise.race([promise, new Promise<'nothing'>((resolve) => setTimeout(() => resolve('nothing'), ms))]);
  }

  async close(): Promise<void> {
    this.end.isOver = true;
    await this.client.destroy();
    const inside = this.client as unknown as { _exportedSenderReleaseTimeouts: Map<number, NodeJS.Timeout> };
    for (const timer of inside._exportedSenderReleaseTimeouts.values()) clearTimeout(timer);
    for (const socket of this.sockets) socket.destroy();
  }
}

/** Keeps the level, which decides whether the package writes to the console, and prints nothing of its own. */
class QuietLogger extends Logger {
  override _log(): void {}
}
