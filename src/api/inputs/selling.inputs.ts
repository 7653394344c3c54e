import { Field, InputType, Int } from 'type-graphql';
import { MoneyScalar } from '../types/scalars';

@InputType()
export class SellOwnNumbersInput {
  @Field(() => Int, { description: 'At whom their SMS arrive.' }) providerId!: number;
  @Field(() => Int, { nullable: true, description: 'What they are for; this or serviceName.' })
  serviceId?: number | null;

  @Field(() => String, { nullable: true, description: 'By its name or its code; one that is not there is made.' })
  serviceName?: string | null;

  @Field(() => MoneyScalar, { nullable: true, description: 'Of a number, where there is no offer yet.' })
  price?: bigint | null;

  @Field(() => String, { description: 'One number to a line, or CSV of any separator with a header.' }) text!: string;
  @Field(() => String, { nullable: true, description: 'As in importNumbers.' }) column?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Say what would be made, and make nothing.' })
  isDryRun?: boolean | null;
}

@InputType()
export class SellFromSupplierInput {
  @Field(() => Int, { nullable: true, description: 'A provider of the shop; this, or brand and apiKey.' })
  providerId?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Such as hero, fivesim, tiger, bower, grizzly, smshub, smsman, onlinesim, smspool, smspva, daisy.',
  })
  brand?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Tried at the supplier, then stored encrypted; also by a dry run, since the list cannot be read without.',
  })
  apiKey?: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the account, where the key goes with one.' })
  account?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'As exchangeRate of a provider, where its money is another one.',
  })
  exchangeRate?: string | null;

  @Field(() => [String], { nullable: true, description: 'Their codes or names; left out: all.' })
  services?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'ISO letters, their codes or their names; left out: all.' })
  countries?: string[] | null;

  @Field(() => Int, { description: 'On top of what a number costs, in hundredths of a per cent: 5000 is a half.' })
  markupBp!: number;

  @Field(() => MoneyScalar, { nullable: true, description: 'Prices are multiples of this; 0.0500 when left out.' })
  roundTo?: bigint | null;

  @Field(() => Boolean, { nullable: true, description: 'Say what would be put on sale, and put nothing.' })
  isDryRun?: boolean | null;
}
