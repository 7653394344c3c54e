import { Field, InputType, Int } from 'type-graphql';
import { NumberOriginEnum, NumberStatusEnum } from '../types/enums';

@InputType({ description: 'All given conditions must hold.' })
export class PhoneNumberFilterInput {
  @Field(() => Int, { nullable: true }) serviceId?: number | null;
  @Field(() => Int, { nullable: true }) countryId?: number | null;
  @Field(() => Int, { nullable: true }) providerId?: number | null;
  @Field(() => [NumberStatusEnum], { nullable: true }) statuses?: (keyof typeof NumberStatusEnum)[] | null;
  @Field(() => NumberOriginEnum, { nullable: true }) origin?: keyof typeof NumberOriginEnum | null;

  @Field(() => String, { nullable: true, description: 'The whole number; a plus and blanks are left out.' })
  phone?: string | null;

  @Field(() => Date, { nullable: true }) createdFrom?: Date | null;
  @Field(() => Date, { nullable: true }) createdBefore?: Date | null;
}

@InputType({
  description: 'Which free numbers of the pool a cleanup means. All given conditions must hold; give one at least.',
})
export class CleanUpFilterInput {
  @Field(() => Int, { nullable: true }) serviceId?: number | null;
  @Field(() => Int, { nullable: true }) countryId?: number | null;
  @Field(() => Int, { nullable: true }) providerId?: number | null;
  @Field(() => Int, { nullable: true, description: 'Used at least so often.' }) minUses?: number | null;
  @Field(() => Int, { nullable: true, description: 'Used at most so often; 0: never.' }) maxUses?: number | null;

  @Field(() => Int, { nullable: true, description: 'At least so many reservations in a row without a code.' })
  minExpiries?: number | null;

  @Field(() => Date, { nullable: true, description: 'In the pool since before.' }) createdBefore?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Reserved by nobody since, and in the pool since before.' })
  idleSince?: Date | null;

  @Field(() => Boolean, { nullable: true }) isQuarantined?: boolean | null;
}

@InputType()
export class ImportNumbersInput {
  @Field(() => Int) providerId!: number;
  @Field(() => Int) serviceId!: number;

  @Field(() => Int, { nullable: true, description: 'Left out: by the calling code of each number.' })
  countryId?: number | null;

  @Field(() => String, {
    description:
      'One number to a line, or CSV of any separator with a header. Longer lists and workbooks: the tool import-numbers.',
  })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The column with the numbers: its name, its place from 1, or "all". Left out: the one that is certain.',
  })
  column?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Say what would happen, and change nothing.' })
  isDryRun?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Deleted numbers come back, unless they were used up.' })
  revives?: boolean | null;
}
