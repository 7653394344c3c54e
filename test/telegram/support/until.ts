/** Waits for a condition, looking every few milliseconds. Throws with the description when it does not come true. */
export async function until(
  description: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 30_000,
): Promise<void> {
  const endsAt = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > endsAt) throw new Error(`It did not come true in ${timeoutMs} ms that ${description}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
