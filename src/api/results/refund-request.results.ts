import { Field, ObjectType } from 'type-graphql';
import type { RefundRequestRow } from '../../database/queries/refund-requests';
import { RefundRequest } from '../types/refund-request.type';
import { NotFound } from './catalogue.results';
import { resultOf } from './outcome';
import {
  ReceiptRefunded,
  RefundInProgress,
  RefundOnlyByHand,
  RefundOnlyWhole,
  RefundTooLarge,
} from './payment.results';
import { InsufficientFunds, Refusal } from './refusals';

@ObjectType({ description: 'The buyer is told why. Nothing moved.' })
export class RefundRequestRefused {
  @Field(() => RefundRequest) request!: RefundRequestRow;

  constructor(request: RefundRequestRow) {
    this.request = request;
  }
}

@ObjectType({ implements: Refusal, description: 'Somebody answered it before.' })
export class RefundRequestAnswered extends Refusal {
  override message = 'It was answered before. Nothing was done.';
}

export const ApproveRefundRequestResult = resultOf(
  'ApproveRefundRequestResult',
  ReceiptRefunded,
  NotFound,
  RefundRequestAnswered,
  RefundTooLarge,
  InsufficientFunds,
  RefundInProgress,
  RefundOnlyWhole,
  RefundOnlyByHand,
);
export const RefuseRefundRequestResult = resultOf(
  'RefuseRefundRequestResult',
  RefundRequestRefused,
  RefundRequestAnswered,
  NotFound,
);
