import type { RefundOutcome, Stars, StarsTransaction } from '../../../ports/stars';
import { Api, fromLong, toLong } from '../gramjs';
import { markedIdOf } from '../peers';
import { askOnce, doOnce, type MessengerParts, refusalOf } from './attempt';
import { invoiceFault, invoiceKeyboardFault, writeInvoice } from './invoice';
import { envelopeOf, sendMessage } from './messages';

/** Telegram Stars: core.telegram.org/api/stars. */
export function starActs(parts: MessengerParts): Stars {
  const own = new Api.InputPeerSelf();

  /**
   * Telegram once said so of a charge that this very call had given back, without a message of it; only its list of
   * transactions tells. What is not in that list may be there later: it is never taken for a refusal.
   */
  async function refundReadBack(chargeId: string): Promise<RefundOutcome> {
    const id = [new Api.InputStarsTransaction({ refund: true, id: chargeId })];
    const request = new Api.payments.GetStarsTransactionsByID({ peer: own, id });
    const tried = await askOnce(parts, 'payments.getStarsTransactionsByID', undefined, request);
    const refusal = tried.kind === 'done' ? undefined : refusalOf(tried);
    if (refusal && refusal.kind !== 'refused') return refusal;
    const listed = tried.kind === 'done' ? transactionsOf(tried.answer) : [];
    const isThere = listed.some((one) => one.isRefund && one.id === chargeId && !one.isFailed);
    return isThere ? { kind: 'already_refunded' } : { kind: 'unknown', detail: 'trouble_at_telegram' };
  }

  return {
    async sendInvoice(message) {
      const { invoice, keyboard } = message;
      const fault = invoiceFault(invoice) ?? invoiceKeyboardFault(keyboard);
      if (fault) return { kind: 'refused', detail: fault };
      const content = { ...message, text: '' };
      const envelope = await envelopeOf(parts, content);
      const media = writeInvoice(invoice);
      return sendMessage(parts, new Api.messages.SendMedia({ ...envelope, media }), content);
    },

    async createInvoiceLink(invoice) {
      const fault = invoiceFault(invoice);
      if (fault) return { kind: 'refused', detail: fault };
      const request = new Api.payments.ExportInvoice({ invoiceMedia: writeInvoice(invoice) });
      const tried = await askOnce(parts, 'payments.exportInvoice', undefined, request);
      return tried.kind === 'done' ? { kind: 'created', link: tried.answer.url } : refusalOf(tried);
    },

    answerPreCheckout({ queryId, error }) {
      const answer = { queryId: toLong(queryId), success: error === undefined, error };
      const request = new Api.messages.SetBotPrecheckoutResults(answer);
      return doOnce(parts, 'messages.setBotPrecheckoutResults', undefined, request);
    },

    async refundStars({ telegramId, chargeId }) {
      const userId = await parts.peers.inputUser(telegramId);
      const request = new Api.payments.RefundStarsCharge({ userId, chargeId });
      const tried = await askOnce(parts, 'payments.refundStarsCharge', undefined, request);
      if (tried.kind === 'done') {
        parts.take(tried.answer);
        return { kind: 'refunded' };
      }
      if (tried.error?.errorMessage === 'CHARGE_ALREADY_REFUNDED') return refundReadBack(chargeId);
      return refusalOf(tried);
    },

    async listStarsTransactions({ cursor: offset = '', limit, ascending }) {
      const request = new Api.payments.GetStarsTransactions({ peer: own, offset, limit, ascending });
      const tried = await askOnce(parts, 'payments.getStarsTransactions', undefined, request);
      if (tried.kind === 'not_done') return refusalOf(tried);
      const next = tried.answer.nextOffset || undefined;
      return { kind: 'page', transactions: transactionsOf(tried.answer), next };
    },

    async readStarsBalance() {
      const request = new Api.payments.GetStarsStatus({ peer: own });
      const tried = await askOnce(parts, 'payments.getStarsStatus', undefined, request);
      if (tried.kind === 'not_done') return refusalOf(tried);
      const { amount, nanos } = tried.answer.balance;
      return { kind: 'read', stars: fromLong(amount), nanos };
    },
  };
}

function transactionsOf({ history }: Api.payments.StarsStatus): StarsTransaction[] {
  return (history ?? []).map(readTransaction);
}

/** An amount below zero went out; so does what the bot gives back, of which `refund` says what it is. */
function readTransaction(one: Api.StarsTransaction): StarsTransaction {
  const { amount, nanos } = one.stars;
  const stars = fromLong(amount);
  const isIncoming = stars > 0n || (stars === 0n && nanos > 0);
  const peer = one.peer instanceof Api.StarsTransactionPeer ? one.peer.peer : undefined;
  return {
    id: one.id,
    stars: stars < 0n ? -stars : stars,
    nanos: Math.abs(nanos),
    at: new Date(one.date * 1000),
    isRefund: Boolean(one.refund),
    isIncoming,
    isPending: Boolean(one.pending),
    isFailed: Boolean(one.failed),
    telegramId: peer instanceof Api.PeerUser ? markedIdOf(peer) : null,
    payload: one.botPayload?.toString('utf8') ?? null,
  };
}
