import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import type { PreviewOutcome } from '../../usecases/broadcasts/preview-broadcast';
import type { SaveBroadcastOutcome } from '../../usecases/broadcasts/save-broadcast';
import type { SteerOutcome } from '../../usecases/broadcasts/steer-broadcast';
import { Broadcast, BroadcastStatusEnum } from '../types/broadcast.type';
import { BigIntIdScalar } from '../types/scalars';
import { InvalidInput, NotFound, toSaved } from './catalogue.results';
import { Refusal, UserNotFound } from './refusals';
import { unreachable } from './unreachable';

@ObjectType({ implements: Refusal, description: 'That cannot be done to a broadcast in this state.' })
export class BroadcastStateConflict extends Refusal {
  @Field(() => BroadcastStatusEnum) status: string;

  constructor(status: string) {
    super();
    this.status = status;
    this.message = `The broadcast is ${status}: that cannot be done to it any more, or not yet.`;
  }
}

@ObjectType({ implements: Refusal, description: 'One broadcast at a time: pause or cancel that one first.' })
export class AnotherBroadcastRunning extends Refusal {
  @Field(() => Int) broadcastId: number;

  constructor(broadcastId: number) {
    super();
    this.broadcastId = broadcastId;
    this.message = `Broadcast ${broadcastId} is running. Wait for its end, pause it or cancel it, then try again.`;
  }
}

@ObjectType({ implements: Refusal })
export class NobodyMeant extends Refusal {
  override message = 'Nobody fits the conditions of this broadcast. Widen them, then start it.';
}

@ObjectType({ description: 'On its way to that person.' })
export class BroadcastPreviewSent {
  @Field(() => BigIntIdScalar) userId: bigint;

  constructor(userId: bigint) {
    this.userId = userId;
  }
}

const resolveType = (value: object) => (value instanceof Refusal ? value.constructor.name : 'Broadcast');

export const SaveBroadcastResult = createUnionType({
  name: 'SaveBroadcastResult',
  types: () => [Broadcast, NotFound, InvalidInput, BroadcastStateConflict] as const,
  resolveType,
});
export const SteerBroadcastResult = createUnionType({
  name: 'SteerBroadcastResult',
  types: () => [Broadcast, NotFound, BroadcastStateConflict, AnotherBroadcastRunning, NobodyMeant] as const,
  resolveType,
});
export const PreviewBroadcastResult = createUnionType({
  name: 'PreviewBroadcastResult',
  types: () => [BroadcastPreviewSent, NotFound, UserNotFound] as const,
});

type Reader = (id: number) => Promise<object | undefined>;

export async function toSavedBroadcast(outcome: SaveBroadcastOutcome, read: Reader) {
  return outcome.kind === 'not_a_draft' ? new BroadcastStateConflict(outcome.status) : toSaved(outcome, read);
}

export async function toSteered(outcome: SteerOutcome, read: Reader) {
  switch (outcome.kind) {
    case 'started':
    case 'paused':
    case 'resumed':
    case 'canceled':
    case 'already':
      return toSaved({ kind: 'saved', id: outcome.id }, read);
    case 'not_possible':
      return new BroadcastStateConflict(outcome.status);
    case 'another_running':
      return new AnotherBroadcastRunning(outcome.id);
    case 'nobody_meant':
      return new NobodyMeant();
    case 'not_found':
      return new NotFound(outcome.entity);
    default:
      return unreachable(outcome);
  }
}

export function toPreviewed(outcome: PreviewOutcome, userId: bigint) {
  switch (outcome.kind) {
    case 'sent':
      return new BroadcastPreviewSent(userId);
    case 'user_not_found':
      return new UserNotFound(userId);
    case 'not_found':
      return new NotFound(outcome.entity);
    default:
      return unreachable(outcome);
  }
}
