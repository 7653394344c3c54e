import type { TlObject } from '../tl/tl-object';

const onlineForSeconds = 300;

/** Who said that they are online; forgotten at a restart, as presence is. */
export class Presence {
  private readonly lastSeen = new Map<bigint, { online: boolean; at: number }>();

  constructor(private readonly nowSeconds: () => number) {}

  set(accountId: bigint, online: boolean): void {
    this.lastSeen.set(accountId, { online, at: this.nowSeconds() });
  }

  statusOf(accountId: bigint): TlObject {
    const seen = this.lastSeen.get(accountId);
    if (!seen) return { _: 'userStatusRecently' };
    const expires = seen.at + onlineForSeconds;
    if (seen.online && expires > this.nowSeconds()) return { _: 'userStatusOnline', expires };
    return { _: 'userStatusOffline', wasOnline: seen.at };
  }
}
