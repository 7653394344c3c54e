import { Field, Int, ObjectType } from 'type-graphql';
import type { PaymentMethodRow } from '../../database/queries/catalogue';
import type { ReceiptRow, RefundRow } from '../../database/queries/payment-lists';
import { PaymentMethod, Receipt, Refund as RefundType } from '../types/payment.types';
import { MoneyScalar } from '../types/scalars';
import { NotFound } from './catalogue.results';
import { resultOf } from './outcome';
import { IdempotencyConflict, InsufficientFunds, InvalidAmount, Refusal, UserNotFound } from './refusals';

@ObjectType({ description: 'It answered: address and key are right.' })
export class PaymentMethodWorks {
  @Field(() => Int) tookMs!: number;
  @Field(() => String, { description: "The provider's own words." }) detail!: string;
  @Field(() => PaymentMethod) method!: PaymentMethodRow;

  constructor(facts: { tookMs: number; detail: string; method: PaymentMethodRow }) {
    Object.assign(this, facts);
  }
}

@ObjectType({ implements: Refusal, description: 'It did not do what was asked.' })
export class PaymentMethodFails extends Refusal {
  @Field(() => Int) tookMs!: number;
  @Field(() => String, { description: 'auth, invalid, unavailable and so on.' }) fault!: string;

  constructor({ detail, ...facts }: { tookMs: number; fault: string; detail: string }) {
    super();
    Object.assign(this, facts);
    this.message = `It answered "${detail}" (${facts.fault}). Look at address, key and options.`;
  }
}

@ObjectType({ implements: Refusal, description: 'Its settings fit no protocol that this shop knows.' })
export class PaymentMethodMisfit extends Refusal {
  override message = 'Its settings do not fit its protocol. Look at protocol, address and options.';
}

@ObjectType({ description: 'The money is set aside; the provider is asked to pay it back, and its owner is told.' })
export class ReceiptRefunded {
  @Field(() => RefundType) refund!: RefundRow;

  @Field(() => Boolean, { description: 'True when this key had done it before; this is that first answer.' })
  isRepeated!: boolean;

  constructor(facts: { refund: RefundRow; isRepeated: boolean }) {
    Object.assign(this, facts);
  }
}

@ObjectType({ implements: Refusal, description: 'Another refund of this receipt has not ended yet.' })
export class RefundInProgress extends Refusal {
  override message = 'Another refund of this receipt has not ended yet. Wait for it.';
}

@ObjectType({ implements: Refusal, description: 'Telegram gives back whole payments in Stars and nothing else.' })
export class RefundOnlyWhole extends Refusal {
  override message = 'Telegram gives back the whole payment or nothing: leave amount out.';
}

@ObjectType({ implements: Refusal, description: 'This method cannot give money back by itself.' })
export class RefundOnlyByHand extends Refusal {
  override message = 'This method cannot give money back by itself: pay it back yourself, and say in paidBy by what.';
}

@ObjectType({ implements: Refusal, description: 'More than is left of the receipt.' })
export class RefundTooLarge extends Refusal {
  override message = 'That is more than is left of this receipt, or nothing.';
  @Field(() => MoneyScalar) most: bigint;

  constructor(most: bigint) {
    super();
    this.most = most;
  }
}

@ObjectType()
export class ReceiptAssigned {
  @Field(() => Receipt) receipt!: ReceiptRow;
  @Field(() => Boolean) isRepeated!: boolean;

  constructor(facts: { receipt: ReceiptRow; isRepeated: boolean }) {
    Object.assign(this, facts);
  }
}

@ObjectType({
  implements: Refusal,
  description: 'This money was credited before, to another user or with another amount.',
})
export class ReceiptAlreadyClaimed extends Refusal {
  override message = 'This money has been credited already. Nothing was changed.';
}

export const TestPaymentMethodResult = resultOf(
  'TestPaymentMethodResult',
  PaymentMethodWorks,
  PaymentMethodFails,
  PaymentMethodMisfit,
  NotFound,
);
export const RefundReceiptResult = resultOf(
  'RefundReceiptResult',
  ReceiptRefunded,
  NotFound,
  RefundTooLarge,
  InsufficientFunds,
  RefundInProgress,
  RefundOnlyWhole,
  RefundOnlyByHand,
  IdempotencyConflict,
);
export const AssignReceiptResult = resultOf(
  'AssignReceiptResult',
  ReceiptAssigned,
  NotFound,
  UserNotFound,
  ReceiptAlreadyClaimed,
  InvalidAmount,
);
