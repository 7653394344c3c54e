import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import { notNow, notUnderstood, providerFault, type ReplyShape, type Unclear } from '../kit/reply';

/** 5sim refuses in plain words, nearly always with HTTP 400. */
const WORDS: Readonly<Record<string, ProviderFaultKind>> = {
  'no free phones': 'out_of_stock',
  'not enough product qty': 'out_of_stock',
  // The server of one operator; others go on.
  'server offline': 'unavailable',
  'not enough user balance': 'balance_empty',
  'not enough rating': 'blocked',
  'select country': 'mapping',
  'select operator': 'mapping',
  'bad country': 'mapping',
  'bad operator': 'mapping',
  'bad product': 'mapping',
  'no product': 'mapping',
  'country is incorrect': 'mapping',
  'operator is incorrect': 'mapping',
  'product is incorrect': 'mapping',
  'order not found': 'gone',
  'record not found': 'wrong_state',
  'order expired': 'wrong_state',
  'order has sms': 'wrong_state',
  'order no sms': 'wrong_state',
  'hosting order': 'wrong_state',
  'you need to wait time': 'wrong_state',
};

/** The words for too many calls: 429 for the key, 503 for our address. */
const RATE = /^(api|ip address|buy).* limit|limit is \d+ requests/;

/** What an answer says when it is not the wanted one. */
export function readFault(shape: ReplyShape, status: number, unclear: Unclear): ProviderFault {
  if (status === 401) return providerFault('auth', 'HTTP 401');
  // A part of the path that does not look like one of its names leads to the page for lost visitors.
  if (status === 302) return providerFault('mapping', 'HTTP 302: a code that 5sim cannot have');
  if (shape.kind !== 'words') return notUnderstood(shape, status, unclear);
  const words = shape.text.toLowerCase();
  if (RATE.test(words)) return providerFault('rate_limited', words.replace(/\d+/g, '#'));
  const known = Object.hasOwn(WORDS, words) ? WORDS[words] : undefined;
  if (known === 'unavailable') return notNow(words);
  return known ? providerFault(known, words) : notUnderstood(shape, status, unclear);
}
