import type { VendorOrder, VendorSms } from '../account/order';
import { jsonPrice } from '../account/shelf';

const STATES = {
  new: 'verificationPending',
  code: 'verificationCompleted',
  retry: 'verificationCompleted',
  finished: 'verificationCompleted',
  canceled: 'verificationCanceled',
  expired: 'verificationTimedOut',
  banned: 'verificationReported',
} as const;

const zoned = (at: number): string => `${new Date(at).toISOString().slice(0, -1)}0000+00:00`;
/** Numbers are shown without the country code. */
const national = (phone: string): string => phone.slice(-10);

/** A verification as every call about it shows it. `base` is the API's whole address, which all links begin with. */
export function verificationJson(order: VendorOrder, base: string): object {
  const own = `${base}/verifications/${order.id}`;
  const isNew = order.phase === 'new';
  return {
    id: order.id,
    number: national(order.phone),
    serviceName: order.service,
    state: STATES[order.phase],
    totalCost: jsonPrice(order.cost),
    createdAt: zoned(order.boughtAt),
    endsAt: zoned(order.expiresAt),
    sms: { href: `${base}/sms?reservationId=${order.id}&reservationType=verification`, method: 'GET' },
    calls: { href: `${base}/calls?reservationId=${order.id}`, method: 'GET' },
    cancel: { canCancel: isNew, link: isNew ? { href: `${own}/cancel`, method: 'POST' } : null },
    report: { canReport: isNew, link: isNew ? { href: `${own}/report`, method: 'POST' } : null },
    reactivate: { canReactivate: false, link: null },
    reuse: { link: null, reusableUntil: null },
    sale: null,
  };
}

export function smsJson(order: VendorOrder, sms: VendorSms, index: number): object {
  return { id: `sms_${order.id}_${index + 1}`, ...smsContent(order, sms) };
}

/** What the list and a delivery show alike. */
export function smsContent(order: VendorOrder, { text, code, at }: VendorSms): object {
  return {
    from: '22395',
    to: national(order.phone),
    createdAt: zoned(at),
    smsContent: text,
    parsedCode: code ?? null,
    encrypted: false,
  };
}
