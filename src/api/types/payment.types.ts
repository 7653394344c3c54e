import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { connectionOf } from './connection';
import { ActorTypeEnum, ChargeBackStateEnum, PaymentStatusEnum, RefundStateEnum } from './enums';
import { BigIntIdScalar, MoneyScalar } from './scalars';
import { User } from './user.types';

@Scoped('payments:read')
@ObjectType({ description: 'A way to pay in: Telegram Stars, or an account at a provider. Its keys are never shown.' })
export class PaymentMethod {
  @Field(() => Int) id!: number;
  @Field(() => String) name!: string;
  @Field(() => String) protocol!: string;
  @Field(() => String) baseUrl!: string;
  @Field(() => Boolean) hasApiKey!: boolean;
  @Field(() => Boolean, { description: 'Whether there is a key by which it signs its webhooks.' })
  hasWebhookKey!: boolean;
  @Field(() => GraphQLJSONObject, { description: 'What the protocol wants besides.' }) options!: unknown;
  @Field(() => String, { description: 'In which its invoices are priced: ISO 4217, a coin, or XTR.' })
  currency!: string;
  @Field(() => String, { description: "What one unit of that is worth in the shop's currency." }) rate!: string;
  @Field(() => Date, { description: 'When the rate was set.' }) rateAt!: Date;
  @Field(() => MoneyScalar) minAmount!: bigint;
  @Field(() => MoneyScalar) maxAmount!: bigint;
  @Field(() => MoneyScalar, { nullable: true, description: 'From this amount on there is a bonus.' }) bonusFrom!:
    | bigint
    | null;
  @Field(() => Int, { description: 'Whole per cent of the amount.' }) bonusPercent!: number;
  @Field(() => Int) invoiceMinutes!: number;
  @Field(() => Int) timeoutMs!: number;
  @Field(() => Int, { description: 'Buyers see the lowest first.' }) position!: number;

  @Field(() => Boolean, {
    description: "Somebody was told what Telegram's terms say of digital goods, and turned it on.",
  })
  acceptsTerms!: boolean;

  @Field(() => Boolean) isActive!: boolean;
  @Field(() => String, { nullable: true }) lastFault!: string | null;

  @Field(() => Date, { nullable: true, description: 'When its own list of payments was last compared with ours.' })
  listedAt!: Date | null;

  @Field(() => Date) createdAt!: Date;
}

@Scoped('payments:read')
@ObjectType({ description: 'What a buyer began to pay. Receipts say what came of it.' })
export class Payment {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => Int) methodId!: number;
  @Field(() => String) methodName!: string;
  @Field(() => PaymentStatusEnum) status!: string;
  @Field(() => MoneyScalar, { description: "What was to be credited, in the shop's currency." }) amount!: bigint;
  @Field(() => MoneyScalar, { description: 'What comes on top if it is paid whole and in time.' }) bonus!: bigint;
  @Field(() => MoneyScalar, { description: 'What was credited so far.' }) credited!: bigint;
  @Field(() => String, { description: 'A decimal in its currency: what the buyer was asked for.' }) price!: string;
  @Field(() => String) currency!: string;
  @Field(() => String) rate!: string;
  @Field(() => String, { nullable: true, description: "The provider's name of the invoice." }) externalId!:
    | string
    | null;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date) expiresAt!: Date;
  @Field(() => Date, { nullable: true }) endedAt!: Date | null;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;
  @Related('paymentMethods', 'methodId') @Field(() => PaymentMethod) method?: unknown;
}

@Scoped('payments:read')
@ObjectType({ description: 'Money that arrived. Buyers know it as R- and its id.' })
export class Receipt {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => String, { description: "The provider's name of the money; unique in its method." }) receiptKey!: string;
  @Field(() => Int) methodId!: number;
  @Field(() => String) methodName!: string;
  @Field(() => BigIntIdScalar, { nullable: true }) userId!: bigint | null;
  @Field(() => BigIntIdScalar, { nullable: true }) paymentId!: bigint | null;
  @Field(() => String, { description: 'A decimal: what came, in the coin in which it came.' }) received!: string;
  @Field(() => String) currency!: string;

  @Field(() => MoneyScalar, { nullable: true, description: "Credited; null while it is nobody's: see assignReceipt." })
  amount!: bigint | null;

  @Field(() => MoneyScalar) bonus!: bigint;
  @Field(() => MoneyScalar, { nullable: true, description: 'What the provider kept, where it says so.' }) fee!:
    | bigint
    | null;
  @Field(() => MoneyScalar, { description: 'Of the amount: given back, or taken back.' }) returned!: bigint;

  @Field(() => String, {
    nullable: true,
    description: "Why it is nobody's: unknown_payment, wrong_coin, too_small, erased.",
  })
  unclaimed!: string | null;

  @Field(() => Date) arrivedAt!: Date;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User, { nullable: true }) user?: unknown;
  @Related('payments', 'paymentId') @Field(() => Payment, { nullable: true }) payment?: unknown;
}

@Scoped('payments:read')
@ObjectType({ description: 'Money on its way back to where it came from.' })
export class Refund {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => BigIntIdScalar) receiptId!: bigint;
  @Field(() => MoneyScalar) amount!: bigint;
  @Field(() => MoneyScalar, { description: 'Of the bonus, taken back with it.' }) bonus!: bigint;
  @Field(() => RefundStateEnum, { description: 'FAILED: the money is in the wallet again.' }) state!: string;
  @Field(() => ActorTypeEnum) actorType!: string;
  @Field(() => String) actorId!: string;
  @Field(() => String) reason!: string;
  @Field(() => String, { nullable: true, description: 'By what it was paid back.' }) reference!: string | null;
  @Field(() => String, { nullable: true, description: 'What the provider said last.' }) problem!: string | null;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true }) endedAt!: Date | null;
  @Related('receipts', 'receiptId') @Field(() => Receipt) receipt?: unknown;
}

@Scoped('payments:read')
@ObjectType({
  description: 'What a wallet could not give when a provider took money back. Buying is blocked while it is owed.',
})
export class Debt {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => BigIntIdScalar) userId!: bigint;
  @Field(() => BigIntIdScalar) receiptId!: bigint;
  @Field(() => ChargeBackStateEnum) state!: string;
  @Field(() => MoneyScalar) amount!: bigint;
  @Field(() => MoneyScalar, { description: 'Whatever comes into the wallet pays it first.' }) paid!: bigint;
  @Field(() => MoneyScalar, { description: 'Owed no more, since the dispute was won.' }) forgiven!: bigint;
  @Field(() => Date) createdAt!: Date;
  @Scoped('users:read') @Related('users', 'userId') @Field(() => User) user?: unknown;
  @Related('receipts', 'receiptId') @Field(() => Receipt) receipt?: unknown;
}

export const PaymentMethodConnection = connectionOf(PaymentMethod, 'PaymentMethod');
export const PaymentConnection = connectionOf(Payment, 'Payment');
export const ReceiptConnection = connectionOf(Receipt, 'Receipt');
export const RefundConnection = connectionOf(Refund, 'Refund');
export const DebtConnection = connectionOf(Debt, 'Debt');

@Scoped('reports:read')
@ObjectType({ description: 'A sum in a currency or coin of its own; a decimal.' })
export class ForeignSum {
  @Field(() => String) currency!: string;
  @Field(() => String) amount!: string;
}

@Scoped('reports:read')
@ObjectType({ description: 'Money in by one method in one piece of time. Pieces without any are left out.' })
export class MoneyInRow {
  @Field(() => Date, { description: 'When the piece begins, in the time zone that was asked for.' }) start!: Date;
  @Field(() => Int) methodId!: number;
  @Field(() => String) methodName!: string;
  @Field(() => [ForeignSum], { description: 'What came, as it came.' }) received!: unknown;
  @Field(() => Int) receipts!: number;
  @Field(() => Int, { description: "Of these, how many are nobody's yet." }) unclaimed!: number;
  @Field(() => MoneyScalar) credited!: bigint;
  @Field(() => MoneyScalar) bonus!: bigint;
  @Field(() => MoneyScalar, { description: 'What providers kept, as far as they say.' }) fees!: bigint;
  @Field(() => MoneyScalar, { description: 'Given back by operators.' }) refunded!: bigint;

  @Field(() => MoneyScalar, { description: 'Taken back by providers, without what they gave back since.' })
  chargedBack!: bigint;
}

@Scoped('payments:read')
@ObjectType({ description: "What is not the same in a provider's own list and here." })
export class PaymentDifference {
  @Field(() => String, {
    description:
      'missing_here, missing_there, other_amount, other_state, or nobodys: of an invoice that is none of ours.',
  })
  kind!: string;

  @Field(() => String, { description: "The provider's name of the money." }) receiptKey!: string;
  @Field(() => String, { nullable: true, description: "The provider's name of the invoice." }) externalId!:
    | string
    | null;
  @Field(() => String, { nullable: true }) receiptId!: string | null;
  @Field(() => String, { nullable: true }) paymentId!: string | null;
  @Field(() => String, { nullable: true, description: 'What the provider says, such as "5.00 USD".' }) there!:
    | string
    | null;
  @Field(() => String, { nullable: true, description: 'What stands here.' }) here!: string | null;
}

@Scoped('payments:read')
@ObjectType({ description: 'A day of a way to pay, as it was last compared with the list of its provider.' })
export class ReconciledDay {
  @Field(() => Int) methodId!: number;
  @Related('paymentMethods', 'methodId') @Field(() => PaymentMethod) method?: unknown;
  @Field(() => String, { description: '2026-01-31, in UTC.' }) day!: string;
  @Field(() => Date, { nullable: true, description: 'Null: it was not compared yet.' }) comparedAt!: Date | null;
  @Field(() => Int, { description: 'How much money of the day is known there.' }) theirs!: number;
  @Field(() => Int) ours!: number;
  @Field(() => Boolean, { description: 'False: it has no list, so each invoice of ours was asked for by itself.' })
  isListed!: boolean;

  @Field(() => Int) differences!: number;
  @Field(() => [PaymentDifference], { description: 'The first hundred of them.' }) found!: unknown;
  @Field(() => String, { nullable: true, description: 'Why the last comparison came to nothing.' }) problem!:
    | string
    | null;
}
