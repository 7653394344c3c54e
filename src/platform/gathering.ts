interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Does one thing for many callers: while one batch is under way the next one gathers, so that a lone caller is served at
 * once and a busy place pays for one act for all. `act` answers for each item, in their order. What fails together is tried
 * one by one, so that nobody fails by another's item.
 */
export function gathering<Item, Result>(
  act: (items: readonly Item[]) => Promise<readonly Result[]>,
  most: number,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    // Those who call in the same turn are served together.
    await Promise.resolve();
    while (waiting.length > 0) await serve(waiting.splice(0, most));
    isRunning = false;
  }

  async function serve(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await act(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index]!);
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error);
      else for (const one of batch) await serve([one]);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      void run();
    });
}
