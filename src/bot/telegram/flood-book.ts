import type { Clock } from '../../ports/clock';
import type { TelegramStore } from './session-store';

export interface FloodWait {
  readonly seconds: number;
  readonly scope: string;
}

/**
 * When Telegram may be asked again. It does not say whether a wait concerns one chat or the whole method, so the first
 * one counts for the chat; a second chat that must wait meanwhile shows that it is the method.
 */
export class FloodBook {
  #until = new Map<string, number>();

  constructor(
    private readonly store: Pick<TelegramStore, 'listFloodWaits' | 'saveFloodWait'>,
    private readonly clock: Clock,
  ) {}

  async load(): Promise<void> {
    const stored = await this.store.listFloodWaits();
    this.#until = new Map([...stored].map(([scope, until]) => [scope, until.getTime()]));
  }

  /** The wait that forbids this call now. */
  find(method: string, chatId?: bigint): FloodWait | undefined {
    return this.#rest(method) ?? (chatId === undefined ? undefined : this.#rest(`${method} ${chatId}`));
  }

  /** Writes a wait down before anything else happens, so that it outlives a crash. */
  async note(method: string, chatId: bigint | undefined, seconds: number): Promise<FloodWait> {
    const scope = chatId === undefined || this.#anotherChatWaits(method, chatId) ? method : `${method} ${chatId}`;
    const untilMs = Math.max(this.clock.now().getTime() + seconds * 1000, this.#until.get(scope) ?? 0);
    this.#until.set(scope, untilMs);
    await this.store.saveFloodWait(scope, new Date(untilMs));
    return { seconds, scope };
  }

  #anotherChatWaits(method: string, chatId: bigint): boolean {
    const now = this.clock.now().getTime();
    const own = `${method} ${chatId}`;
    for (const [scope, until] of this.#until) {
      if (scope !== own && until > now && scope.startsWith(`${method} `)) return true;
    }
    return false;
  }

  #rest(scope: string): FloodWait | undefined {
    const until = this.#until.get(scope);
    if (until === undefined) return undefined;
    const ms = until - this.clock.now().getTime();
    if (ms > 0) return { seconds: Math.ceil(ms / 1000), scope };
    this.#until.delete(scope);
    return undefined;
  }
}
