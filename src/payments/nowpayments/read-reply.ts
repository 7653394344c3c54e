import { scalarText } from '../../platform/vendor/json';
import { objectOf, type VendorReply } from '../../platform/vendor/reply';
import type { CreatedInvoice, PaymentFault } from '../../ports/payment-provider';
import { exactShape, faultByStatus, payLink, paymentFault } from '../kit/readings';

const isGood = (status: number) => status >= 200 && status < 300;

/** The answer to a new invoice; they name no end of it, so it is the asked one. */
export function readCreated(reply: VendorReply, expiresAt?: Date): CreatedInvoice | PaymentFault {
  const shape = exactShape(reply);
  const body = objectOf(shape);
  if (!body || !isGood(reply.status))
    return faultByStatus(shape, reply.status, 'unknown_outcome', body?.code ?? body?.message);
  const [externalId, payUrl] = [scalarText(body.id), payLink(body.invoice_url)];
  if (externalId === undefined || payUrl === undefined)
    return paymentFault('unknown_outcome', 'made, but its id or link cannot be read');
  return { kind: 'created', externalId, payUrl, ...(expiresAt ? { expiresAt } : {}) };
}

export function readToken(reply: VendorReply): { kind: 'token'; token: string } | PaymentFault {
  const shape = exactShape(reply);
  const body = objectOf(shape);
  const token = isGood(reply.status) ? scalarText(body?.token) : undefined;
  return token === undefined
    ? faultByStatus(shape, reply.status, 'unavailable', body?.code ?? body?.message)
    : { kind: 'token', token };
}

export function readCoins(reply: VendorReply): { kind: 'works'; detail: string } | PaymentFault {
  const shape = exactShape(reply);
  const body = objectOf(shape);
  const coins = isGood(reply.status) ? body?.selectedCurrencies : undefined;
  return Array.isArray(coins)
    ? { kind: 'works', detail: `${coins.length} coins` }
    : faultByStatus(shape, reply.status, 'unavailable', body?.code ?? body?.message);
}
