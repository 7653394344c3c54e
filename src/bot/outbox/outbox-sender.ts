import type { OutboxDraft, OutboxRow, SentRow, Tenure } from '../../database/queues/outbox';
import { gathering } from '../../platform/gathering';
import { createWorkLoop } from '../../platform/work-loop';
import type { SendOutcome } from '../../ports/messenger';
import { chatOf, type Delivery, deliverRow } from './deliver-row';
import { ChatPace, ChatQueues, TokenBucket } from './pace';

export interface OutboxSenderOptions extends Omit<Delivery, 'markSent'> {
  /** Chats that are written to at the same time. */
  readonly atOnce?: number;
  /** Shared by all that is sent: broadcasts get what more urgent messages leave. */
  readonly settings?: () => Promise<{ readonly broadcastsPerSecond: number }>;
  readonly perChatMs?: number;
  /** The same for channels and groups. */
  readonly perChannelMs?: number;
  readonly pollMs?: number;
  /** After so long a row that a killed process had taken is taken by another. */
  readonly leaseMs?: number;
}

/** So many rows are marked as sent by one statement. */
const MOST_MARKED = 100;
const USUAL = { broadcastsPerSecond: 25 };

export interface OutboxSender {
  /** Takes rows for as long as the tenure lasts; without one, always. */
  start(tenure?: Tenure): void;
  /** There are new rows. */
  wake(): void;
  /**
   * Puts a row and sends it at once; a crash in between leaves the row, which is sent later with the same random id.
   * Undefined when the key was put before, when it is to be sent later, or when there is nobody to send it to.
   */
  sendNow(draft: OutboxDraft): Promise<SendOutcome | undefined>;
  /** Ends what has begun and takes nothing more. */
  stop(): Promise<void>;
}

/** Sends what stands in the outbox: codes and answers first, in order per chat, at the pace that Telegram bears. */
export function createOutboxSender(options: OutboxSenderOptions): OutboxSender {
  const { db, clock, log } = options;
  const { atOnce = 30, settings = async () => USUAL, pollMs = 250, leaseMs = 12_000 } = options;
  const { perChatMs = 1_000, perChannelMs = 3_000 } = options;
  const nowMs = () => clock.now().getTime();
  const pace = new ChatPace(perChatMs, perChannelMs);
  const tokens = new TokenBucket(nowMs());
  /** So many chats are left to codes and answers, however many broadcasts wait for Telegram's word. */
  const broadcastsAtOnce = Math.max(1, Math.floor(atOnce / 2));
  let broadcasting = 0;
  let tenure: Tenure | undefined;
  const outcomes = new Map<bigint, SendOutcome>();
  let isBehind = false;
  // Rows that wait here keep all busy while more places become free, or else each claim would be for one row.
  const worthClaiming = Math.ceil(atOnce / 2);
  const queues = new ChatQueues(atOnce, turn, (isIdle) => {
    if (isBehind && (isIdle || atOnce * 2 - queues.size >= worthClaiming)) loop.wake();
  });
  const markSent = gathering(async (sent: readonly SentRow[]) => {
    await db.outbox.markSent(sent);
    return sent.map(() => undefined);
  }, MOST_MARKED);
  const delivery: Delivery = {
    ...options,
    markSent: (row, messageId) => markSent({ row, messageId, at: clock.now() }),
  };
  const onError = (err: unknown) => log.error({ err }, 'the outbox could not be read');
  const loop = createWorkLoop({ poll, onError, pollMs, clock });

  async function turn(chatId: bigint, row: OutboxRow): Promise<void> {
    try {
      const atMs = pace.placeOf(chatId, row, nowMs());
      if (atMs > nowMs()) return await db.outbox.park(row, new Date(atMs), null, false);
      const delivered = await deliverRow(delivery, row);
      if (delivered.kind === 'again' && !delivered.letsPass) pace.hold(chatId, delivered.at.getTime());
      if (delivered.outcome) outcomes.set(row.id, delivered.outcome);
    } catch (error) {
      log.error({ err: error, outboxId: row.id }, 'a message could not be settled; it will be tried again');
    }
  }

  async function poll(): Promise<void> {
    const room = atOnce * 2 - queues.size;
    if (room <= 0) {
      isBehind = true;
      return;
    }
    const { broadcastsPerSecond: perSecond } = await settings();
    const now = clock.now();
    const spare = Math.min(room, broadcastsAtOnce - broadcasting);
    const broadcastLimit = Math.max(0, Math.min(spare, tokens.available(now.getTime(), perSecond)));
    const leaseUntil = new Date(now.getTime() + leaseMs);
    const rows = await db.outbox.claim({ now, leaseUntil, urgentLimit: room, broadcastLimit, tenure });
    const taken = rows.filter(({ lane }) => lane === 2).length;
    isBehind = rows.length >= room || (taken > 0 && taken === spare);
    tokens.take(rows.length, perSecond);
    const edits = rows.filter((row) => row.kind === 'message' && row.payload.edit !== undefined).map(({ id }) => id);
    const superseded = new Set(edits.length > 0 ? await db.outbox.supersedeEdits(edits, now) : []);
    for (const row of rows) {
      if (superseded.has(row.id) || queues.has(row.id)) continue;
      if (row.lane === 2) broadcasting += 1;
      void queues.add(chatOf(row) ?? 0n, row).then(() => {
        if (row.lane === 2) broadcasting -= 1;
        outcomes.delete(row.id);
      });
    }
  }

  return {
    start(held) {
      tenure = held;
      loop.start();
    },
    wake: loop.wake,
    async sendNow(draft) {
      const leasedUntil = new Date(nowMs() + leaseMs);
      const row = await db.outbox.putLeased(draft, leasedUntil, tenure?.term);
      const chatId = row && chatOf(row);
      if (!row || chatId === undefined) return undefined;
      await queues.add(chatId, row);
      const outcome = outcomes.get(row.id);
      outcomes.delete(row.id);
      return outcome;
    },
    async stop() {
      await loop.stop();
      await queues.drain();
    },
  };
}
