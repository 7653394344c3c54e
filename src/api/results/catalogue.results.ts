import { type ClassType, createUnionType, Field, ObjectType } from 'type-graphql';
import { type Problem, problem, sentence } from '../../domain/problems';
import type { SaveOutcome } from '../../usecases/catalogue/save-row';
import { Refusal } from './refusals';
import { unreachable } from './unreachable';

@ObjectType({ implements: Refusal })
export class AlreadyExists extends Refusal {
  @Field(() => String, { description: 'What must be unique.' }) field: string;

  constructor(field: string) {
    super();
    this.field = field;
    this.message = `There is one with the same ${field} already.`;
  }
}

@ObjectType({ implements: Refusal })
export class NotFound extends Refusal {
  @Field(() => String, { description: 'service, country, offer, route, provider, number ...' }) entity: string;

  constructor(entity: string) {
    super();
    this.entity = entity;
    this.message = `There is no such ${entity}.`;
  }
}

@ObjectType({ implements: Refusal })
export class InvalidInput extends Refusal {
  @Field(() => String) field: string;

  @Field(() => String, {
    description: 'What kind of problem it is, such as text_length; the message says it in words.',
  })
  code: string;

  constructor(problem: Problem, message = sentence(problem)) {
    super();
    this.field = problem.path;
    this.code = problem.kind;
    this.message = message;
  }
}

/** What a change of the catalogue answers: the row as it stands now, or why not. */
export function savedUnion<Row extends object>(row: ClassType<Row>) {
  return createUnionType({
    name: `Save${row.name}Result`,
    types: () => [row, AlreadyExists, NotFound, InvalidInput] as const,
    resolveType: (value: object) => (value instanceof Refusal ? value.constructor.name : row.name),
  });
}

export async function toSaved<Row>(
  outcome: SaveOutcome,
  read: (id: number) => Promise<Row | undefined>,
): Promise<Row | Refusal> {
  switch (outcome.kind) {
    case 'saved': {
      const row = await read(outcome.id);
      if (!row) throw new Error(`Row ${outcome.id} was saved and cannot be read.`);
      return row;
    }
    case 'already_exists':
      return new AlreadyExists(outcome.field);
    case 'not_found':
      return new NotFound(outcome.entity);
    case 'invalid':
      return new InvalidInput(outcome.problem);
    case 'changed_meanwhile':
      return new InvalidInput(problem('changed_meanwhile'));
    default:
      return unreachable(outcome);
  }
}
