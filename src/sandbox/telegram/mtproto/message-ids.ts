/**
 * Server message ids: seconds in the upper half, strictly rising, 1 mod 4 for answers and 3 for everything else.
 * They follow the machine's clock, not the world's, because the clients on the other side do.
 */
export class MessageIds {
  private last = 0n;

  next(isAnswer: boolean): bigint {
    const byClock = ((BigInt(Date.now()) << 32n) / 1000n) & ~3n;
    this.last = byClock > this.last ? byClock : this.last + 4n;
    return (this.last & ~3n) | (isAnswer ? 1n : 3n);
  }
}

/** Unix seconds a client's message id speaks of. */
export const secondsOf = (msgId: bigint): number => Number(BigInt.asUintN(64, msgId) >> 32n);

export const protocolSeconds = (): number => Math.floor(Date.now() / 1000);
