import { GraphQLError } from 'graphql';
import { parseDay } from '../../usecases/payments/reconcile-payments';

const VISIBLE = /^[\x21-\x7e]{1,200}$/;

/** Throws BAD_USER_INPUT unless the key is 1 to 200 visible ASCII characters without blanks. */
export function checkedKey(key: string): string {
  if (VISIBLE.test(key)) return key;
  throw badInput('idempotencyKey must be 1 to 200 visible ASCII characters without blanks.');
}

/** Throws BAD_USER_INPUT when the text is too long or holds what the database cannot store. */
export function checkedText(name: string, text: string | null | undefined, longest: number): string {
  const value = (text ?? '').trim();
  if (value.length > longest) throw badInput(`${name} must have at most ${longest} characters.`);
  if (value.includes('\0')) throw badInput(`${name} must not contain the character NUL.`);
  return value;
}

/** Throws BAD_USER_INPUT unless it is a day such as 2026-01-31. */
export function checkedDay(text: string): string {
  const day = parseDay(text);
  if (day === undefined) throw badInput('day must be a day such as 2026-01-31.');
  return day;
}

export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
