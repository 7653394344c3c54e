import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import type { Account } from '../world/records';
import type { Invoice } from './star-records';

const longestTitle = 32;
const longestDescription = 255;
const mostPayloadBytes = 128;
const asksForMore = [
  'nameRequested',
  'phoneRequested',
  'emailRequested',
  'shippingAddressRequested',
  'flexible',
  'recurring',
  'maxTipAmount',
  'subscriptionPeriod',
];

/** What an inputMediaInvoice offers. Stars only: whoever names a provider, were it an empty one, wants another currency. */
export function invoiceFrom(seller: Account, input: TlObject): Invoice {
  if (input._ !== 'inputMediaInvoice') throw badRequest('MEDIA_INVALID');
  if (seller.kind !== 'bot') throw badRequest('USER_BOT_REQUIRED');
  const { title, description, payload, invoice: terms, photo, startParam } = input;
  if (!isText(title, longestTitle)) throw badRequest('TITLE_INVALID');
  if (!isText(description, longestDescription)) throw badRequest('DESCRIPTION_INVALID');
  if (payload.length < 1 || payload.length > mostPayloadBytes) throw badRequest('INVOICE_PAYLOAD_INVALID');
  if (!isJson(input.providerData.data)) throw badRequest('DATA_JSON_INVALID');
  if (startParam && !/^[A-Za-z0-9_-]{1,64}$/.test(startParam)) throw badRequest('START_PARAM_INVALID');
  if (input.provider !== undefined || terms.currency !== 'XTR') throw badRequest('PAYMENT_PROVIDER_INVALID');
  return {
    botId: seller.id,
    title,
    description,
    photo: photo && { ...photo, _: 'webDocumentNoProxy' },
    terms,
    stars: starsOf(terms),
    payload,
    startParam: startParam || undefined,
  };
}

/** An invoice in stars has one price of one star or more, and asks for nothing beside it. */
function starsOf(terms: TlObject): bigint {
  const prices = terms.prices as TlObject[];
  const wantsMore = asksForMore.some((field) => terms[field]);
  if (prices.length !== 1 || wantsMore) throw badRequest('STARS_INVOICE_INVALID');
  const { label, amount } = prices[0]!;
  if (!isText(label, 255)) throw badRequest('STARS_INVOICE_INVALID');
  if (amount < 1n || amount > BigInt(Number.MAX_SAFE_INTEGER)) throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
  return amount;
}

const isText = (text: string, longest: number) => text.trim() !== '' && text.length <= longest;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The invoice as a message shows it: without the payload. */
export function invoiceMedia({ title, description, photo, stars, startParam, terms }: Invoice): TlObject {
  return {
    _: 'messageMediaInvoice',
    test: terms.test,
    title,
    description,
    photo,
    currency: 'XTR',
    totalAmount: stars,
    startParam: startParam ?? '',
  };
}
