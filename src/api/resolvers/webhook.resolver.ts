import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { DeliveryRow } from '../../database/queries/webhook-deliveries';
import { readDeliveries } from '../../database/queries/webhook-deliveries';
import type { WebhookStatus } from '../../domain/enum-values';
import { replayDelivery } from '../../usecases/messages/replay-delivery';
import { readDeliveryBody } from '../../usecases/webhooks/read-delivery-body';
import { rotateWebhookSecret } from '../../usecases/webhooks/rotate-webhook-secret';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { given } from '../inputs/given';
import {
  ReplayWebhookDeliveryResult,
  RotateWebhookSecretResult,
  toReplayed,
  toRotated,
} from '../results/webhook.results';
import { Provider } from '../types/catalogue.types';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { WebhookStatusEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';
import { WebhookDelivery, WebhookDeliveryConnection } from '../types/webhook.types';

@Resolver(() => WebhookDelivery)
export class WebhookResolver {
  @Scoped('providers:read')
  @Query(() => WebhookDeliveryConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async webhookDeliveries(
    @Arg('providerId', () => Int, { nullable: true }) providerId: number | null,
    @Arg('statuses', () => [WebhookStatusEnum], { nullable: true }) statuses: WebhookStatus[] | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const found = await readDeliveries(app.db, given({ providerId, statuses }), toPageRequest(page));
    return toConnection(found, WebhookDeliveryConnection);
  }

  @Scoped('providers:read')
  @FieldResolver(() => Provider)
  provider(@Root() delivery: DeliveryRow, @Ctx() { loaders }: ApiContext) {
    return loaders.providers.load(delivery.providerId);
  }

  @Scoped('messages:read')
  @FieldResolver(() => String, {
    nullable: true,
    complexity: 10,
    description: 'What was delivered, codes and all; null when it cannot be opened with the keys of now.',
  })
  async body(@Root() { id }: DeliveryRow, @Ctx() { app, secretBox }: ApiContext) {
    return (await readDeliveryBody(app, secretBox, id)) ?? null;
  }

  @Scoped('providers:write')
  @Mutation(() => RotateWebhookSecretResult, {
    description: "Gives a provider's webhook a new address. The one before is taken for overlapHours more (24).",
  })
  async rotateWebhookSecret(
    @Arg('providerId', () => Int) providerId: number,
    @Arg('overlapHours', () => Int, { nullable: true }) overlapHours: number | null,
    @Ctx() { app, actor, requestId, publicUrl }: ApiContext,
  ) {
    const order = { providerId, overlapHours: overlapHours ?? undefined, actor, requestId };
    return toRotated(await rotateWebhookSecret(app, order), publicUrl);
  }

  @Scoped('providers:write')
  @Mutation(() => ReplayWebhookDeliveryResult, {
    description: 'Reads a kept delivery again. Messages that are known stay what they are.',
  })
  async replayWebhookDelivery(
    @Arg('id', () => BigIntIdScalar) id: bigint,
    @Ctx() { app, secretBox, actor, requestId }: ApiContext,
  ) {
    return toReplayed(await replayDelivery(app, secretBox, { id, actor, requestId }));
  }
}
