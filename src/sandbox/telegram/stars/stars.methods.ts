import type { Call, MethodTable } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import { moveRefund } from './move-stars';
import { listedTransactions, pageOf, statusOf } from './star-lists';
import type { Payment } from './star-records';

const shownWithBalance = 5;

/** Only the account itself may look: nobody here owns another's bot. */
function requireSelf({ world, account }: Call, input: TlObject): void {
  const peer = world.peers.peer(account, input);
  if (peer.kind !== 'user' || peer.account.id !== account.id) throw badRequest('PEER_ID_INVALID');
}

/** The charge that this bot may give back to this user now. */
function chargeToRefund({ world, account }: Call, request: TlObject): Payment {
  const { ledger } = world.stars;
  const user = world.peers.user(account, request.userId);
  if (request.chargeId === '') throw badRequest('CHARGE_ID_EMPTY');
  const payment = ledger.payment(request.chargeId);
  if (payment?.invoice.botId !== account.id) throw badRequest('CHARGE_NOT_FOUND');
  if (payment.payerId !== user.id) throw badRequest('USER_ID_INVALID');
  if (ledger.isReversed(payment.id)) throw badRequest('CHARGE_ALREADY_REFUNDED');
  if (ledger.balance(account.id) < payment.invoice.stars) throw badRequest('BALANCE_TOO_LOW');
  return payment;
}

/** After the payment: receipts, refunds, balances and lists. */
export const starsMethods: MethodTable = {
  'payments.getPaymentReceipt': ({ world, account }, request) => {
    const peer = world.peers.peer(account, request.peer);
    const message = world.chats.withId(account.id, request.msgId);
    const payment = message?.chargeId === undefined ? undefined : world.stars.ledger.payment(message.chargeId);
    const isHere = peer.kind === 'user' && payment?.invoice.botId === peer.account.id;
    if (!payment || !isHere || payment.payerId !== account.id) throw badRequest('MESSAGE_ID_INVALID');
    const { botId, title, description, photo, terms, stars } = payment.invoice;
    return {
      _: 'payments.paymentReceiptStars',
      date: payment.date,
      botId,
      title,
      description,
      photo,
      invoice: terms,
      currency: 'XTR',
      totalAmount: stars,
      transactionId: payment.id,
      users: world.views.mentioned(account, { botId }).users,
    };
  },
  'payments.refundStarsCharge': (call, request) => {
    const { world, account, dataCentre, session } = call;
    const payment = chargeToRefund(call, request);
    const isSilent = dataCentre.faults.stars.refundsSayAlready;
    const updates = moveRefund(world, { payment, isSilent, caller: session });
    if (isSilent) throw badRequest('CHARGE_ALREADY_REFUNDED');
    return world.publisher.updates(account, updates);
  },
  'payments.getStarsStatus': (call, request) => {
    requireSelf(call, request.peer);
    return statusOf(call, pageOf([...listedTransactions(call)].reverse(), { offset: '', limit: shownWithBalance }));
  },
  'payments.getStarsTransactions': (call, request) => {
    requireSelf(call, request.peer);
    const { inbound, outbound, ascending, subscriptionId } = request;
    if (subscriptionId !== undefined) throw badRequest('SUBSCRIPTION_ID_INVALID');
    const wanted = listedTransactions(call).filter(
      ({ stars }) => inbound === outbound || (inbound ? stars > 0n : stars < 0n),
    );
    return statusOf(
      call,
      pageOf(ascending ? wanted : wanted.reverse(), { offset: request.offset, limit: request.limit }),
    );
  },
  'payments.getStarsTransactionsByID': (call, request) => {
    requireSelf(call, request.peer);
    const rows = (request.id as TlObject[]).map(({ id, refund }) => {
      const found = listedTransactions(call).find((row) => row.id === id && row.isRefund === (refund === true));
      if (!found) throw badRequest('TRANSACTION_ID_INVALID');
      return found;
    });
    return statusOf(call, { rows });
  },
};
