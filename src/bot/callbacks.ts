import { type CallbackValues, callbackData, type Fields } from './callback-data';

/**
 * Every button's data, declared once: a prefix and typed fields. The same declaration builds and reads it. Ids only:
 * whose they are and how they stand is asked of the database at each press.
 */
export const callbacks = {
  home: callbackData('h', {}),
  /** `query`: 1 filters by the words typed last. */
  services: callbackData('s', { page: 'count', favourites: 'flag', query: 'flag' }),
  star: callbackData('f', { service: 'id', on: 'flag', page: 'count', query: 'flag', from: 'count' }),
  /** `from`: the page of services to go back to. */
  countries: callbackData('c', { service: 'id', page: 'count', query: 'flag', from: 'count' }),
  /** `by`: one of COUNTRY_ORDERS, or the shop's own. */
  orderCountries: callbackData('cb', { service: 'id', by: 'word', from: 'count' }),
  /** What is on sale in a country. */
  servicesIn: callbackData('ca', { country: 'id', page: 'count' }),
  offer: callbackData('o', { offer: 'id', page: 'count', from: 'count' }),
  /** To be told when it is back; `ceiling` 0: at what it costs now. */
  wish: callbackData('oa', { offer: 'id', ceiling: 'amount' }),
  dropWish: callbackData('ob', { offer: 'id' }),
  wishes: callbackData('oc', {}),
  /** The price that was shown, and a nonce from which the act's key is made: a double tap is the same act. */
  reserve: callbackData('r', { offer: 'id', price: 'amount', nonce: 'nonce' }),
  card: callbackData('k', { reservation: 'bigId' }),
  cancel: callbackData('x', { reservation: 'bigId' }),
  change: callbackData('n', { reservation: 'bigId' }),
  more: callbackData('m', { reservation: 'bigId' }),
  claim: callbackData('l', { message: 'bigId' }),
  numbers: callbackData('u', { page: 'count' }),
  /** `from`: the screen to go back to, one of HISTORY_DOORS. */
  history: callbackData('y', { page: 'count', from: 'word' }),
  /** A card, from a page of a list, and back to it; `from` as above, 'list' for the open ones. */
  listedCard: callbackData('ya', { reservation: 'bigId', page: 'count', from: 'word' }),
  balance: callbackData('b', {}),
  /** Older than `before`; 0 stands for the newest. */
  transactions: callbackData('t', { before: 'bigId' }),
  /** `offer` and `price`: the purchase that lacks money; 0: none. */
  topUp: callbackData('ta', { offer: 'id', price: 'amount' }),
  topUpAmounts: callbackData('tb', { method: 'id', offer: 'id', price: 'amount' }),
  pay: callbackData('tc', { method: 'id', amount: 'amount', nonce: 'nonce', offer: 'id', price: 'amount' }),
  payment: callbackData('td', { payment: 'bigId' }),
  /** What of the balance can go back; one receipt; the wish itself. */
  refunds: callbackData('tg', {}),
  refund: callbackData('th', { receipt: 'bigId' }),
  askRefund: callbackData('ti', { receipt: 'bigId' }),
  paySupport: callbackData('te', {}),
  terms: callbackData('tf', {}),
  invite: callbackData('va', {}),
  promo: callbackData('vb', {}),
  redeem: callbackData('vc', { code: 'word' }),
  /** From an offer, and back to it. */
  promoFor: callbackData('vh', { offer: 'id' }),
  redeemFor: callbackData('vi', { code: 'word', offer: 'id' }),
  /** `offer` 0: from no offer. */
  dropPromo: callbackData('vj', { offer: 'id' }),
  gifts: callbackData('vd', {}),
  give: callbackData('ve', { amount: 'amount', nonce: 'nonce' }),
  takeGift: callbackData('vf', { payload: 'word' }),
  cancelGift: callbackData('vg', { gift: 'bigId' }),
  apiKeys: callbackData('za', {}),
  newApiKey: callbackData('zb', {}),
  /** A key of the name that was typed; `buys`: it may buy, not only look. */
  makeApiKey: callbackData('zc', { buys: 'flag' }),
  apiKey: callbackData('zd', { key: 'id' }),
  // The field, a hyphen and its value: two words would not fit into a button.
  setApiKey: callbackData('ze', { key: 'id', choice: 'word' }),
  askApiKey: callbackData('zf', { key: 'id', field: 'word' }),
  /** What was typed for the field. */
  typedApiKey: callbackData('zg', { key: 'id', field: 'word' }),
  keyWebhook: callbackData('zj', { key: 'id' }),
  /** `choice`: one of WEBHOOK_ACTS. */
  setKeyWebhook: callbackData('zk', { key: 'id', choice: 'word' }),
  endApiKey: callbackData('zh', { key: 'id' }),
  apiKeyEnded: callbackData('zi', { key: 'id' }),
  support: callbackData('sa', {}),
  /** What it is about; see `readSubject`. */
  supportAbout: callbackData('sb', { about: 'word', id: 'bigId' }),
  supportThread: callbackData('sc', { thread: 'bigId' }),
  supportSolved: callbackData('sd', { thread: 'bigId' }),
  statistics: callbackData('a', {}),
  free: callbackData('g', {}),
  help: callbackData('e', {}),
  privacy: callbackData('p', {}),
  language: callbackData('w', {}),
  /** "I have joined", under the list of required channels. */
  joined: callbackData('ga', {}),
  claimReward: callbackData('gb', { channel: 'id' }),
  claimAll: callbackData('gc', {}),
  setLanguage: callbackData('i', { language: 'language' }),
} as const;

export type CallbackName = keyof typeof callbacks;
export type CallbackParams<Name extends CallbackName> = CallbackValues<
  (typeof callbacks)[Name] extends { fields: infer F extends Fields } ? F : never
>;

/** What was pressed. `opensAnew`: the button stands under a notice, which must stay as it is. */
export type ParsedCallback = {
  [Name in CallbackName]: {
    name: Name;
    params: CallbackParams<Name>;
    opensAnew: boolean;
    /** As it was built, without the mark for opening anew. */
    data: string;
    /** Telegram told of it, nobody pressed: `joined` then asks nothing. */
    isTold?: boolean;
  };
}[CallbackName];

const ANEW = '!';

/** The same data under a message that is kept, such as a code: the screen opens as a message of its own. */
export function anew(data: string): string {
  return `${ANEW}${data}`;
}

export function isAnew(data: string): boolean {
  return data.startsWith(ANEW);
}

/** Undefined for whatever these declarations could not have built. */
export function parseCallback(data: string): ParsedCallback | undefined {
  const opensAnew = isAnew(data);
  const bare = opensAnew ? data.slice(ANEW.length) : data;
  for (const [name, declared] of Object.entries(callbacks)) {
    const params = declared.parse(bare);
    if (params) return { name, params, opensAnew, data: bare } as ParsedCallback;
  }
  return undefined;
}
