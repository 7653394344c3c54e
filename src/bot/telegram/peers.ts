import { storable } from '../storable';
import { Api, fromLong, toLong } from './gramjs';
import type { PeerKind, PeerRow, TelegramStore } from './session-store';

const CHANNEL_MARK = 1_000_000_000_000n;

export const markChannel = (id: bigint): bigint => -(CHANNEL_MARK + id);

/** What a marked id names, without the mark. */
export function unmark(marked: bigint): { kind: PeerKind; id: bigint } {
  if (marked > 0n) return { kind: 'USER', id: marked };
  const id = -marked;
  return id > CHANNEL_MARK ? { kind: 'CHANNEL', id: id - CHANNEL_MARK } : { kind: 'GROUP', id };
}

export function markedIdOf(peer: Api.TypePeer): bigint {
  if (peer instanceof Api.PeerUser) return fromLong(peer.userId);
  if (peer instanceof Api.PeerChannel) return markChannel(fromLong(peer.channelId));
  return -fromLong(peer.chatId);
}

const REMEMBERED = 20_000;

/**
 * Ids and access hashes. The truth is in the database; the newest few thousand are at hand so that an answer to
 * somebody who just wrote asks nothing.
 */
export class PeerBook {
  readonly #recent = new Map<string, PeerRow>();

  constructor(private readonly store: Pick<TelegramStore, 'findPeer'>) {}

  /** Takes what an update or answer says about people and chats; returns those that must be written down. */
  learn(users: readonly Api.TypeUser[], chats: readonly Api.TypeChat[]): PeerRow[] {
    const changed: PeerRow[] = [];
    for (const entity of [...users, ...chats]) {
      const row = rowOf(entity);
      if (row && this.#remember(row)) changed.push(row);
    }
    return changed;
  }

  /** The peer for a request. Unknown ones get hash 0, which serves a bot for people who wrote to it and chats it is in. */
  async input(chatId: bigint): Promise<Api.TypeInputPeer> {
    const { kind, id } = unmark(chatId);
    if (kind === 'GROUP') return new Api.InputPeerChat({ chatId: toLong(id) });
    const accessHash = toLong((await this.find(kind, id))?.accessHash ?? 0n);
    if (kind === 'USER') return new Api.InputPeerUser({ userId: toLong(id), accessHash });
    return new Api.InputPeerChannel({ channelId: toLong(id), accessHash });
  }

  /** Throws for an id that names no person. */
  async inputUser(telegramId: bigint): Promise<Api.InputUser> {
    const peer = await this.input(telegramId);
    if (!(peer instanceof Api.InputPeerUser)) throw new Error('This chat is not a person.');
    return new Api.InputUser({ userId: peer.userId, accessHash: peer.accessHash });
  }

  /** Throws for an id that names no channel. */
  async inputChannel(chatId: bigint): Promise<Api.InputChannel> {
    const { kind, id } = unmark(chatId);
    if (kind !== 'CHANNEL') throw new Error('This chat is not a channel.');
    const accessHash = toLong((await this.find(kind, id))?.accessHash ?? 0n);
    return new Api.InputChannel({ channelId: toLong(id), accessHash });
  }

  async find(kind: PeerKind, id: bigint): Promise<PeerRow | undefined> {
    const recent = this.#recent.get(`${kind}${id}`);
    if (recent) return recent;
    const stored = await this.store.findPeer(kind, id);
    if (stored) this.#remember(stored);
    return stored;
  }

  #remember(row: PeerRow): boolean {
    const key = `${row.kind}${row.id}`;
    const before = this.#recent.get(key);
    const isSame =
      before?.accessHash === row.accessHash && before.username === row.username && before.title === row.title;
    if (isSame) return false;
    this.#recent.delete(key);
    this.#recent.set(key, row);
    if (this.#recent.size > REMEMBERED) this.#recent.delete(this.#recent.keys().next().value as string);
    return true;
  }
}

/** Undefined for what can name nobody: forbidden chats, and "min" objects, whose hash is good for nothing else. */
function rowOf(entity: Api.TypeUser | Api.TypeChat): PeerRow | undefined {
  if (entity instanceof Api.User) {
    if (entity.min || !entity.accessHash) return undefined;
    const title = [entity.firstName, entity.lastName].filter(Boolean).join(' ') || null;
    return row('USER', entity.id, entity.accessHash, entity.username, title);
  }
  if (entity instanceof Api.Channel) {
    if (entity.min || !entity.accessHash) return undefined;
    return row('CHANNEL', entity.id, entity.accessHash, entity.username, entity.title);
  }
  if (entity instanceof Api.Chat) return row('GROUP', entity.id, toLong(0n), undefined, entity.title);
  return undefined;
}

type Long = Parameters<typeof fromLong>[0];

function row(kind: PeerKind, id: Long, hash: Long, username: string | undefined, title: string | null): PeerRow {
  const name = title === null ? null : storable(title);
  return { kind, id: fromLong(id), accessHash: fromLong(hash), username: username ?? null, title: name };
}
