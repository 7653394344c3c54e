import { randomBytes } from 'node:crypto';
import { badRequest } from '../rpc/rpc-error';

export type Verdict = { isApproved: true } | { isApproved: false; reason: string };

interface WaitingQuery {
  botId: bigint;
  resolve: (verdict: Verdict) => void;
  timer: NodeJS.Timeout;
}

/** Payments that wait for the word of their bot. A restart forgets them, and nobody has paid. */
export class PreCheckouts {
  private readonly waiting = new Map<bigint, WaitingQuery>();

  constructor(private readonly later: (delayMs: number, work: () => void) => NodeJS.Timeout) {}

  /** BOT_PRECHECKOUT_TIMEOUT when the bot says nothing in time. */
  open(botId: bigint, timeoutMs: number): { queryId: bigint; verdict: Promise<Verdict> } {
    const queryId = randomBytes(8).readBigInt64LE();
    const verdict = new Promise<Verdict>((resolve, reject) => {
      const timer = this.later(timeoutMs, () => {
        this.waiting.delete(queryId);
        reject(badRequest('BOT_PRECHECKOUT_TIMEOUT'));
      });
      this.waiting.set(queryId, { botId, resolve, timer });
    });
    return { queryId, verdict };
  }

  /** False when the query is unknown, another bot's, answered already or too old. */
  answer(botId: bigint, queryId: bigint, verdict: Verdict): boolean {
    const query = this.waiting.get(queryId);
    if (query?.botId !== botId) return false;
    this.waiting.delete(queryId);
    clearTimeout(query.timer);
    query.resolve(verdict);
    return true;
  }
}
