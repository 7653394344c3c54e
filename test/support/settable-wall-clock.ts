/** The wall clock of this process, which a test sets while time goes on. Put it back with `restore`. */
export function settableWallClock() {
  const Real = globalThis.Date;
  let aheadMs = 0;
  class SettableDate extends Real {
    constructor(...given: []) {
      super(...((given.length > 0 ? given : [Real.now() + aheadMs]) as []));
    }
    static override now(): number {
      return Real.now() + aheadMs;
    }
  }
  globalThis.Date = SettableDate as DateConstructor;
  return {
    moveBy(ms: number): void {
      aheadMs += ms;
    },
    restore(): void {
      globalThis.Date = Real;
    },
  };
}
