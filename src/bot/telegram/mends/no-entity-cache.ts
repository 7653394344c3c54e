import type { TelegramClient } from 'telegram';

/** Defect 9: unbounded, and the first access hash wins for ever. Requests here carry whole peers, so nothing is missed. */
export function dropEntityCache(client: TelegramClient): void {
  const none = { add: () => undefined, get: () => undefined };
  (client as unknown as { _entityCache: typeof none })._entityCache = none;
}
