import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { readTransfers } from '../../database/queries/transfers';
import type { TimeSort } from '../../domain/enum-values';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { given } from '../inputs/given';
import { TransactionFilterInput } from '../inputs/transaction-filter.input';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { TimeSortEnum } from '../types/enums';
import { Transaction, TransactionConnection } from '../types/wallet.types';

@Resolver(() => Transaction)
export class TransactionResolver {
  @Scoped('wallet:read')
  @Query(() => TransactionConnection, {
    complexity: pageComplexity,
    description: 'Newest first, unless asked otherwise.',
  })
  async transactions(
    @Arg('filter', () => TransactionFilterInput, { nullable: true }) filter: TransactionFilterInput | null,
    @Arg('sort', () => TimeSortEnum, { defaultValue: 'NEWEST' }) sort: TimeSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), page: toPageRequest(page), sort };
    return toConnection(await readTransfers(app.db, request), TransactionConnection);
  }
}
