import { Field, Int, ObjectType } from 'type-graphql';
import type { TableColumn } from '../../domain/number/choose-column';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { Country, Provider, Service } from './catalogue.types';
import { connectionOf } from './connection';
import { ImportStateEnum, ImportVerdictEnum, NumberOriginEnum, NumberStatusEnum, ObstacleEnum } from './enums';
import { BigIntIdScalar } from './scalars';

@Scoped('numbers:read')
@ObjectType({ description: 'One phone number that the shop knows, for one service.' })
export class PhoneNumber {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => String, { description: 'E.164 digits without the plus.' }) phone!: string;
  @Field(() => NumberStatusEnum) status!: string;
  @Field(() => NumberOriginEnum) origin!: string;
  @Field(() => Int, { description: 'Reservations that were completed with it.' }) usageCount!: number;
  @Field(() => Int, { description: 'Reservations in a row that ended without a code.' }) expiriesInARow!: number;

  @Field(() => Date, { nullable: true, description: 'When it comes back from its buyer or from quarantine.' })
  availableAt!: Date | null;

  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true }) deletedAt!: Date | null;
  @Scoped('catalogue:read') @Related('services', 'serviceId') @Field(() => Service) service?: unknown;
  @Scoped('catalogue:read') @Related('countries', 'countryId') @Field(() => Country) country?: unknown;
  @Scoped('providers:read') @Related('providers', 'providerId') @Field(() => Provider) provider?: unknown;
}

export const PhoneNumberConnection = connectionOf(PhoneNumber, 'PhoneNumber');

@Scoped('numbers:read')
@ObjectType({ description: 'How many numbers of our own there are for one service in one country.' })
export class InventoryLine {
  @Field(() => Int) serviceId!: number;
  @Field(() => Int) countryId!: number;
  @Field(() => Int) available!: number;
  @Field(() => Int) reserved!: number;
  @Field(() => Int, { description: "Completed, and still their buyers' until their time is over." }) used!: number;
  @Field(() => Int) quarantined!: number;
  @Field(() => Int) deleted!: number;
  @Field(() => Int, { description: 'Of the available ones: those that no route sells.' }) unsold!: number;
  @Field(() => Int, { description: 'How many more sales the available ones can bring.' }) usesLeft!: number;
  @Scoped('catalogue:read') @Related('services', 'serviceId') @Field(() => Service) service?: unknown;
  @Scoped('catalogue:read') @Related('countries', 'countryId') @Field(() => Country) country?: unknown;
}

@Scoped('numbers:read')
@ObjectType()
export class VerdictCount {
  @Field(() => ImportVerdictEnum) verdict!: string;
  @Field(() => Int) count!: number;
}

@Scoped('numbers:read')
@ObjectType({ description: 'What is wrong with one line of a list.' })
export class ImportLine {
  @Field(() => Int) line!: number;
  @Field(() => String) number!: string;
  @Field(() => ImportVerdictEnum) verdict!: string;
  @Field(() => String, { description: 'What it means, and what to do.' }) detail!: string;
}

@Scoped('numbers:read')
@ObjectType({ description: 'A column of a list of numbers.' })
export class ImportColumn {
  @Field(() => Int, { description: 'From 1.' }) place: number;
  @Field(() => String, { description: 'As its head says; empty without one.' }) name: string;
  @Field(() => [String], { description: 'Its first three cells, masked.' }) examples: string[];

  constructor({ at, name, examples }: TableColumn) {
    this.place = at + 1;
    this.name = name;
    this.examples = [...examples];
  }
}

@Scoped('numbers:read')
@ObjectType({ description: 'Numbers that nobody can buy.' })
export class UnsoldNumbers {
  @Field(() => Int) count!: number;
  @Field(() => ObstacleEnum, { description: 'What is missing, or switched off.' }) obstacle!: string;
  @Scoped('catalogue:read') @Related('countries', 'countryId') @Field(() => Country) country?: unknown;
}

@Scoped('numbers:read')
@ObjectType({ description: 'One list of numbers that was read into the pool, or only checked.' })
export class NumberImport {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => ImportStateEnum) state!: string;
  @Field(() => String, { description: 'Where the lines came from.' }) source!: string;
  @Field(() => Boolean) isDryRun!: boolean;
  @Field(() => Boolean, { description: 'Whether deleted numbers come back.' }) revives!: boolean;
  @Field(() => Int, { description: 'How many numbers the list names.' }) entries!: number;
  @Field(() => Int, { description: 'How many of them are worked off.' }) position!: number;

  @Field(() => String, { nullable: true, description: 'Why it failed; nothing was imported then.' })
  failure!: string | null;

  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true }) endedAt!: Date | null;
}

export const NumberImportConnection = connectionOf(NumberImport, 'NumberImport');
