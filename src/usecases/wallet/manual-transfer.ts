import type { Actor, Transfer } from '../../database/stores/ledger';
import { type Amount, UNITS_PER_WHOLE } from '../../domain/money/money';
import { type Problem, problem } from '../../domain/problems';

/** What an operator or an integrator asks for; the key is made before the act and makes a repetition harmless. */
export interface ManualTransferOrder {
  /** 1 to 200 visible characters. */
  readonly key: string;
  readonly userId: bigint;
  readonly amount: Amount;
  readonly reason: string;
  readonly actor: Actor;
  readonly requestId?: string;
}

export type Refusal = { kind: 'key_conflict' } | { kind: 'user_not_found' } | { kind: 'bad_amount'; problem: Problem };
export type Moved = { transfer: Transfer };

/** No single act by hand moves more; it catches a slip of the keyboard, and keeps sums far from the limits of int8. */
export const LARGEST_MANUAL_AMOUNT: Amount = 1_000_000n * UNITS_PER_WHOLE;

/** Undefined when the amount may be moved. */
export function problemWith(amount: Amount): Problem | undefined {
  if (amount <= 0n) return problem('amount_too_small');
  if (amount > LARGEST_MANUAL_AMOUNT) return problem('amount_too_large', { most: '1000000.0000' });
  return undefined;
}

/** All acts by hand share one space of keys, so that a key of an addition cannot be used for a deduction. */
export function manualKey(key: string): string {
  return `manual:${key}`;
}

/** Recognises what the database said when it refused a transfer. */
export function isRefusedBy(error: unknown, code: string, constraint?: string): boolean {
  const failure = (error ?? {}) as { code?: string; constraint?: string };
  return failure.code === code && (constraint === undefined || failure.constraint === constraint);
}
