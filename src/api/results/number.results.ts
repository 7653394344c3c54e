import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import type { ImportOutcome } from '../../usecases/numbers/import-numbers';
import { NumberImport, PhoneNumber } from '../types/number.types';
import { BigIntIdScalar } from '../types/scalars';
import { InvalidInput, NotFound } from './catalogue.results';
import { Refusal, refusalOr } from './refusals';
import { unreachable } from './unreachable';

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

export const ImportNumbersResult = createUnionType({
  name: 'ImportNumbersResult',
  types: () => [NumberImport, NotFound, EmptyList, ImportFailed] as const,
  resolveType: refusalOr('NumberImport'),
});
export const ConfirmImportResult = createUnionType({
  name: 'ConfirmImportResult',
  types: () => [NumberImport, NotFound, NumberStateConflict] as const,
  resolveType: refusalOr('NumberImport'),
});
export const RetireNumberResult = createUnionType({
  name: 'RetireNumberResult',
  types: () => [PhoneNumber, NotFound, NumberReserved, NumberStateConflict] as const,
  resolveType: refusalOr('PhoneNumber'),
});
export const RestoreNumberResult = createUnionType({
  name: 'RestoreNumberResult',
  types: () => [PhoneNumber, NotFound, NumberSpent, NumberStateConflict] as const,
  resolveType: refusalOr('PhoneNumber'),
});
export const PreviewCleanUpResult = createUnionType({
  name: 'PreviewCleanUpResult',
  types: () => [CleanUpPreview, InvalidInput] as const,
});
export const CleanUpNumbersResult = createUnionType({
  name: 'CleanUpNumbersResult',
  types: () => [NumbersCleanedUp, NothingFits, InvalidInput] as const,
});
export const UndoCleanUpResult = createUnionType({
  name: 'UndoCleanUpResult',
  types: () => [NumbersRestored, NotFound, AlreadyUndone, TooLateToUndo] as const,
});

export function toImported(outcome: ImportOutcome) {
  switch (outcome.kind) {
    case 'imported':
    case 'checked':
    case 'accepted':
      return outcome.import;
    case 'not_found':
      return new NotFound(outcome.entity);
    case 'empty':
      return new EmptyList();
    case 'failed':
      return new ImportFailed(outcome.failure);
    default:
      return unreachable(outcome);
  }
}
