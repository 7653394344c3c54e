import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { NumberFilter } from '../../database/queries/numbers';
import { readTable } from '../../platform/tables/read-table';
import { restoreNumber, retireNumber } from '../../usecases/numbers/change-number-status';
import { cleanUpNumbers } from '../../usecases/numbers/clean-up-numbers';
import { confirmImport } from '../../usecases/numbers/confirm-import';
import { importNumbers } from '../../usecases/numbers/import-numbers';
import { undoCleanUp } from '../../usecases/numbers/undo-clean-up';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { given } from '../inputs/given';
import { CleanUpFilterInput, ImportNumbersInput } from '../inputs/number.inputs';
import { InvalidInput, NotFound } from '../results/catalogue.results';
import {
  AlreadyUndone,
  CleanUpNumbersResult,
  ConfirmImportResult,
  ImportNumbersResult,
  NothingFits,
  NumberReserved,
  NumberSpent,
  NumberStateConflict,
  NumbersCleanedUp,
  NumbersRestored,
  RestoreNumberResult,
  RetireNumberResult,
  TooLateToUndo,
  toImported,
  UndoCleanUpResult,
} from '../results/number.results';
import { answered } from '../results/outcome';
import { BigIntIdScalar } from '../types/scalars';

const author = ({ actor, requestId }: ApiContext) => ({ actor, requestId });

@Resolver()
export class NumberChangesResolver {
  @Scoped('numbers:write')
  @Mutation(() => ImportNumbersResult, {
    description: 'Brings numbers into the pool. Repeating it adds nothing: what is in stock stays as it is.',
  })
  async importNumbers(@Arg('input', () => ImportNumbersInput) input: ImportNumbersInput, @Ctx() context: ApiContext) {
    const { text, ...order } = given(input);
    const { providerId, serviceId } = input;
    return toImported(
      await importNumbers(context.app, {
        ...order,
        providerId,
        serviceId,
        open: () => readTable([text!]),
        source: 'GraphQL',
        ...author(context),
      }),
    );
  }

  @Scoped('numbers:write')
  @Mutation(() => ConfirmImportResult, {
    description: 'Does what a dry run said, with the lines that were stored then. Large ones go on by themselves.',
  })
  async confirmImport(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() context: ApiContext) {
    const outcome = await confirmImport(context.app, { importId: id, ...author(context) });
    return answered(outcome, {
      started: (o) => o.import,
      not_found: () => new NotFound('import'),
      not_checked: () => new NumberStateConflict('This is no dry run that waits to be confirmed.'),
      too_old: () => new NumberStateConflict('The lines of this dry run are forgotten; import the list again.'),
    });
  }

  @Scoped('numbers:write')
  @Mutation(() => RetireNumberResult, { description: 'Takes one number out of the pool for good.' })
  async retireNumber(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() context: ApiContext) {
    const outcome = await retireNumber(context.app, { numberId: id, ...author(context) });
    return answered(outcome, {
      retired: (o) => o.number,
      not_found: () => new NotFound('number'),
      reserved: () => new NumberReserved(),
      already_deleted: () => new NumberStateConflict('This number is deleted already.'),
    });
  }

  @Scoped('numbers:write')
  @Mutation(() => RestoreNumberResult, { description: 'Puts a deleted or resting number back into stock.' })
  async restoreNumber(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() context: ApiContext) {
    const outcome = await restoreNumber(context.app, { numberId: id, ...author(context) });
    return answered(outcome, {
      restored: (o) => o.number,
      not_found: () => new NotFound('number'),
      spent: (o) => new NumberSpent(o),
      not_deleted: () => new NumberStateConflict('This number is neither deleted nor resting.'),
      service_deleted: () =>
        new NumberStateConflict('The service of this number is deleted; restore the service first.'),
      not_ours: () => new NumberStateConflict('This number was bought for one reservation; it is not ours to sell.'),
    });
  }

  @Scoped('numbers:write')
  @Mutation(() => CleanUpNumbersResult, { description: 'Deletes free numbers by conditions. Can be undone for a day.' })
  async cleanUpNumbers(
    @Arg('filter', () => CleanUpFilterInput) filter: CleanUpFilterInput,
    @Ctx() context: ApiContext,
  ) {
    const outcome = await cleanUpNumbers(context.app, { filter: given(filter) as NumberFilter, ...author(context) });
    return answered(outcome, {
      cleaned_up: (o) => new NumbersCleanedUp(o),
      nothing_fits: () => new NothingFits(),
      invalid: (o) => new InvalidInput(o.problem),
    });
  }

  @Scoped('numbers:write')
  @Mutation(() => UndoCleanUpResult, { description: 'Brings the numbers of one cleanup back into stock.' })
  async undoCleanUp(@Arg('deletionId', () => BigIntIdScalar) deletionId: bigint, @Ctx() context: ApiContext) {
    const outcome = await undoCleanUp(context.app, { deletionId, ...author(context) });
    return answered(outcome, {
      restored: (o) => new NumbersRestored(o.numbers),
      not_found: () => new NotFound('cleanup'),
      already_undone: () => new AlreadyUndone(),
      too_late: (o) => new TooLateToUndo(o.undoUntil),
    });
  }
}
