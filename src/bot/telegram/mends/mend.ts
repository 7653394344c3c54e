/**
 * One repair of the `telegram` package, made from outside. The package's files stay as they are: its version is pinned,
 * it is archived, and nobody else will mend it.
 */
export interface Mend {
  readonly name: string;
  /** What goes wrong without it, and why this cures it. */
  readonly reason: string;
  /** Puts the mend in place; the result takes it out again (tests show the defect that way). */
  apply(): () => void;
  /** Throws when the package is not what the mend was made for. Cheap: it runs at every start. */
  check(): void;
}

/** Replaces one property and gives the way back. */
export function replaced<Target extends object, Key extends keyof Target>(
  target: Target,
  key: Key,
  value: Target[Key],
): () => void {
  const before = target[key];
  target[key] = value;
  return () => {
    target[key] = before;
  };
}

export function expectFunction(owner: object, name: string): void {
  if (typeof (owner as Record<string, unknown>)[name] !== 'function') {
    throw new Error(`The telegram package has no function ${name} any more; look at its mends before using it.`);
  }
}
