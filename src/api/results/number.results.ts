import { Field, Int, ObjectType } from 'type-graphql';
import type { TableColumn } from '../../domain/number/choose-column';
import type { ImportOutcome } from '../../usecases/numbers/import-numbers';
import { ImportColumn, NumberImport, PhoneNumber } from '../types/number.types';
import { BigIntIdScalar } from '../types/scalars';
import { InvalidInput, NotFound } from './catalogue.results';
import { answered, resultOf } from './outcome';
import { Refusal } from './refusals';

@ObjectType({ implements: Refusal, description: 'There is no number in the list.' })
export class EmptyList extends Refusal {
  override message = 'There is no number in this list.';
}

@ObjectType({ implements: Refusal, description: 'The list could not be read to its end; nothing was imported.' })
export class ImportFailed extends Refusal {
  constructor(message: string) {
    super();
    this.message = message;
  }
}

@ObjectType({
  implements: Refusal,
  description: 'Nobody can tell which column holds the numbers, or there is none of that name. Nothing was read.',
})
export class ColumnUnclear extends Refusal {
  @Field(() => [ImportColumn], { description: 'Name one of them as column.' }) columns: ImportColumn[];
  override message = 'Say which column holds the numbers.';

  constructor(columns: readonly TableColumn[]) {
    super();
    this.columns = columns.map((column) => new ImportColumn(column));
  }
}

@ObjectType({ implements: Refusal, description: 'A buyer is waiting for a code on this number.' })
export class NumberReserved extends Refusal {
  override message = 'A buyer is waiting for a code on this number; wait until his reservation ends.';
}

@ObjectType({ implements: Refusal })
export class NumberStateConflict extends Refusal {
  constructor(message: string) {
    super();
    this.message = message;
  }
}

@ObjectType({ implements: Refusal, description: 'It was used as often as a number may be.' })
export class NumberSpent extends Refusal {
  @Field(() => Int) usageCount: number;
  @Field(() => Int, { description: 'The setting maxUsesOfNumber.' }) maxUses: number;

  constructor(o: { usageCount: number; maxUses: number }) {
    super();
    this.usageCount = o.usageCount;
    this.maxUses = o.maxUses;
    this.message = `This number was used ${o.usageCount} times, and ${o.maxUses} is the most.`;
  }
}

@ObjectType({ implements: Refusal, description: 'No free number fits these conditions.' })
export class NothingFits extends Refusal {
  override message = 'No free number fits these conditions.';
}

@ObjectType({ implements: Refusal })
export class TooLateToUndo extends Refusal {
  @Field(() => Date) undoUntil: Date;

  constructor(undoUntil: Date) {
    super();
    this.undoUntil = undoUntil;
    this.message = `This could be undone until ${undoUntil.toISOString()}.`;
  }
}

@ObjectType({ implements: Refusal })
export class AlreadyUndone extends Refusal {
  override message = 'This was undone before.';
}

@ObjectType({ description: 'What a cleanup would do.' })
export class CleanUpPreview {
  @Field(() => Int, { description: 'Numbers that it would delete.' }) free: number;
  @Field(() => Int, { description: 'Numbers that fit as well, and are left because somebody has them.' }) inUse: number;

  constructor(o: { free: number; inUse: number }) {
    this.free = o.free;
    this.inUse = o.inUse;
  }
}

@ObjectType()
export class NumbersCleanedUp {
  @Field(() => BigIntIdScalar, { description: 'With it the cleanup can be undone.' }) deletionId: bigint;
  @Field(() => Int, { description: 'So far; with very many, the rest follows within seconds.' }) deleted: number;
  @Field(() => Date) undoUntil: Date;

  constructor(o: { deletionId: bigint; deleted: number; undoUntil: Date }) {
    this.deletionId = o.deletionId;
    this.deleted = o.deleted;
    this.undoUntil = o.undoUntil;
  }
}

@ObjectType()
export class NumbersRestored {
  @Field(() => Int, { description: 'So far; with very many, the rest follows within seconds.' }) numbers: number;

  constructor(numbers: number) {
    this.numbers = numbers;
  }
}

export const ImportNumbersResult = resultOf(
  'ImportNumbersResult',
  NumberImport,
  NotFound,
  EmptyList,
  ColumnUnclear,
  ImportFailed,
);
export const ConfirmImportResult = resultOf('ConfirmImportResult', NumberImport, NotFound, NumberStateConflict);
export const RetireNumberResult = resultOf(
  'RetireNumberResult',
  PhoneNumber,
  NotFound,
  NumberReserved,
  NumberStateConflict,
);
export const RestoreNumberResult = resultOf(
  'RestoreNumberResult',
  PhoneNumber,
  NotFound,
  NumberSpent,
  NumberStateConflict,
);
export const PreviewCleanUpResult = resultOf('PreviewCleanUpResult', CleanUpPreview, InvalidInput);
export const CleanUpNumbersResult = resultOf('CleanUpNumbersResult', NumbersCleanedUp, NothingFits, InvalidInput);
export const UndoCleanUpResult = resultOf('UndoCleanUpResult', NumbersRestored, NotFound, AlreadyUndone, TooLateToUndo);

export function toImported(outcome: ImportOutcome) {
  return answered(outcome, {
    imported: (o) => o.import,
    checked: (o) => o.import,
    accepted: (o) => o.import,
    not_found: (o) => new NotFound(o.entity),
    empty: () => new EmptyList(),
    column_unclear: (o) => new ColumnUnclear(o.columns),
    failed: (o) => new ImportFailed(o.failure),
  });
}
