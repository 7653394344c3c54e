import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import type { ActorType } from '../../domain/enum-values';
import type { SupportTopic } from '../../domain/support/support-words';
import type { Access } from '../access';
import { json } from '../columns';
import { SupportMessage } from '../entities/support-message.entity';
import { SupportPicture } from '../entities/support-picture.entity';
import { SupportThread } from '../entities/support-thread.entity';
import type { Actor } from './ledger';

export type WriteSupportKind =
  | 'opened'
  | 'added'
  | 'repeated'
  | 'gone'
  | 'banned'
  | 'too_many_open'
  | 'too_many_an_hour';

export interface SupportDraft {
  readonly key: string;
  readonly userId: bigint;
  /** Words into this thread; else into the one about the subject. */
  readonly threadId?: bigint;
  readonly subject?: SupportSubject;
  readonly text: string;
  readonly maxOpen: number;
  readonly maxAnHour: number;
  readonly now: Date;
}

/** What a thread is about; at most one of the ids, and that of an order with ORDER alone. */
export interface SupportSubject {
  readonly topic: SupportTopic;
  readonly reservationId?: bigint;
  readonly paymentId?: bigint;
  readonly receiptId?: bigint;
}

/** Threads between buyers and operators: what is said in them goes through the database's own functions. */
export class SupportStore {
  constructor(private readonly db: Access) {}

  async write({ subject, ...o }: SupportDraft) {
    const [row] = await this.db.sql.rows<{
      kind: WriteSupportKind;
      threadId: bigint | null;
      messageId: bigint | null;
    }>(
      'support.write',
      `SELECT kind, thread_id AS "threadId", message_id AS "messageId"
       FROM write_support($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[o.key, o.userId, o.threadId ?? null, subject?.topic ?? null, subject?.reservationId ?? null],
        ...[subject?.paymentId ?? null, subject?.receiptId ?? null, o.text, o.maxOpen, o.maxAnHour, o.now],
      ],
    );
    return row!;
  }

  async answer(o: { key: string; threadId: bigint; text: string; actor: Actor; seen: bigint | undefined; now: Date }) {
    type Kind = 'answered' | 'repeated' | 'key_conflict' | 'not_found' | 'closed' | 'overtaken';
    const [row] = await this.db.sql.rows<{ kind: Kind; messageId: bigint | null }>(
      'support.answer',
      'SELECT kind, message_id AS "messageId" FROM answer_support($1, $2, $3, $4, $5, $6, $7)',
      [o.key, o.threadId, o.text, o.actor.type, o.actor.id, o.seen ?? null, o.now],
    );
    return row!;
  }

  /** With `userId` by its buyer, else by an operator. */
  async close(o: { threadId: bigint; userId?: bigint; actorType: ActorType; seen?: bigint; now: Date }) {
    type Kind = 'closed' | 'already_closed' | 'not_found' | 'overtaken';
    const [row] = await this.db.sql.rows<{ kind: Kind }>(
      'support.close',
      'SELECT kind FROM close_support($1, $2, $3, $4, $5)',
      [o.threadId, o.userId ?? null, o.actorType, o.seen ?? null, o.now],
    );
    return row!.kind;
  }

  async reopen(threadId: bigint) {
    type Kind = 'reopened' | 'already_open' | 'not_found' | 'another_open';
    const [row] = await this.db.sql.rows<{ kind: Kind }>('support.reopen', 'SELECT kind FROM reopen_support($1)', [
      threadId,
    ]);
    return row!.kind;
  }

  findThread(id: bigint): Promise<SupportThread | null> {
    return this.db.manager.findOneBy(SupportThread, { id });
  }

  /** The open one about this very thing. */
  findOpen(userId: bigint, o: SupportSubject): Promise<SupportThread | null> {
    const ids = (['reservationId', 'paymentId', 'receiptId'] as const).map((name) => [name, o[name] ?? IsNull()]);
    return this.db.manager.findOneBy(SupportThread, {
      ...{ userId, topic: o.topic, state: 'OPEN' },
      ...Object.fromEntries(ids),
    });
  }

  findMessage(id: bigint): Promise<SupportMessage | null> {
    return this.db.manager.findOneBy(SupportMessage, { id });
  }

  /** The thread of an answer that stands in a buyer's chat as this message. */
  async findByChatMessage(userId: bigint, chatMessageId: number): Promise<bigint | undefined> {
    const [row] = await this.db.sql.rows<{ id: bigint }>(
      'support.byChatMessage',
      `SELECT t.id FROM support_threads t JOIN support_messages m ON m.thread_id = t.id
       WHERE t.user_id = $1 AND m.chat_message_id = $2 LIMIT 1`,
      [userId, chatMessageId],
    );
    return row?.id;
  }

  async putPicture(messageId: bigint, o: { content: Buffer; reference: unknown }): Promise<void> {
    const picture = { messageId, content: o.content, reference: json(o.reference) };
    await this.db.manager.createQueryBuilder().insert().into(SupportPicture).values(picture).orIgnore().execute();
  }

  findPicture(messageId: bigint): Promise<SupportPicture | null> {
    return this.db.manager.findOneBy(SupportPicture, { messageId });
  }

  async keepPictureReference(messageId: bigint, reference: unknown): Promise<void> {
    await this.db.manager.update(SupportPicture, { messageId }, { reference: json(reference) });
  }

  /** Answers that no operator was told of that they never arrive. */
  listUntoldFailures(limit: number): Promise<SupportMessage[]> {
    const where = { failure: Not(IsNull()), isFailureTold: false };
    return this.db.manager.find(SupportMessage, { where, order: { id: 'ASC' }, take: limit });
  }

  async noteFailuresTold(ids: readonly bigint[]): Promise<void> {
    await this.db.manager.update(SupportMessage, { id: In(ids) }, { isFailureTold: true });
  }

  /** Closed before this instant: what was said goes with them. Returns how many. */
  async forget(before: Date, limit: number): Promise<number> {
    const where = { state: 'CLOSED' as const, closedAt: LessThanOrEqual(before) };
    const rows = await this.db.manager.find(SupportThread, { select: { id: true }, where, take: limit });
    if (rows.length === 0) return 0;
    const gone = await this.db.manager.delete(SupportThread, { ...where, id: In(rows.map(({ id }) => id)) });
    return gone.affected ?? 0;
  }
}
