import type { App } from '../../app';
import type { SourceChat } from '../../database/stores/source-chats';
import { namesService } from '../../domain/message/names-service';
import { type PostReading, readPost } from '../../domain/message/read-post';
import type { InboundPost } from '../../ports/inbound-update';
import { applyCandidates } from './apply-candidates';
import { twinKeyOf } from './drop-twins';
import type { IncomingMessage } from './incoming-message';
import { storeOnce } from './store-messages';

export type PostOutcome = { readonly kind: 'ignored' | 'received' | 'orphaned' };

/**
 * Takes a post of a source chat for the SMS that it tells of. Only registered chats are believed. A post is known by its
 * place and by what it says, so an edit that changes neither number nor code is nothing new.
 */
export async function receivePost(app: App, post: InboundPost): Promise<PostOutcome> {
  const chat = await app.db.sourceChats.find(String(post.chatId));
  if (!chat || !mayPost(chat, post)) return { kind: 'ignored' };
  const reading = readPost(post.text);
  if (!reading) return { kind: 'ignored' };
  const at = post.editedAt ?? post.sentAt;
  const target = await findTarget(app, chat, reading, at);
  const phone = target.kind === 'phone' ? target.phone : undefined;
  // Nobody's text is kept whole, so that an operator sees what there was to see.
  const said: IncomingMessage = { phone, text: phone === undefined ? post.text : reading.text, receivedAt: at };
  const content = twinKeyOf({ ...said, phone: phone ?? '' })!.slice(0, 24);
  const message = { ...said, dedupeKey: `chat:${post.chatId}:${post.messageId}:${content}` };
  const batch = { providerId: chat.providerId, source: 'CHAT', messages: [message] } as const;
  const candidates = await app.db.transact((tx) => storeOnce(app, tx, batch));
  if (target.kind === 'ambiguous') {
    for (const { messageId } of candidates)
      await app.db.messages.markOrphan(messageId, 'AMBIGUOUS', undefined, app.clock.now());
    return { kind: 'orphaned' };
  }
  const { orphans } = await applyCandidates(app, candidates);
  return { kind: orphans > 0 ? 'orphaned' : 'received' };
}

function mayPost({ authors }: SourceChat, { authorId }: InboundPost): boolean {
  return authors.length === 0 || (authorId !== null && authors.includes(String(authorId)));
}

type Target = { kind: 'phone'; phone: string } | { kind: 'ambiguous' } | { kind: 'nobody' };

/** One number named in full is meant, whoever has it. A masked one, or one of several, only when a single one in use fits. */
async function findTarget(app: App, chat: SourceChat, reading: PostReading, at: Date): Promise<Target> {
  const { phones, masked, text } = reading;
  if (phones.length === 1) return { kind: 'phone', phone: phones[0]! };
  const inUse = await app.db.sourceChats.listNumbersInUse({
    providerId: chat.providerId,
    phones,
    pattern: masked ? `${masked.head}%${masked.tail}` : null,
    at,
    now: app.clock.now(),
  });
  const named = (await app.db.sourceChats.listServiceNames()).filter((name) => namesService(text, name));
  const fitting = named.length > 0 ? inUse.filter(({ serviceName }) => named.includes(serviceName)) : inUse;
  if (fitting.length === 1) return { kind: 'phone', phone: fitting[0]!.phone };
  return { kind: fitting.length > 1 ? 'ambiguous' : 'nobody' };
}
