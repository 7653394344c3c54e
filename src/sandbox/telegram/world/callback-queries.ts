import { randomBytes } from 'node:crypto';
import { RpcError } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';

interface WaitingQuery {
  botId: bigint;
  resolve: (answer: TlObject) => void;
  timer: NodeJS.Timeout;
}

/** Button presses that wait for their bot. Nothing here survives a restart: neither do real ones. */
export class CallbackQueries {
  private readonly waiting = new Map<bigint, WaitingQuery>();

  constructor(private readonly later: (delayMs: number, work: () => void) => NodeJS.Timeout) {}

  /** The promise is the user's answer; BOT_RESPONSE_TIMEOUT when the bot says nothing in time. */
  open(botId: bigint, timeoutMs: number): { queryId: bigint; answer: Promise<TlObject> } {
    const queryId = randomBytes(8).readBigInt64LE();
    const answer = new Promise<TlObject>((resolve, reject) => {
      const timer = this.later(timeoutMs, () => {
        this.waiting.delete(queryId);
        reject(new RpcError(400, 'BOT_RESPONSE_TIMEOUT'));
      });
      this.waiting.set(queryId, { botId, resolve, timer });
    });
    return { queryId, answer };
  }

  /** False when the query is unknown, not this bot's, answered already or too old. */
  answer(botId: bigint, queryId: bigint, answer: TlObject): boolean {
    const query = this.waiting.get(queryId);
    if (query?.botId !== botId) return false;
    this.waiting.delete(queryId);
    clearTimeout(query.timer);
    query.resolve(answer);
    return true;
  }
}
