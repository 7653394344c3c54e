import type { App } from '../app';
import { createWorkLoop } from '../platform/work-loop';
import type { InboundMigration } from '../ports/inbound-update';

/** The registered source chats: the bot hears the posts of these and of no others. */
export interface SourceChats {
  /** By marked id. */
  has(chatId: bigint): boolean;
  /** A small group became a supergroup: if the shop hears the one, it hears the other from now on. */
  follow(moved: InboundMigration): void;
  /** Resolves when the list is read, so that what was posted while the bot was away is fetched too. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A chat registered meanwhile is heard after so long at most. */
const READ_EVERY_MS = 2_000;

export function createSourceChats({ db, clock, log }: Pick<App, 'db' | 'clock' | 'log'>): SourceChats {
  let known: ReadonlySet<string> = new Set();
  /** Until the registration is changed as well, by the new id. */
  const moved = new Map<string, string>();
  const onError = (err: unknown) => log.warn({ err }, 'the list of source chats could not be read');
  const loop = createWorkLoop({ poll: read, onError, pollMs: READ_EVERY_MS, clock });

  async function read(): Promise<void> {
    known = new Set(await db.sourceChats.listChatIds());
  }

  return {
    has: (chatId) => known.has(String(chatId)) || known.has(moved.get(String(chatId)) ?? ''),
    follow: ({ chatId, fromChatId }) => void moved.set(String(chatId), String(fromChatId)),
    async start() {
      await read();
      loop.start();
    },
    stop: loop.stop,
  };
}
