import { compareDecimals, isZero, plainDecimal, scaleDecimal } from '../../domain/money/decimal';
import { readZonedTime, scalarText } from '../../platform/vendor/json';
import type { ForeignMoney, InvoiceSnapshot } from '../../ports/payment-provider';
import { foreignMoney, unixTime } from '../kit/readings';
import type { Description, Place } from './description';
import { readAt } from './read-at';

const PLACES = 8;

/** An invoice as a reply or a delivery shows it. Undefined when its id, price or state cannot be read. */
export function readInvoice(about: unknown, own: Description, now: Date): InvoiceSnapshot | undefined {
  const { invoice: places, statuses } = own;
  const externalId = scalarText(readAt(about, places.id));
  const word = scalarText(readAt(about, places.status)) ?? '';
  const status = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  const price = moneyAt(about, places.price);
  if (externalId === undefined || !status || !price) return undefined;
  const at = readTime(places.paidAt === undefined ? undefined : readAt(about, places.paidAt), places.timeFormat) ?? now;
  const told = places.received && moneyAt(about, places.received);
  // Without a word of what came, only a status that means the price says how much it is.
  if (status.money === 'measured' && !told) return undefined;
  const received = told ?? price;
  const worth = status.money === 'priced' ? price : worthOf(about, own, { price, received });
  const hasArrived = status.money !== 'none' && (status.money === 'priced' || !isZero(received.amount));
  const fee = places.fee && moneyAt(about, places.fee);
  const refunded = places.refunded === undefined ? undefined : plainDecimal(readAt(about, places.refunded));
  const taken = status.taken ?? (refunded !== undefined && !isZero(refunded) ? 'REFUNDED' : undefined);
  return {
    ...{ kind: 'invoice', externalId, status: status.as, isFinal: status.isFinal },
    token: places.token === undefined ? undefined : scalarText(readAt(about, places.token)),
    arrived: hasArrived
      ? [
          {
            ...{ receiptKey: externalId, received, worth, settles: status.as === 'PAID', fee },
            ...{ payer: payerOf(about, places.payer), arrivedAt: at },
          },
        ]
      : [],
    takenBack: taken
      ? [
          {
            ...{ receiptKey: externalId, takingKey: `taken:${externalId}`, state: taken, at },
            amount: refunded !== undefined && !isZero(refunded) ? { ...price, amount: refunded } : (worth ?? price),
          },
        ]
      : [],
  };
}

/** What came is worth what is told of it in the price's currency, or as much of the price as came of what was due. */
function worthOf(
  about: unknown,
  own: Description,
  o: { price: ForeignMoney; received: ForeignMoney },
): ForeignMoney | undefined {
  const { worth, due } = own.invoice;
  const { price, received } = o;
  const told = worth?.currency === price.currency ? plainDecimal(readAt(about, worth.amount)) : undefined;
  if (told !== undefined && !isZero(told)) return { amount: told, currency: price.currency };
  if (received.currency === price.currency) return received;
  const asked = due === undefined ? undefined : plainDecimal(readAt(about, due));
  if (asked === undefined || compareDecimals(asked, '0') === 0) return undefined;
  return { amount: scaleDecimal(price.amount, received.amount, asked, PLACES)!, currency: price.currency };
}

function payerOf(about: unknown, places: readonly Place[] = []): string | undefined {
  const parts = places.map((one) => scalarText(readAt(about, one)));
  return parts.length > 0 && parts.every((part) => part) ? parts.join(':') : undefined;
}

const moneyAt = (about: unknown, { amount, currency }: { amount: Place; currency: Place }) =>
  foreignMoney(readAt(about, amount), readAt(about, currency));

export function readTime(value: unknown, format: 'iso' | 'unix_s' | 'unix_ms'): Date | undefined {
  if (format === 'iso') return readZonedTime(value);
  const text = scalarText(value);
  return format === 'unix_s' ? unixTime(text) : unixTime(text?.replace(/\d{3}$/, ''));
}
