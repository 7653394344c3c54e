import type { Session } from '../mtproto/session';
import type { TlObject } from '../tl/tl-object';
import type { Account, MessageBody, PrivateMessage } from '../world/records';
import type { World } from '../world/world';

type Kind = 'new' | 'edit';
const updateNames = { new: 'updateNewMessage', edit: 'updateEditMessage' } as const;

/** Counts the message in one account's pts and answers the update that says so. */
export function countFor(world: World, account: Account, message: PrivateMessage, kind: Kind): TlObject {
  const pts = world.log.record(account.id, { count: 1, kind, key: message.key });
  return { _: updateNames[kind], message: world.views.privateMessage(account, message), pts, ptsCount: 1 };
}

/** Tells both sides; the calling session gets its update as the return value instead. */
function tellBoth(world: World, message: PrivateMessage, kind: Kind, caller?: Session): TlObject {
  const from = world.accounts.get(message.fromId);
  const own = countFor(world, from, message, kind);
  world.publisher.publish(from, [own], caller);
  if (message.toId !== message.fromId && message.toMessageId) {
    const to = world.accounts.get(message.toId);
    world.publisher.publish(to, [countFor(world, to, message, kind)]);
  }
  return own;
}

/** Puts a message into both boxes. `caller` is the sending session; the update returned is for its answer. */
export function sendPrivately(world: World, toId: bigint, body: MessageBody, replyTo?: string, caller?: Session) {
  const message = world.chats.add(toId, body, replyTo);
  return { message, update: tellBoth(world, message, 'new', caller) };
}

/** Stores what was changed on the message and tells both sides. */
export function publishEdit(world: World, message: PrivateMessage, caller?: Session): TlObject {
  world.chats.save(message);
  return tellBoth(world, message, 'edit', caller);
}

/** Deletes the account's copies, and the other sides' as well when `revoke`. Answers pts and ptsCount of the account. */
export function deletePrivately(world: World, account: Account, ids: number[], revoke: boolean, caller?: Session) {
  const gone: number[] = [];
  const others = new Map<bigint, number[]>();
  for (const id of new Set(ids)) {
    const message = world.chats.withId(account.id, id);
    if (!message) continue;
    gone.push(id);
    const otherId = message.fromId === account.id ? message.toId : message.fromId;
    const otherMessageId = world.chats.idFor(otherId, message);
    if (revoke && otherId !== account.id && otherMessageId) {
      others.set(otherId, [...(others.get(otherId) ?? []), otherMessageId]);
      world.chats.deleteFor(otherId, message);
    }
    world.chats.deleteFor(account.id, message);
  }
  for (const [otherId, otherIds] of others) tellDeletion(world, world.accounts.get(otherId), otherIds);
  if (gone.length === 0) return { pts: world.log.box(account.id).pts, ptsCount: 0 };
  return { pts: tellDeletion(world, account, gone, caller), ptsCount: gone.length };
}

function tellDeletion(world: World, account: Account, ids: number[], caller?: Session): number {
  const pts = world.log.record(account.id, { count: ids.length, kind: 'delete', ids });
  world.publisher.publish(account, [{ _: 'updateDeleteMessages', messages: ids, pts, ptsCount: ids.length }], caller);
  return pts;
}
