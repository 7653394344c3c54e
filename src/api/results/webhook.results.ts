import { Field, Int, ObjectType } from 'type-graphql';
import { problemAt } from '../../domain/problems';
import type { ReplayOutcome } from '../../usecases/messages/replay-delivery';
import type { RotateOutcome } from '../../usecases/webhooks/rotate-webhook-secret';
import { WebhookStatusEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';
import { InvalidInput, NotFound } from './catalogue.results';
import { answered, resultOf } from './outcome';
import { Refusal } from './refusals';

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

export const RotateWebhookSecretResult = resultOf('RotateWebhookSecretResult', WebhookAddress, NotFound, InvalidInput);
export const ReplayWebhookDeliveryResult = resultOf(
  'ReplayWebhookDeliveryResult',
  DeliveryReplayed,
  NotFound,
  InvalidInput,
);

export function toRotated(outcome: RotateOutcome, publicUrl: string): WebhookAddress | Refusal {
  return answered(outcome, {
    rotated: (o) => new WebhookAddress({ ...o, address: publicUrl + o.path }),
    not_found: (o) => new NotFound(o.entity),
    no_webhooks: (o) => new InvalidInput(problemAt('providerId', o.fits ? 'no_webhooks' : 'settings_misfit')),
    invalid: (o) => new InvalidInput(o.problem),
  });
}

export function toReplayed(outcome: ReplayOutcome): DeliveryReplayed | Refusal {
  return answered(outcome, {
    replayed: (o) => new DeliveryReplayed(o),
    not_found: () => new NotFound('webhook delivery'),
    no_webhook: () => new InvalidInput(problemAt('id', 'no_webhooks_now')),
  });
}
