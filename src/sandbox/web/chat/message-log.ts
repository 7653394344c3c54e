import type { ChatMessage } from './chat-view';

/** The most messages that the page keeps of one chat. */
export const MOST_MESSAGES = 200;

/** The messages of one chat in the newest version seen, whatever the order in which versions arrive. */
export class MessageLog {
  private readonly versions = new Map<number, { message: ChatMessage; pts: number }>();
  private readonly gone = new Set<number>();

  /** Takes the whole chat as it stood at `pts`. */
  replace(messages: readonly ChatMessage[], pts: number): void {
    this.versions.clear();
    this.gone.clear();
    for (const message of messages) this.versions.set(message.id, { message, pts });
  }

  /** True if this is news: neither older than what is known, nor of a message already deleted. */
  put(message: ChatMessage, pts: number): boolean {
    const known = this.versions.get(message.id);
    if (this.gone.has(message.id) || (known && known.pts >= pts)) return false;
    this.versions.set(message.id, { message, pts });
    if (this.versions.size > MOST_MESSAGES) this.versions.delete(Math.min(...this.versions.keys()));
    return true;
  }

  /** Answers those of the ids that were here. */
  remove(ids: readonly number[]): number[] {
    for (const id of ids) this.gone.add(id);
    return ids.filter((id) => this.versions.delete(id));
  }

  has = (id: number): boolean => this.versions.has(id);

  /** Oldest first. */
  list(): ChatMessage[] {
    return [...this.versions.values()].map(({ message }) => message).sort((one, other) => one.id - other.id);
  }

  get last(): ChatMessage | undefined {
    return this.list().at(-1);
  }
}
