import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { NumberFilter, NumberListFilter } from '../../database/queries/numbers';
import { readNumberImports, readNumbers } from '../../database/queries/numbers';
import { readUnsoldOfImport } from '../../database/queries/unsold-numbers';
import type { NumberImportRow } from '../../database/stores/number-imports';
import type { InventorySort } from '../../domain/enum-values';
import { previewCleanUp } from '../../usecases/numbers/clean-up-numbers';
import { listImportProblems } from '../../usecases/numbers/import-report';
import { listInventory, MOST_INVENTORY } from '../../usecases/numbers/list-inventory';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { badInput } from '../inputs/checks';
import { given } from '../inputs/given';
import { CleanUpFilterInput, PhoneNumberFilterInput } from '../inputs/number.inputs';
import { InvalidInput } from '../results/catalogue.results';
import { CleanUpPreview, PreviewCleanUpResult } from '../results/number.results';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { InventorySortEnum } from '../types/enums';
import {
  ImportColumn,
  ImportLine,
  InventoryLine,
  NumberImport,
  NumberImportConnection,
  PhoneNumber,
  PhoneNumberConnection,
  UnsoldNumbers,
  VerdictCount,
} from '../types/number.types';
import { BigIntIdScalar } from '../types/scalars';

const MOST_PROBLEMS = 100;

@Resolver(() => NumberImport)
export class NumberResolver {
  @Scoped('numbers:read')
  @Query(() => PhoneNumberConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async numbers(
    @Arg('filter', () => PhoneNumberFilterInput, { nullable: true }) filter: PhoneNumberFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const { phone, ...same } = given(filter);
    const conditions: NumberListFilter = {
      ...same,
      ...(phone === undefined ? {} : { phone: phone.replace(/\D/g, '') }),
    };
    return toConnection(await readNumbers(app.db, conditions, toPageRequest(page)), PhoneNumberConnection);
  }

  @Scoped('numbers:read')
  @Query(() => PhoneNumber, { nullable: true })
  number(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() { app }: ApiContext) {
    return app.db.numbers.find(id);
  }

  @Scoped('numbers:read')
  @Query(() => [InventoryLine], {
    complexity: ({ childComplexity }) => 200 + 50 * childComplexity,
    description: 'Own stock by service and country. What is on sale comes first, of that the emptiest.',
  })
  inventory(
    @Arg('serviceId', () => Int, { nullable: true }) serviceId: number | null,
    @Arg('countryId', () => Int, { nullable: true }) countryId: number | null,
    @Arg('providerId', () => Int, { nullable: true }) providerId: number | null,
    @Arg('sort', () => InventorySortEnum, { defaultValue: 'EMPTIEST' }) sort: InventorySort,
    @Arg('first', () => Int, { defaultValue: MOST_INVENTORY, description: '1 to 1000.' }) first: number,
    @Arg('skip', () => Int, { defaultValue: 0, description: 'Leaves out so many lines: the way to what follows.' })
    skip: number,
    @Ctx() { app }: ApiContext,
  ) {
    if (first < 1 || first > MOST_INVENTORY) throw badInput(`first must be 1 to ${MOST_INVENTORY}.`);
    if (skip < 0) throw badInput('skip must be 0 or more.');
    return listInventory(app, { ...given({ serviceId, countryId, providerId }), sort, first, skip });
  }

  @Scoped('numbers:read')
  @Query(() => PreviewCleanUpResult, { complexity: 500, description: 'What a cleanup would delete. Changes nothing.' })
  async previewCleanUp(
    @Arg('filter', () => CleanUpFilterInput) filter: CleanUpFilterInput,
    @Ctx() { app }: ApiContext,
  ) {
    const outcome = await previewCleanUp(app, given(filter) as NumberFilter);
    return outcome.kind === 'invalid' ? new InvalidInput(outcome.problem) : new CleanUpPreview(outcome);
  }

  @Scoped('numbers:read')
  @Query(() => NumberImportConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async numberImports(@Args(() => PageArgs) page: PageArgs, @Ctx() { app }: ApiContext) {
    return toConnection(await readNumberImports(app.db, toPageRequest(page)), NumberImportConnection);
  }

  @Scoped('numbers:read')
  @Query(() => NumberImport, { nullable: true, description: 'With how far it is.' })
  numberImport(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() { app }: ApiContext) {
    return app.db.numberImports.find(id);
  }

  @FieldResolver(() => [VerdictCount], { description: 'How many numbers got which verdict.' })
  counts(@Root() { counts }: NumberImportRow): VerdictCount[] {
    return Object.entries(counts).map(([verdict, count]) => ({ verdict, count }));
  }

  @FieldResolver(() => ImportColumn, {
    nullable: true,
    description: 'The column that was read. Null when nobody could tell which, or every cell of a line was read.',
  })
  column(@Root() { reading }: NumberImportRow): ImportColumn | null {
    const column = reading?.columns.find(({ at }) => at === reading.chosen);
    return column ? new ImportColumn(column) : null;
  }

  @FieldResolver(() => [ImportColumn], { description: 'All columns that there were.' })
  columns(@Root() { reading }: NumberImportRow): ImportColumn[] {
    return (reading?.columns ?? []).map((column) => new ImportColumn(column));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Of a workbook: the sheet that was read.' })
  sheet(@Root() { reading }: NumberImportRow): string | null {
    return reading?.sheet ?? null;
  }

  @FieldResolver(() => [UnsoldNumbers], {
    complexity: ({ childComplexity }) => 200 + 50 * childComplexity,
    description: 'Numbers that it brought, or would bring, and that nobody can buy; known for a week.',
  })
  unsold(@Root() { id }: NumberImportRow, @Ctx() { app }: ApiContext) {
    return readUnsoldOfImport(app.db, id);
  }

  @FieldResolver(() => [ImportLine], {
    complexity: ({ args, childComplexity }) => 10 + Number(args.first ?? 20) * childComplexity,
    description: 'The first lines that did not go well; kept for a week.',
  })
  problems(
    @Root() { id }: NumberImportRow,
    @Arg('first', () => Int, { defaultValue: 20, description: '1 to 100.' }) first: number,
    @Ctx() { app }: ApiContext,
  ) {
    return listImportProblems(app, id, Math.min(Math.max(first, 1), MOST_PROBLEMS));
  }
}
