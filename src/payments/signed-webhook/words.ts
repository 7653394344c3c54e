import { addDecimals, scaleDecimal } from '../../domain/money/decimal';
import type { ForeignMoney, InvoiceRequest, PaymentAccount, RefundRequest } from '../../ports/payment-provider';
import type { Description } from './description';

/** What stands behind the words of a template; undefined: there is none. */
export type Words = Readonly<Record<string, string | undefined>>;

/** {merchant}, {apiKey}, {basic}: the latter is "merchant:apiKey" in base64, for HTTP's Basic. */
export function accountWords({ merchant }: Description, account: PaymentAccount): Words {
  const apiKey = account.apiKey();
  return { merchant, apiKey, basic: Buffer.from(`${merchant ?? ''}:${apiKey}`).toString('base64') };
}

/** {token}, {amount}, {currency}, {title}, {language}, {returnUrl}, {webhookUrl}, {lifetimeSeconds}, {lifetimeMinutes}. */
export function requestWords(request: InvoiceRequest, own: Description, now: Date): Words {
  const { token, title, language, returnUrl, webhookUrl, expiresAt, price } = request;
  const asked = Math.ceil((expiresAt.getTime() - now.getTime()) / 1000);
  const seconds = Math.min(own.lifetime.max, Math.max(own.lifetime.min, asked));
  return {
    ...{ token, title, language, returnUrl, webhookUrl, ...priceWords(price, own) },
    ...{ lifetimeSeconds: String(seconds), lifetimeMinutes: String(Math.ceil(seconds / 60)) },
  };
}

/** {externalId}, {receiptKey}, {amount}, {currency}, {key}. */
export const refundWords = ({ externalId, receiptKey, amount, key }: RefundRequest, own: Description): Words => ({
  ...{ externalId, receiptKey, key, ...priceWords(amount, own) },
});

/** {from}, {until}, and from the second page on {cursor}; {page} counts from 1. `widerMs` is added on both sides. */
export function listWords(
  { from, until, cursor }: { from: Date; until: Date; cursor?: string },
  times: 'iso' | 'unix_s' | 'sql',
  widerMs: number,
): Words {
  const written = (ms: number) => {
    const iso = new Date(ms).toISOString();
    if (times === 'unix_s') return String(Math.floor(ms / 1000));
    return times === 'iso' ? iso : iso.slice(0, 19).replace('T', ' ');
  };
  return {
    ...{ from: written(from.getTime() - widerMs), until: written(until.getTime() + widerMs) },
    ...{ cursor, page: cursor ?? '1' },
  };
}

/** A price with exactly the wanted places; more of them are kept, since money is not rounded on the way. */
function priceWords({ amount, currency }: ForeignMoney, { decimals }: Description): Words {
  const fixed = scaleDecimal(amount, '1', '1', decimals)!;
  const padded = decimals === 0 ? fixed : addDecimals(fixed, `0.${'0'.repeat(decimals)}`);
  const isExact = scaleDecimal(amount, '1', '1', 40) === scaleDecimal(fixed, '1', '1', 40);
  return { amount: isExact ? padded : amount, currency };
}

/** Fills a template in; undefined when one of its words is missing. Unknown words stay as they are. */
export function fill(template: string, words: Words): string | undefined {
  let isWhole = true;
  const filled = template.replace(/\{(\w+)\}/g, (whole, word: string) => {
    if (!Object.hasOwn(words, word)) return whole;
    if (words[word] === undefined) isWhole = false;
    return words[word] ?? '';
  });
  return isWhole ? filled : undefined;
}
