/** Compiles only when every outcome before it was handled. */
export function unreachable(outcome: never): never {
  throw new Error(`An outcome was not translated: ${JSON.stringify((outcome as { kind?: unknown }).kind)}`);
}
