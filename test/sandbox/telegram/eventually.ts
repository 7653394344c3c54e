/** Waits until the expectation holds: tries again with each turn of the event loop, and rethrows its last complaint in the end. */
export async function eventually(expectation: () => void | Promise<void>, withinMs = 5_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
