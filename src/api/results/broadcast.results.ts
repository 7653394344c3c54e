import { Field, Int, ObjectType } from 'type-graphql';
import type { PreviewOutcome } from '../../usecases/broadcasts/preview-broadcast';
import type { SaveBroadcastOutcome } from '../../usecases/broadcasts/save-broadcast';
import type { SteerOutcome } from '../../usecases/broadcasts/steer-broadcast';
import { Broadcast, BroadcastStatusEnum } from '../types/broadcast.type';
import { BigIntIdScalar } from '../types/scalars';
import { InvalidInput, NotFound, toSaved } from './catalogue.results';
import { answered, resultOf } from './outcome';
import { Refusal, UserNotFound } from './refusals';

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

export const SaveBroadcastResult = resultOf(
  'SaveBroadcastResult',
  Broadcast,
  NotFound,
  InvalidInput,
  BroadcastStateConflict,
);
export const SteerBroadcastResult = resultOf(
  'SteerBroadcastResult',
  Broadcast,
  NotFound,
  BroadcastStateConflict,
  AnotherBroadcastRunning,
  NobodyMeant,
);
export const PreviewBroadcastResult = resultOf('PreviewBroadcastResult', BroadcastPreviewSent, NotFound, UserNotFound);

type Reader = (id: number) => Promise<object | undefined>;

export async function toSavedBroadcast(outcome: SaveBroadcastOutcome, read: Reader) {
  return outcome.kind === 'not_a_draft' ? new BroadcastStateConflict(outcome.status) : toSaved(outcome, read);
}

export async function toSteered(outcome: SteerOutcome, read: Reader) {
  return answered(outcome, {
    started: (o) => toSaved({ kind: 'saved', id: o.id }, read),
    paused: (o) => toSaved({ kind: 'saved', id: o.id }, read),
    resumed: (o) => toSaved({ kind: 'saved', id: o.id }, read),
    canceled: (o) => toSaved({ kind: 'saved', id: o.id }, read),
    already: (o) => toSaved({ kind: 'saved', id: o.id }, read),
    not_possible: (o) => new BroadcastStateConflict(o.status),
    another_running: (o) => new AnotherBroadcastRunning(o.id),
    nobody_meant: () => new NobodyMeant(),
    not_found: (o) => new NotFound(o.entity),
  });
}

export function toPreviewed(outcome: PreviewOutcome, userId: bigint) {
  return answered(outcome, {
    sent: () => new BroadcastPreviewSent(userId),
    user_not_found: () => new UserNotFound(userId),
    not_found: (o) => new NotFound(o.entity),
  });
}
