import type { Database } from '../../database/database';
import type { OutboxRow } from '../../database/queues/outbox';
import type { Logger } from '../../platform/logger';
import type { Clock } from '../../ports/clock';
import { type Messenger, OWN_POSTS_PAGE, type SendOutcome } from '../../ports/messenger';
import type { RenderedMessage } from '../../ports/rendered-message';

export interface Delivery {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly messenger: Messenger;
  /** Makes a notice into a message; undefined when there is nothing to say any more. */
  render(row: OutboxRow): Promise<RenderedMessage | undefined>;
  /** After a send or edit; the id is undefined when only a lost answer knew it. Repeated after a crash. */
  onSent(row: OutboxRow, messageId: number | undefined): Promise<void>;
  /** Writes down that a row was sent; resolves when that is kept. */
  markSent(row: OutboxRow, messageId: number | undefined): Promise<void>;
  /** A row could not be made into a message in several tries: an operator must look. May be called often. */
  onPutAside?(row: OutboxRow): Promise<void>;
  /** One that was put aside is a message now. */
  onMadeAfterAll?(row: OutboxRow): Promise<void>;
  /** The bot may not write to a channel or group (any more): an operator must look. May be called often. */
  onChatTrouble?(row: OutboxRow, detail: string): Promise<void>;
}

/** What became of a row. `again` names the earliest moment of the next try; others of its chat wait for it unless they pass. */
export type Delivered =
  | { readonly kind: 'ended'; readonly outcome: SendOutcome | undefined }
  | { readonly kind: 'again'; readonly outcome: SendOutcome; readonly at: Date; readonly letsPass?: true };

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;
const MAX_AGE_MS = 24 * 3_600_000;
/** What was promised to a person who was erased is tried for as long as the row is kept. */
const MAX_DELETION_AGE_MS = 14 * MAX_AGE_MS;
/** Tries after which a row that cannot be made into a message is put aside, and how often it is tried from then on. */
const TRIES_BEFORE_ASIDE = 5;
const ASIDE_MS = 5 * 60_000;
/** A lost post is looked for among so many times a hundred messages. */
const MOST_PAGES = 20;
/** Until a channel in which the bot may not write is tried again. */
const CHAT_TROUBLE_MS = 5 * 60_000;
const CHAT_CLOSED =
  /^(CHAT_ADMIN_REQUIRED|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|CHAT_SEND_PLAIN_FORBIDDEN|CHANNEL_PRIVATE|CHANNEL_INVALID|CHANNEL_BANNED|CHAT_FORBIDDEN|PEER_ID_INVALID|USER_BANNED_IN_CHANNEL|MESSAGE_DELETE_FORBIDDEN)$/;
const ACCOUNT_GONE = /^(INPUT_USER_DEACTIVATED|USER_DEACTIVATED|USER_DEACTIVATED_BAN|USER_DELETED)$/;

/** The chat a row goes to; undefined for a person who has no Telegram account (any more). */
export const chatOf = (row: OutboxRow): bigint | undefined => row.chatId ?? row.telegramId ?? undefined;

/** Sends one leased row and writes down what became of it. */
export async function deliverRow(delivery: Delivery, row: OutboxRow): Promise<Delivered> {
  const { db, clock } = delivery;
  const chatId = chatOf(row);
  if (chatId === undefined) return fail(delivery, row, 'NO_ADDRESS', undefined);
  if (row.lane === 2 && row.chatId === null && row.isBlockingBot)
    return fail(delivery, row, 'USER_IS_BLOCKED', undefined);
  let message: RenderedMessage | undefined;
  let outcome: SendOutcome | undefined;
  try {
    message = await delivery.render(row);
    outcome = message && (await send(delivery.messenger, chatId, row.randomId, message));
  } catch (error) {
    return unmade(delivery, row, error);
  }
  if (row.attempts > TRIES_BEFORE_ASIDE) await told(delivery, row, delivery.onMadeAfterAll);
  if (!message || !outcome) {
    await db.outbox.markSuperseded(row, clock.now());
    return { kind: 'ended', outcome: undefined };
  }
  return settle(delivery, row, await identified(delivery, row, message, outcome));
}

/**
 * The fault is in the row or in the program: whatever else goes to this chat passes it by. After some tries an operator is told;
 * it is still tried now and then, since what it lacks may come back.
 */
async function unmade(delivery: Delivery, row: OutboxRow, error: unknown): Promise<Delivered> {
  const { id: outboxId, kind, attempts } = row;
  delivery.log.error({ err: error, outboxId, kind, attempts }, 'a notice could not be made into a message');
  const isAside = attempts >= TRIES_BEFORE_ASIDE;
  if (isAside) await told(delivery, row, delivery.onPutAside);
  const failed = { kind: 'unknown', detail: 'trouble_at_telegram' } as const;
  const delivered = await again(delivery, row, failed, isAside ? ASIDE_MS : retryMs(row));
  return delivered.kind === 'again' ? { ...delivered, letsPass: true } : delivered;
}

async function told({ log }: Delivery, row: OutboxRow, tell: Delivery['onPutAside']): Promise<void> {
  await tell?.(row).catch((err: unknown) => log.error({ err, outboxId: row.id }, 'an operator could not be told'));
}

async function send(
  messenger: Messenger,
  chatId: bigint,
  randomId: bigint,
  message: RenderedMessage,
): Promise<SendOutcome> {
  if (message.delete) return messenger.deleteMessages(chatId, message.delete);
  if (message.invoice) {
    const { invoice, keyboard, replyTo, silent } = message;
    return messenger.sendInvoice({ invoice, keyboard, replyTo, silent, chatId, randomId });
  }
  if (message.edit !== undefined) {
    const edited = await messenger.editText({ ...message, chatId, messageId: message.edit });
    const isMissing = edited.kind === 'gone' && edited.what === 'message';
    if (!isMissing || !message.orSend) return edited;
  }
  if (message.photo) return messenger.sendPhoto({ ...message, photo: message.photo, chatId, randomId });
  if (message.file) return messenger.sendFile({ ...message, file: message.file, chatId, randomId });
  return messenger.sendText({ ...message, chatId, randomId });
}

/**
 * A post must be found again to be deleted: when a lost answer took its id along, it is looked up in the channel, from the
 * newest back to what stood there when the row was made. Others may have been posted between its two tries.
 */
async function identified(
  { db, messenger }: Delivery,
  { chatId, createdAt }: OutboxRow,
  message: RenderedMessage,
  outcome: SendOutcome,
): Promise<SendOutcome> {
  const isKnown = outcome.kind !== 'sent' || outcome.messageId !== undefined;
  if (chatId === null || isKnown || message.delete || message.edit !== undefined) return outcome;
  const { newest, before } = await db.channelPosts.around(chatId, createdAt);
  for (let page = 0, after = newest; page < MOST_PAGES; page += 1, after -= OWN_POSTS_PAGE) {
    const found = await messenger.findOwnPosts(chatId, { text: message.text, after: Math.max(after, 0) });
    if (found.kind !== 'found') return found.kind === 'refused' ? outcome : found;
    const messageId = await db.channelPosts.firstUnknown(chatId, found.messageIds);
    if (messageId !== undefined) return { kind: 'sent', messageId };
    if (after <= before) break;
  }
  return outcome;
}

async function settle(delivery: Delivery, row: OutboxRow, outcome: SendOutcome): Promise<Delivered> {
  const { log } = delivery;
  switch (outcome.kind) {
    case 'sent':
    case 'not_modified': {
      const edited = row.kind === 'message' ? (row.payload.edit as number | undefined) : undefined;
      const messageId = outcome.kind === 'sent' ? outcome.messageId : edited;
      await delivery.onSent(row, messageId).catch((error: unknown) => {
        log.error({ err: error, outboxId: row.id, kind: row.kind }, 'a sent message could not be remembered');
      });
      await delivery.markSent(row, messageId);
      return { kind: 'ended', outcome };
    }
    case 'flood':
      return again(delivery, row, outcome, outcome.seconds * 1000);
    case 'unknown':
      return again(delivery, row, outcome, retryMs(row));
    case 'blocked':
      return failPerson(delivery, row, outcome.detail, outcome);
    case 'gone':
      if (row.chatId !== null && CHAT_CLOSED.test(outcome.detail)) return waitForRepair(delivery, row, outcome);
      if (ACCOUNT_GONE.test(outcome.detail)) return failPerson(delivery, row, outcome.detail, outcome);
      return fail(delivery, row, outcome.detail, outcome);
    case 'refused':
      if (row.chatId !== null && CHAT_CLOSED.test(outcome.detail)) return waitForRepair(delivery, row, outcome);
      log.error({ outboxId: row.id, kind: row.kind, reason: outcome.detail }, 'Telegram refuses a message');
      return fail(delivery, row, outcome.detail, outcome);
  }
}

async function waitForRepair(
  delivery: Delivery,
  row: OutboxRow,
  outcome: Extract<SendOutcome, { kind: 'gone' | 'refused' }>,
): Promise<Delivered> {
  await delivery.onChatTrouble?.(row, outcome.detail);
  return again(delivery, row, outcome, CHAT_TROUBLE_MS);
}

async function again(delivery: Delivery, row: OutboxRow, outcome: SendOutcome, afterMs: number): Promise<Delivered> {
  const now = delivery.clock.now();
  const maxAgeMs = row.kind === 'delete_posts' ? MAX_DELETION_AGE_MS : MAX_AGE_MS;
  if (now.getTime() - row.createdAt.getTime() > maxAgeMs) return fail(delivery, row, 'TOO_OLD', outcome);
  const at = new Date(now.getTime() + afterMs);
  const why =
    outcome.kind === 'flood' ? `flood: ${outcome.scope}` : 'detail' in outcome ? outcome.detail : outcome.kind;
  await delivery.db.outbox.park(row, at, why);
  return { kind: 'again', outcome, at };
}

async function fail(
  { db, clock }: Delivery,
  row: OutboxRow,
  failure: string,
  outcome: SendOutcome | undefined,
): Promise<Delivered> {
  await db.outbox.markFailed(row, failure, clock.now());
  return { kind: 'ended', outcome };
}

/** The first refusal ends all that waits for this person. */
async function failPerson(
  delivery: Delivery,
  row: OutboxRow,
  failure: string,
  outcome: SendOutcome,
): Promise<Delivered> {
  if (row.userId === null || row.chatId !== null) return fail(delivery, row, failure, outcome);
  const rows = await delivery.db.outbox.failBlocked(row.userId, failure, delivery.clock.now());
  delivery.log.info({ userId: row.userId, rows, reason: failure }, 'a person cannot be written to any more');
  return { kind: 'ended', outcome };
}

const retryMs = (row: OutboxRow): number =>
  Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(Math.max(0, row.attempts - 1), 10));
