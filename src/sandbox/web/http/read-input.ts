import type { z } from 'zod';

/** Input that does not fit; the message says what is wrong with which field, and repeats no value. */
export class InputError extends Error {}

/** The input in the schema's shape. Throws InputError. */
export function readInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) =>
    path.length ? `${path.join('.')}: ${message}` : message,
  );
  throw new InputError(faults.join('; '));
}
