import { type ClassType, createUnionType } from 'type-graphql';

/**
 * What a mutation answers: one of these classes, told apart by class. A plain row is the first of them, which is what
 * was asked for.
 */
export function resultOf<const Types extends readonly ClassType[]>(name: string, ...types: Types) {
  return createUnionType({
    name,
    types: () => types,
    resolveType: (value: object) => types.find((type) => value instanceof type) ?? types[0],
  });
}

type Of<Outcome, Kind> = Outcome extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Outcome & { readonly kind: Kind }
    : never
  : never;
type Answers<Outcome extends { readonly kind: string }, Answer> = {
  readonly [Kind in Outcome['kind']]: (outcome: Of<Outcome, Kind>) => Answer;
};

/** The answer to what a use case says came of it. An outcome without one does not compile. */
export function answered<Outcome extends { readonly kind: string }, Answer>(
  outcome: Outcome,
  answers: Answers<Outcome, Answer>,
): Answer {
  return answers[outcome.kind as Outcome['kind']](outcome as never);
}
