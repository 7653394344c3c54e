import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { searchTransfers } from '../../usecases/reports/search-transfers';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { given } from '../inputs/given';
import { TransactionFilterInput } from '../inputs/transaction-filter.input';
import { pageComplexity, toConnection } from '../types/connection';
import { PageArgs, toPageRequest } from '../types/page-args';
import { Transaction, TransactionConnection } from '../types/transaction.type';

@Resolver(() => Transaction)
export class TransactionResolver {
  @Scoped('wallet:read')
  @Query(() => TransactionConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async transactions(
    @Arg('filter', () => TransactionFilterInput, { nullable: true }) filter: TransactionFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), page: toPageRequest(page) };
    return toConnection(await searchTransfers(app, request), TransactionConnection);
  }
}
