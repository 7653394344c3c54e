import { expectFunction, type Mend, replaced } from './mend';

/** One argument of a class of Telegram's, as the package describes it to itself. */
export interface Argument {
  readonly isVector: boolean;
  readonly useVectorId: boolean | null;
  readonly isFlag: boolean;
  readonly flagName: string | null;
  readonly flagIndex: number;
  readonly flagIndicator: boolean;
  /** For types of the package: it stands there without an id in front. */
  readonly skipConstructorId: boolean;
  readonly type: string | null;
}
export type Arguments = Readonly<Record<string, Argument>>;
interface Definition {
  readonly constructorId: number;
  readonly argsConfig: Arguments;
}

const package_ = require('telegram/tl/generationHelpers') as { parseTl(...given: unknown[]): Iterable<Definition> };
const known = new Map<number, Arguments>();

/** The arguments of a class, in the order of the wire; undefined for an id that is no class, and if the package was loaded before. */
export const argumentsOf = (constructorId: number): Arguments | undefined => known.get(constructorId);

/** The package keeps its schema to itself. It passes through `parseTl` once, when the package loads: it is kept from there. */
export const schema: Mend = {
  name: 'schema',
  reason: 'What the classes are made of is private, and whoever reads them faster must know it.',
  apply() {
    const original = package_.parseTl;
    return replaced(package_, 'parseTl', function* keeping(...given) {
      for (const definition of original(...given)) {
        // A copy: the package changes its own while it reads.
        const copies = Object.entries(definition.argsConfig).map(([name, one]) => [name, { ...one }] as const);
        known.set(definition.constructorId, Object.fromEntries(copies));
        yield definition;
      }
    });
  },
  check: () => expectFunction(package_, 'parseTl'),
};
