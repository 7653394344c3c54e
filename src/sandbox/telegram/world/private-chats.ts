import type { Journal } from '../journal/journal';
import type { MessageBody, PrivateMessage } from './records';
import type { UpdateLog } from './update-log';

/** All private messages: one record each, found by each side's own id and in each side's own order. */
export class PrivateChats {
  private readonly byKey: Map<string, PrivateMessage>;
  private readonly boxes = new Map<bigint, Map<number, PrivateMessage>>();
  private readonly chats = new Map<string, PrivateMessage[]>();
  /** Chats in which anything was ever said: deleting it all does not take back the leave to write. */
  private readonly talks: Map<string, true>;
  private lastKey = 0;

  constructor(
    private readonly journal: Journal,
    private readonly log: UpdateLog,
    private readonly maxMessagesPerChat: number,
  ) {
    this.byKey = journal.table<PrivateMessage>('privateMessage');
    this.talks = journal.table<true>('talk');
    const all = [...this.byKey.values()].sort((one, other) => Number(one.key) - Number(other.key));
    for (const message of all) this.index(message);
    this.lastKey = Number(all.at(-1)?.key ?? 0);
  }

  private index(message: PrivateMessage): void {
    if (message.fromMessageId) this.boxOf(message.fromId).set(message.fromMessageId, message);
    if (message.toMessageId) this.boxOf(message.toId).set(message.toMessageId, message);
    this.chat(message.fromId, message.toId).push(message);
  }

  private boxOf(accountId: bigint): Map<number, PrivateMessage> {
    let box = this.boxes.get(accountId);
    if (!box) {
      box = new Map();
      this.boxes.set(accountId, box);
    }
    return box;
  }

  private chat(one: bigint, other: bigint): PrivateMessage[] {
    const name = nameOf(one, other);
    let chat = this.chats.get(name);
    if (!chat) {
      chat = [];
      this.chats.set(name, chat);
    }
    return chat;
  }

  /** Stores a message and gives it an id in each of the two boxes (one and the same for a message to oneself). */
  add(toId: bigint, body: MessageBody, replyTo?: string): PrivateMessage {
    const fromMessageId = this.log.nextMessageId(body.fromId);
    const toMessageId = toId === body.fromId ? fromMessageId : this.log.nextMessageId(toId);
    const message: PrivateMessage = { ...body, key: String(++this.lastKey), toId, fromMessageId, toMessageId, replyTo };
    this.index(message);
    this.save(message);
    const name = nameOf(body.fromId, toId);
    if (!this.talks.has(name)) this.journal.put('talk', name, true);
    this.trim(this.chat(body.fromId, toId));
    return message;
  }

  save(message: PrivateMessage): void {
    if (message.fromMessageId || message.toMessageId) this.journal.put('privateMessage', message.key, message);
    else this.journal.remove('privateMessage', message.key);
  }

  /** Old messages leave silently, as if nobody had scrolled that far: no deletion is told. */
  private trim(chat: PrivateMessage[]): void {
    if (chat.length <= this.maxMessagesPerChat) return;
    for (const message of chat.splice(0, chat.length - this.maxMessagesPerChat)) {
      this.boxes.get(message.fromId)?.delete(message.fromMessageId);
      this.boxes.get(message.toId)?.delete(message.toMessageId);
      this.journal.remove('privateMessage', message.key);
    }
  }

  withKey = (key: string): PrivateMessage | undefined => this.byKey.get(key);
  withId = (accountId: bigint, id: number): PrivateMessage | undefined => this.boxes.get(accountId)?.get(id);

  /** The account's own id of the message; 0 when it has deleted its copy. */
  idFor(accountId: bigint, message: PrivateMessage): number {
    return message.fromId === accountId ? message.fromMessageId : message.toMessageId;
  }

  /** Removes one side's copy. */
  deleteFor(accountId: bigint, message: PrivateMessage): void {
    this.boxes.get(accountId)?.delete(this.idFor(accountId, message));
    if (message.fromId === accountId) message.fromMessageId = 0;
    if (message.toId === accountId) message.toMessageId = 0;
    if (!message.fromMessageId && !message.toMessageId) {
      const chat = this.chat(message.fromId, message.toId);
      chat.splice(chat.indexOf(message), 1);
    }
    this.save(message);
  }

  /** Oldest first; only what the account still has. */
  between(accountId: bigint, otherId: bigint): PrivateMessage[] {
    return this.chat(accountId, otherId).filter((message) => this.idFor(accountId, message) !== 0);
  }

  haveTalked(one: bigint, other: bigint): boolean {
    const name = nameOf(one, other);
    return this.talks.has(name) || (this.chats.get(name)?.length ?? 0) > 0;
  }

  /** The accounts this one shares a chat with. */
  companions(accountId: bigint): bigint[] {
    const others: bigint[] = [];
    for (const [name, chat] of this.chats) {
      const [one, other] = name.split(':').map(BigInt) as [bigint, bigint];
      if (chat.length === 0 || (one !== accountId && other !== accountId)) continue;
      others.push(one === accountId ? other : one);
    }
    return others;
  }
}

function nameOf(one: bigint, other: bigint): string {
  return one < other ? `${one}:${other}` : `${other}:${one}`;
}
