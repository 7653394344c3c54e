import { createContext, Script } from 'node:vm';

const LONGEST_PATTERN = 300;
/** A limit of wall-clock time also runs out when the machine is busy; who meets it is given the longer one once. */
const TIME_LIMITS_MS = [25, 250];

const sandbox = createContext({ pattern: '', text: '' });
const script = new Script(`(() => {
  let expression;
  try { expression = new RegExp(pattern, 'iu'); } catch { expression = new RegExp(pattern, 'i'); }
  return expression.exec(text);
})()`);

/**
 * Runs a pattern that a person typed. Undefined when it does not match, is no pattern, or would take longer than a
 * quarter of a second, so that no pattern can hold up the program.
 */
export function matchPattern(pattern: string, text: string): readonly (string | undefined)[] | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined;
  sandbox.pattern = pattern;
  sandbox.text = text;
  for (const timeout of TIME_LIMITS_MS) {
    try {
      const found = script.runInContext(sandbox, { timeout }) as ArrayLike<string | undefined> | null;
      return found ? Array.from(found) : undefined;
    } catch (error) {
      if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    }
  }
  return undefined;
}
