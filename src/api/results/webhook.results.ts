import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { problemAt } from '../../domain/problems';
import type { ReplayOutcome } from '../../usecases/messages/replay-delivery';
import type { RotateOutcome } from '../../usecases/webhooks/rotate-webhook-secret';
import { WebhookStatusEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';
import { InvalidInput, NotFound } from './catalogue.results';
import { Refusal } from './refusals';
import { unreachable } from './unreachable';

@ObjectType({ description: 'Enter the address at the provider now; it is never shown again.' })
export class WebhookAddress {
  @Field(() => Int) providerId: number;
  @Field(() => String, { description: 'Holds the secret.' }) address: string;

  @Field(() => Date, { nullable: true, description: 'Until then the address before is taken as well.' })
  previousUntil: Date | null;

  constructor(o: { providerId: number; address: string; previousUntil: Date | undefined }) {
    this.providerId = o.providerId;
    this.address = o.address;
    this.previousUntil = o.previousUntil ?? null;
  }
}

@ObjectType({ description: 'The delivery was read again, with the settings of now.' })
export class DeliveryReplayed {
  @Field(() => BigIntIdScalar) id: bigint;
  @Field(() => WebhookStatusEnum) status: string;
  @Field(() => String, { nullable: true }) problem?: string;

  constructor(o: { id: bigint; status: string; detail?: string }) {
    this.id = o.id;
    this.status = o.status;
    this.problem = o.detail;
  }
}

const resolveType = (value: object) => value.constructor.name;
export const RotateWebhookSecretResult = createUnionType({
  name: 'RotateWebhookSecretResult',
  types: () => [WebhookAddress, NotFound, InvalidInput] as const,
  resolveType,
});
export const ReplayWebhookDeliveryResult = createUnionType({
  name: 'ReplayWebhookDeliveryResult',
  types: () => [DeliveryReplayed, NotFound, InvalidInput] as const,
  resolveType,
});

export function toRotated(outcome: RotateOutcome, publicUrl: string): WebhookAddress | Refusal {
  switch (outcome.kind) {
    case 'rotated':
      return new WebhookAddress({ ...outcome, address: publicUrl + outcome.path });
    case 'not_found':
      return new NotFound(outcome.entity);
    case 'no_webhooks':
      return new InvalidInput(problemAt('providerId', outcome.fits ? 'no_webhooks' : 'settings_misfit'));
    case 'invalid':
      return new InvalidInput(outcome.problem);
    default:
      return unreachable(outcome);
  }
}

export function toReplayed(outcome: ReplayOutcome): DeliveryReplayed | Refusal {
  switch (outcome.kind) {
    case 'replayed':
      return new DeliveryReplayed(outcome);
    case 'not_found':
      return new NotFound('webhook delivery');
    case 'no_webhook':
      return new InvalidInput(problemAt('id', 'no_webhooks_now'));
    default:
      return unreachable(outcome);
  }
}
