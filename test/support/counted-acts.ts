import type { ChatBuyer } from './chat-buyer';

const ACTS: ReadonlySet<string | symbol> = new Set([
  'says',
  'asks',
  'presses',
  'pressesOn',
  'pressesData',
  'sendsFile',
]);

/** The same person, whose presses and messages are counted. */
export function countsActs(person: ChatBuyer): { admin: ChatBuyer; acts(): number } {
  let count = 0;
  const admin = new Proxy(person, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (ACTS.has(name)) count += 1;
        return (value as (...all: unknown[]) => unknown).apply(target, given);
      };
    },
  });
  return { admin, acts: () => count };
}
