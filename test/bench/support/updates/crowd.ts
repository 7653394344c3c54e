import { Api } from '../../../../src/bot/telegram/gramjs';
import { Link } from '../../../../src/bot/telegram/link';
import { systemClock } from '../../../../src/platform/system-clock';
import type { TelegramSandbox } from '../../../../src/sandbox/telegram';

/** People who write to the bot, so many at once, and wait until each message has its answer. */
export class Crowd {
  private constructor(
    private readonly sandbox: TelegramSandbox,
    private readonly links: readonly Link[],
    private readonly bot: Api.TypeInputPeer,
  ) {}

  static async gather(sandbox: TelegramSandbox, count: number, botUsername: string): Promise<Crowd> {
    const links: Link[] = [];
    for (let index = 0; index < count; index += 1) {
      const { id } = sandbox.createUser({ phone: `99900${1000 + index}`, firstName: `Person ${index}` });
      links.push(
        await Link.open({
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
        }),
      );
    }
    const found = await links[0]!.call(new Api.contacts.ResolveUsername({ username: botUsername }), 10_000);
    const bot = found.users.find((user): user is Api.User => user instanceof Api.User)!;
    return new Crowd(sandbox, links, new Api.InputPeerUser({ userId: bot.id, accessHash: bot.accessHash! }));
  }

  /** Milliseconds until all `count` messages were sent and answered, with 64 of them under way at a time. */
  async writes(count: number): Promise<number> {
    const { calls } = this.sandbox;
    const before = calls.count('messages.sendMessage');
    const startedAt = performance.now();
    let written = 0;
    const answered = () => calls.count('messages.sendMessage') - before - written;
    while (answered() < count) {
      while (written < count && written - answered() < IN_FLIGHT) {
        const link = this.links[written % this.links.length]!;
        const request = new Api.messages.SendMessage({ peer: this.bot, message: `message ${written}` });
        written += 1;
        // A message counts as answered only after the server has taken it, so the two are counted together.
        await link.call(request, 30_000);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    return performance.now() - startedAt;
  }

  leaves(): void {
    for (const link of this.links) link.close();
  }
}

const IN_FLIGHT = 64;
