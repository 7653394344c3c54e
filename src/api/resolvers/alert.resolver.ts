import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { readAlerts } from '../../database/queries/alerts';
import { dismissAlert } from '../../usecases/alerts/dismiss-alert';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { checkedText } from '../inputs/checks';
import { AlertDismissed, DismissAlertResult } from '../results/alert.results';
import { NotFound } from '../results/catalogue.results';
import { OperatorAlert } from '../types/channel.types';

const MOST = 100;

@Resolver()
export class AlertResolver {
  @Scoped('reports:read')
  @Query(() => [OperatorAlert], { description: 'Troubles for an operator to repair, at most 100, the last one first.' })
  operatorAlerts(@Ctx() { app }: ApiContext) {
    return readAlerts(app.db, { limit: MOST });
  }

  @Scoped('operations:write')
  @Mutation(() => DismissAlertResult, {
    description: 'Takes a trouble that was seen to off the list. Should it come again, it is told again.',
  })
  async dismissAlert(
    @Arg('key', () => String) key: string,
    @Ctx() { app, actor, requestId }: ApiContext,
  ): Promise<typeof DismissAlertResult> {
    const order = { key: checkedText('key', key, 300), actor, requestId };
    const { kind } = await dismissAlert(app, order);
    return kind === 'dismissed' ? new AlertDismissed(order.key) : new NotFound('alert');
  }
}
