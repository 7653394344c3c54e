import { z } from 'zod';
import { type FactsOf, type Problem, type ProblemKind, problem } from '../../domain/problems';

/**
 * The problem of a check, where zod takes a message. Zod calls a message text and hands on whatever it is given, so what
 * comes out of `read` is the problem itself: no sentence is made before an edge wants one.
 */
export function says<Kind extends ProblemKind>(kind: Kind, ...facts: FactsOf<Kind>): { error(): never } {
  const told = { message: problem(kind, ...facts) };
  return { error: () => told as never };
}

export type Read<Value> =
  | { readonly kind: 'good'; readonly value: Value }
  | { readonly kind: 'bad'; readonly issues: readonly z.core.$ZodIssue[] };

/** `safeParse`, with a problem in every issue; see `problemOf`. */
export function read<Schema extends z.ZodType>(schema: Schema, input: unknown): Read<z.output<Schema>> {
  const parsed = schema.safeParse(input, { error: wrongType });
  return parsed.success ? { kind: 'good', value: parsed.data } : { kind: 'bad', issues: parsed.error.issues };
}

function wrongType({ code, input, ...issue }: z.core.$ZodRawIssue) {
  if (code !== 'invalid_type') return undefined;
  const facts = { expected: String(issue.expected), received: z.core.util.parsedType(input) };
  return { message: problem('wrong_type', facts) as never };
}

/** What an issue of `read` is about, without its path: fields and documents write theirs in different ways. */
export function problemOf({ message }: z.core.$ZodIssue): Problem {
  const told: unknown = message;
  return typeof told === 'object' ? (told as Problem) : problem('misfit', { detail: message });
}

/** The first thing wrong with an input, at the name of its field. */
export function firstProblem([first]: readonly z.core.$ZodIssue[]): Problem {
  return { ...problemOf(first!), path: first!.path.join('.') };
}
