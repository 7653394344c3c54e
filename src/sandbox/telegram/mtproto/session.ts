import type { AuthKey } from './auth-keys';
import type { Connection } from './connection';

/** How one request of a session went; kept, so that the same message id is answered without running again. */
export interface AnswerRecord {
  done: boolean;
  failed: boolean;
  payload?: Buffer;
  /** Settles when the answer is known; for invokeAfterMsg. */
  settled: Promise<void>;
  settle: () => void;
}

export interface OutgoingMessage {
  msgId: bigint;
  seqNo: number;
  body: Buffer;
}

const keptAnswers = 400;
const keptAnswerBytes = 64 * 1024;

/** One session of one key: message ids seen, answers given, and what waits for the next packet. */
export class Session {
  connection: Connection | undefined;
  /** Set by the first API call that was not wrapped in invokeWithoutUpdates. */
  wantsUpdates = false;
  /** Updates were lost while no socket was attached; the client is told on its return. */
  missedUpdates = false;
  readonly answers = new Map<bigint, AnswerRecord>();
  readonly acks: bigint[] = [];
  readonly outgoing: OutgoingMessage[] = [];
  flushPlanned = false;
  private contentCount = 0;

  constructor(
    readonly key: AuthKey,
    readonly id: bigint,
  ) {}

  get attached(): boolean {
    return this.connection !== undefined;
  }

  nextSeqNo(isContent: boolean): number {
    return isContent ? this.contentCount++ * 2 + 1 : this.contentCount * 2;
  }

  openAnswer(msgId: bigint): AnswerRecord {
    let settle = () => {};
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const record = { done: false, failed: false, settled, settle };
    this.answers.set(msgId, record);
    if (this.answers.size > keptAnswers) this.forgetOldestAnswer();
    return record;
  }

  closeAnswer(record: AnswerRecord, payload: Buffer, failed: boolean): void {
    record.done = true;
    record.failed = failed;
    // A file part asked for twice is cheaper to read again than to keep.
    record.payload = payload.length <= keptAnswerBytes ? payload : undefined;
    record.settle();
  }

  private forgetOldestAnswer(): void {
    for (const [msgId, record] of this.answers) {
      if (!record.done) continue;
      this.answers.delete(msgId);
      return;
    }
  }
}
