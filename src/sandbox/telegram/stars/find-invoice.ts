import type { Call } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import type { InvoiceSource } from './payment-forms';
import type { Invoice } from './star-records';

export interface FoundInvoice {
  invoice: Invoice;
  source: InvoiceSource;
}

/**
 * What an InputInvoice of this user means. Throws PEER_ID_INVALID, MESSAGE_ID_INVALID, SLUG_INVALID, BOT_INVOICE_INVALID, and
 * `otherKind` for what is sold without a bot, such as gifts.
 */
export function findInvoice({ world, account }: Call, input: TlObject, otherKind: string): FoundInvoice {
  if (input._ === 'inputInvoiceSlug') {
    const invoice = world.stars.links.find(input.slug);
    if (!invoice) throw badRequest('SLUG_INVALID');
    return { invoice, source: { slug: input.slug } };
  }
  if (input._ !== 'inputInvoiceMessage') throw badRequest(otherKind);
  const peer = world.peers.peer(account, input.peer);
  if (peer.kind !== 'user') throw badRequest('PEER_ID_INVALID');
  const message = world.chats.withId(account.id, input.msgId);
  const otherId = message?.fromId === account.id ? message.toId : message?.fromId;
  if (!message || otherId !== peer.account.id) throw badRequest('MESSAGE_ID_INVALID');
  if (!message.invoice) throw badRequest('BOT_INVOICE_INVALID');
  return { invoice: message.invoice, source: { messageKey: message.key } };
}
