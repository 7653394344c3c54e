import { type Fields, type LinkData, link } from './link';

/**
 * Every button's data, declared once: a prefix and typed fields. The same declaration builds and reads it. Ids only:
 * whose they are and how they stand is asked of the database at each press.
 */
export const links = {
  home: link('h', {}),
  /** `query`: 1 filters by the words typed last. */
  services: link('s', { page: 'count', favourites: 'flag', query: 'flag' }),
  star: link('f', { service: 'id', on: 'flag', page: 'count', query: 'flag', from: 'count' }),
  /** `from`: the page of services to go back to. */
  countries: link('c', { service: 'id', page: 'count', query: 'flag', from: 'count' }),
  offer: link('o', { offer: 'id', page: 'count', from: 'count' }),
  /** The price that was shown, and a nonce from which the act's key is made: a double tap is the same act. */
  reserve: link('r', { offer: 'id', price: 'amount', nonce: 'nonce' }),
  card: link('k', { reservation: 'bigId' }),
  cancel: link('x', { reservation: 'bigId' }),
  change: link('n', { reservation: 'bigId' }),
  more: link('m', { reservation: 'bigId' }),
  claim: link('l', { message: 'bigId' }),
  numbers: link('u', { page: 'count' }),
  history: link('y', { page: 'count' }),
  balance: link('b', {}),
  /** Older than `before`; 0 stands for the newest. */
  transactions: link('t', { before: 'bigId' }),
  statistics: link('a', {}),
  free: link('g', {}),
  help: link('e', {}),
  privacy: link('p', {}),
  language: link('w', {}),
  /** "I have joined", under the list of required channels. */
  joined: link('ga', {}),
  claimReward: link('gb', { channel: 'id' }),
  claimAll: link('gc', {}),
  setLanguage: link('i', { language: 'language' }),
} as const;

export type LinkName = keyof typeof links;
export type LinkParams<Name extends LinkName> = LinkData<
  (typeof links)[Name] extends { fields: infer F extends Fields } ? F : never
>;

/** What was pressed. `opensAnew`: the button stands under a notice, which must stay as it is. */
export type ParsedLink = {
  [Name in LinkName]: {
    name: Name;
    params: LinkParams<Name>;
    opensAnew: boolean;
    /** As it was built, without the mark for opening anew. */
    data: string;
    /** Telegram told of it, nobody pressed: `joined` then asks nothing. */
    isTold?: boolean;
  };
}[LinkName];

const ANEW = '!';

/** The same data under a message that is kept, such as a code: the screen opens as a message of its own. */
export function anew(data: string): string {
  return `${ANEW}${data}`;
}

export function isAnew(data: string): boolean {
  return data.startsWith(ANEW);
}

/** Undefined for whatever these declarations could not have built. */
export function parseLink(data: string): ParsedLink | undefined {
  const opensAnew = isAnew(data);
  const bare = opensAnew ? data.slice(ANEW.length) : data;
  for (const [name, declared] of Object.entries(links)) {
    const params = declared.parse(bare);
    if (params) return { name, params, opensAnew, data: bare } as ParsedLink;
  }
  return undefined;
}
