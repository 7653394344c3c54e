import { Ctx, Query, Resolver } from 'type-graphql';
import { checkLedger } from '../../usecases/reports/check-ledger';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { LedgerCheck } from '../types/ledger-check.type';

@Resolver()
export class ReportResolver {
  @Scoped('reports:read')
  @Query(() => LedgerCheck, {
    complexity: 1000,
    description: 'Verifies the books against their rules. It reads everything: ask rarely.',
  })
  async ledgerCheck(@Ctx() { app }: ApiContext): Promise<LedgerCheck> {
    const { ok, findings } = await checkLedger(app);
    return { isOk: ok, findings };
  }
}
