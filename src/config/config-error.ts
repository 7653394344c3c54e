/** The environment cannot be used. Lists every problem at once and never contains a secret's value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(
    /** One sentence each: the variable and what to do. */
    readonly problems: readonly string[],
  ) {
    super(`The configuration has ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`);
  }
}
