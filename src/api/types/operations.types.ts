import { Field, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { BigIntIdScalar } from './scalars';

@Scoped('operations:read')
@ObjectType({ description: 'When a job was taken last.' })
export class JobTick {
  @Field(() => String) job!: string;
  @Field(() => Date) slot!: Date;
  @Field(() => String, { description: 'The process that took it.' }) holder!: string;
}

@Scoped('operations:read')
@ObjectType({ description: 'What only one process may do at a time, such as speaking for the bot.' })
export class Lease {
  @Field(() => String) name!: string;
  @Field(() => String) holder!: string;
  @Field(() => BigIntIdScalar, { description: 'Goes up with each new holder.' }) term!: bigint;
  @Field(() => Date) expiresAt!: Date;
  @Field(() => Boolean) isHeld!: boolean;
}

@Scoped('operations:read')
@ObjectType({ description: 'How much waits.' })
export class QueueDepth {
  @Field(() => String, { description: 'outbox, inbox, messages or open (reservations).' }) metric!: string;
  @Field(() => String, { description: 'The lane or the status.' }) label!: string;
  @Field(() => Int) count!: number;
}

@Scoped('operations:read')
@ObjectType()
export class Operations {
  @Field(() => [JobTick]) ticks!: JobTick[];
  @Field(() => [Lease]) leases!: Lease[];
  @Field(() => [QueueDepth], { description: 'Only what is not empty.' }) queues!: QueueDepth[];
}

@Scoped('operations:read')
@ObjectType()
export class HealthCheck {
  @Field(() => String) name!: string;
  @Field(() => Boolean) isOk!: boolean;
}

@Scoped('operations:read')
@ObjectType({ description: 'As /readyz, for callers who come through the API.' })
export class Health {
  @Field(() => Boolean, { description: 'All checks passed.' }) isReady!: boolean;
  @Field(() => [HealthCheck]) checks!: HealthCheck[];
  @Field(() => Date, { description: "The answering process's clock." }) now!: Date;
  @Field(() => Int, { description: 'Seconds since the answering process began.' }) uptimeS!: number;
  @Field(() => String, { description: 'ISO 4217.' }) currency!: string;
}
