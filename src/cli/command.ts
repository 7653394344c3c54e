import type { Config } from '../config';

/** Where a command writes to, and what it reads its configuration from. */
export interface Terminal {
  /** For results: standard output. */
  print(line: string): void;
  /** For everything else: standard error. */
  complain(line: string): void;
  readonly env: Record<string, string | undefined>;
  /** Throws a ConfigError. */
  config(): Config;
}

export interface Command {
  readonly name: string;
  /** What may follow the name. */
  readonly usage: string;
  readonly summary: string;
  /** The answer is the exit code: 0 all well, 1 not, 2 called wrongly. */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** The arguments are wrong; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
