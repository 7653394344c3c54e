import { isJsonObject, readPlace, scalarText } from '../../platform/vendor/json';
import type { DeliveryVerdict, PaymentDelivery } from '../../ports/payment-provider';
import { deliveredObject, forged, unreadable } from '../kit/readings';
import type { Description } from './description';
import { readAt } from './read-at';
import { readInvoice } from './read-invoice';
import { problemOf } from './signatures/judge';

/** Judges and reads a delivery by its description. Where the provider can be asked it only rings. */
export function readSignedDelivery(
  delivery: PaymentDelivery,
  own: Description,
  { key, now }: { key: string; now: Date },
): DeliveryVerdict {
  const { callback, invoice: places, status } = own;
  const body = callback.format === 'json' ? deliveredObject(delivery) : formOf(delivery);
  const problem = problemOf(callback.signature, { delivery, body, key, now });
  if (problem !== undefined) return forged(problem);
  if (!body) return unreadable('It is not a JSON object.');
  if (callback.only && !callback.only.values.includes(scalarText(readAt(body, callback.only.place)) ?? ''))
    return { kind: 'irrelevant' };
  const about = readPlace(body, callback.about);
  const externalId = scalarText(callback.id === undefined ? readAt(about, places.id) : readAt(body, callback.id));
  if (externalId === undefined) return unreadable('There is no id of an invoice at the described place.');
  const token = places.token === undefined ? undefined : scalarText(readAt(about, places.token));
  const named = { kind: 'genuine', externalId, token, eventKey: eventKeyOf(body, about, own) ?? externalId } as const;
  if (status) return named;
  const snapshot = readInvoice(about, own, now);
  return snapshot ? { ...named, snapshot } : unreadable('The invoice cannot be read, or its status is unknown.');
}

/** What the described places say together; without a description, the invoice, its status and what came. */
function eventKeyOf(body: unknown, about: unknown, { callback, invoice }: Description): string | undefined {
  if (callback.event !== undefined)
    return callback.event.replace(/\{([\w.]+)\}/g, (_, place: string) => scalarText(readAt(body, place)) ?? '');
  const parts = [invoice.id, invoice.status, invoice.received?.amount].map((place) =>
    place === undefined ? undefined : scalarText(readAt(about, place)),
  );
  return parts.filter((part) => part !== undefined).join(':') || undefined;
}

function formOf({ body }: PaymentDelivery): Readonly<Record<string, string>> | undefined {
  const form = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  return isJsonObject(form) && Object.keys(form).length > 0 ? form : undefined;
}
