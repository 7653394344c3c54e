import type { App } from '../app';
import type { Gateway } from './bot-edge';

/** A chat registered meanwhile is heard after so long at most. */
const READ_EVERY_MS = 2_000;

/**
 * A gateway that hears the posts of registered source chats and of no others. The list is read before it connects, so
 * that what was posted while the bot was away is fetched too.
 */
export function followSourceChats(app: App, make: (followsChat: (chatId: bigint) => boolean) => Gateway): Gateway {
  let followed: ReadonlySet<string> = new Set();
  let timer: { cancel(): void } | undefined;
  const gateway = make((chatId) => followed.has(String(chatId)));

  async function read(): Promise<void> {
    followed = new Set(await app.db.sourceChats.listChatIds());
  }

  function readSoon(): void {
    const mine = app.clock.after(READ_EVERY_MS, () => {
      read()
        .catch((err: unknown) => app.log.warn({ err }, 'the list of source chats could not be read'))
        .finally(() => {
          if (timer === mine) readSoon();
        });
    });
    timer = mine;
  }

  return {
    botId: gateway.botId,
    messenger: gateway.messenger,
    get isConnected() {
      return gateway.isConnected;
    },
    async connect() {
      await read();
      timer?.cancel();
      readSoon();
      await gateway.connect();
    },
    async close() {
      timer?.cancel();
      timer = undefined;
      await gateway.close();
    },
  };
}
