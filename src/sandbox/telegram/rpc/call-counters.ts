import type { TlObject } from '../tl/tl-object';

/** One call as tests see it. */
export interface RecordedCall {
  method: string;
  accountId: bigint | undefined;
  /** Milliseconds of the sandbox's clock. */
  at: number;
  /** The peer the request names, if any: a user's or a channel's id. */
  peerId: bigint | undefined;
}

const keptPerMethod = 2_000;

/** Counts calls per method and keeps when the last ones came, so that a test can say "nothing before the deadline". */
export class CallCounters {
  private readonly counts = new Map<string, number>();
  private readonly recent = new Map<string, RecordedCall[]>();

  constructor(private readonly now: () => number) {}

  note(method: string, accountId: bigint | undefined, request: TlObject): void {
    this.counts.set(method, this.count(method) + 1);
    const calls = this.recent.get(method) ?? [];
    this.recent.set(method, calls);
    calls.push({ method, accountId, at: this.now(), peerId: peerIdOf(request) });
    if (calls.length > keptPerMethod) calls.splice(0, keptPerMethod / 2);
  }

  count(method: string): number {
    return this.counts.get(method) ?? 0;
  }

  /** The latest calls of a method, oldest first. */
  of(method: string): readonly RecordedCall[] {
    return this.recent.get(method) ?? [];
  }

  /** Method names and counts, for a look at the whole. */
  all(): Record<string, number> {
    return Object.fromEntries(this.counts);
  }

  reset(): void {
    this.counts.clear();
    this.recent.clear();
  }
}

/** Whom a request is about. */
export function peerIdOf(request: TlObject): bigint | undefined {
  const input = request.peer ?? request.channel ?? request.id ?? request.bot ?? request.userId;
  return input?.userId ?? input?.channelId;
}
