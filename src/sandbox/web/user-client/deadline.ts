/** A call that got no answer in its time. */
export class DeadlineError extends Error {
  constructor(readonly what: string) {
    super(`no answer to ${what} in time`);
  }
}

/** The promise's outcome, or DeadlineError after `ms`; GramJS waits for ever. Leaves no timer. */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(what)), ms);
  });
  // When the deadline wins, a later failure of the call itself has nobody left to hear it.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
