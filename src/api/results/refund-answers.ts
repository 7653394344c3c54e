import type { App } from '../../app';
import type { Amount } from '../../domain/money/money';
import {
  ReceiptRefunded,
  RefundInProgress,
  RefundOnlyByHand,
  RefundOnlyWhole,
  RefundTooLarge,
} from './payment.results';
import { InsufficientFunds } from './refusals';

/** What a refund comes to, however it was asked for; who asks adds what is not there and what was done before. */
export function refundAnswers({ db }: App) {
  const refunded = async ({ kind, refundId }: { kind: string; refundId: bigint }) => {
    const refund = (await db.payments.findRefund(refundId))!;
    return new ReceiptRefunded({ refund, isRepeated: kind === 'repeated' });
  };
  return {
    waiting: refunded,
    repeated: refunded,
    in_progress: () => new RefundInProgress(),
    only_whole: () => new RefundOnlyWhole(),
    only_by_hand: () => new RefundOnlyByHand(),
    too_much: ({ most }: { most: Amount }) => new RefundTooLarge(most),
    insufficient_funds: ({ available }: { available: Amount }) => new InsufficientFunds(available),
  };
}
