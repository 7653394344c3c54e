import { MtprotoConnection } from '../../../../src/bot/telegram/connection/mtproto-connection';
import { Api } from '../../../../src/bot/telegram/gramjs';
import { systemClock } from '../../../../src/platform/system-clock';
import type { TelegramSandbox } from '../../../../src/sandbox/telegram';

/** People who write to the bot, so many at once, and wait until each message has its answer. */
export class Crowd {
  private constructor(
    private readonly sandbox: TelegramSandbox,
    private readonly people: readonly { connection: MtprotoConnection; bot: Api.TypeInputPeer }[],
  ) {}

  static async gather(sandbox: TelegramSandbox, count: number, botUsername: string): Promise<Crowd> {
    const people: { connection: MtprotoConnection; bot: Api.TypeInputPeer }[] = [];
    for (let index = 0; index < count; index += 1) {
      const { id } = sandbox.createUser({ phone: `99900${1000 + index}`, firstName: `Person ${index}` });
      const connection = await MtprotoConnection.open({
        apiId: sandbox.apiId,
        apiHash: sandbox.apiHash,
        session: { dcId: sandbox.dcId, host: sandbox.host, authKey: sandbox.sessionFor(id).authKey },
        address: { host: sandbox.host, port: sandbox.port },
        clock: systemClock,
        openTimeoutMs: 10_000,
        quietMs: 60_000,
        pongMs: 60_000,
        onUpdates: () => undefined,
        onUnreadable: () => undefined,
        onError: () => undefined,
        onEnd: () => undefined,
      });
      const found = await connection.call(new Api.contacts.ResolveUsername({ username: botUsername }), 10_000);
      const bot = found.users.find((user): user is Api.User => user instanceof Api.User)!;
      people.push({ connection, bot: new Api.InputPeerUser({ userId: bot.id, accessHash: bot.accessHash! }) });
    }
    return new Crowd(sandbox, people);
  }

  /** Milliseconds until all `count` messages were sent and answered, with 64 of them under way at a time. */
  async writes(count: number): Promise<number> {
    const { calls } = this.sandbox;
    const before = calls.count('messages.sendMessage');
    const startedAt = performance.now();
    let written = 0;
    let failure: unknown;
    let movedAt = startedAt;
    let moved = -1;
    const answered = () => calls.count('messages.sendMessage') - before - written;
    while (answered() < count) {
      while (written < count && written - answered() < IN_FLIGHT) {
        const { connection, bot: peer } = this.people[written % this.people.length]!;
        const request = new Api.messages.SendMessage({ peer, message: `message ${written}` });
        written += 1;
        // Both sides' sends are counted together, so one that the server has not taken yet lowers the count.
        connection.call(request, 30_000).catch((error: unknown) => {
          failure = error;
        });
      }
      if (failure !== undefined) throw failure;
      const answers = answered();
      if (answers !== moved) [moved, movedAt] = [answers, performance.now()];
      if (performance.now() - movedAt > PATIENCE_MS) throw new Error(`${written - answers} messages got no answer.`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return performance.now() - startedAt;
  }

  leaves(): void {
    for (const { connection } of this.people) connection.close();
  }
}

const IN_FLIGHT = 64;
const PATIENCE_MS = 15_000;
