import { type ClassType, Field, ObjectType } from 'type-graphql';
import { type Problem, problem, sentence } from '../../domain/problems';
import type { SaveOutcome } from '../../usecases/catalogue/save-row';
import { answered, resultOf } from './outcome';
import { Refusal } from './refusals';

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
  return resultOf(`Save${row.name}Result`, row, AlreadyExists, NotFound, InvalidInput);
}

export async function toSaved<Row>(
  outcome: SaveOutcome,
  read: (id: number) => Promise<Row | undefined>,
): Promise<Row | Refusal> {
  return answered(outcome, {
    saved: async (o) => {
      const row = await read(o.id);
      if (!row) throw new Error(`Row ${o.id} was saved and cannot be read.`);
      return row;
    },
    already_exists: (o) => new AlreadyExists(o.field),
    not_found: (o) => new NotFound(o.entity),
    invalid: (o) => new InvalidInput(o.problem),
    changed_meanwhile: () => new InvalidInput(problem('changed_meanwhile')),
  });
}
