import { createContext, Script } from 'node:vm';

const LONGEST_PATTERN = 300;
const TIME_LIMIT_MS = 25;

const sandbox = createContext({ pattern: '', text: '' });
const script = new Script(`(() => {
  let expression;
  try { expression = new RegExp(pattern, 'iu'); } catch { expression = new RegExp(pattern, 'i'); }
  return expression.exec(text);
})()`);

/**
 * Runs a pattern that a person typed. Undefined when it does not match, is no pattern, or would take longer than 25 ms,
 * so that no pattern can hold up the program.
 */
export function matchPattern(pattern: string, text: string): readonly (string | undefined)[] | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined;
  sandbox.pattern = pattern;
  sandbox.text = text;
  try {
    const found = script.runInContext(sandbox, { timeout: TIME_LIMIT_MS }) as ArrayLike<string | undefined> | null;
    return found ? Array.from(found) : undefined;
  } catch {
    return undefined;
  }
}
