import { expectFunction, type Mend, replaced } from './mend';

interface ArgumentShape {
  isVector: boolean;
}
interface Definition {
  readonly argsConfig: Readonly<Record<string, ArgumentShape>>;
}
interface Generation {
  parseTl(...given: unknown[]): Iterable<Definition>;
}
const package_ = require('telegram/tl/generationHelpers') as Generation;
const vectors: ArgumentShape[] = [];

/** Sets right what a failed reading left wrong. Call after any reading that threw. */
export function restoreVectorFlags(): void {
  for (const argument of vectors) argument.isVector = true;
}

/**
 * Defect 23 and its aftermath. While the package reads a vector it switches the argument's `isVector` off, and on again
 * after the last item; an unknown constructor inside throws in between, and from then on the whole class is read and
 * written wrongly. The shapes are private, but pass through `parseTl` when the package loads: remember them there.
 */
export const vectorFlags: Mend = {
  name: 'vector-flags',
  reason: 'One unreadable object inside a vector spoils its class for the rest of the process.',
  apply() {
    const original = package_.parseTl;
    return replaced(package_, 'parseTl', function* remembering(...given) {
      for (const definition of original(...given)) {
        for (const argument of Object.values(definition.argsConfig)) if (argument.isVector) vectors.push(argument);
        yield definition;
      }
    });
  },
  check: () => expectFunction(package_, 'parseTl'),
};
