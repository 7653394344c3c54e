import * as fc from 'fast-check';
import type { Command, State } from './shop-model';

/** How often each is wished, beside the others. */
const WEIGHTS = {
  buys: 10,
  changes: 4,
  cancels: 4,
  claims: 4,
  hears: 10,
  expires: 3,
  adds: 4,
  deducts: 2,
  refunds: 2,
  bans: 1,
  prices: 1,
  stocks: 3,
  deletes: 1,
  restores: 2,
  passes: 4,
  restarts: 1,
} as const satisfies Record<Command['does'], number>;

/** What somebody is about to do. Of what there is by then, the numbers say which; they may be of any size. */
export interface Wish {
  readonly does: Command['does'];
  readonly who: number;
  readonly which: number;
  readonly how: number;
}

const KINDS = (Object.keys(WEIGHTS) as Command['does'][]).flatMap((does) =>
  Array<Command['does']>(WEIGHTS[does]).fill(does),
);
const MOST = 1_000_000;

export const wishes: fc.Arbitrary<Wish> = fc.record({
  does: fc.constantFrom(...KINDS),
  who: fc.nat(MOST),
  which: fc.nat(MOST),
  how: fc.nat(MOST),
});

export function wishBy(random: () => number): Wish {
  const next = () => Math.floor(random() * MOST);
  return { does: KINDS[next() % KINDS.length]!, who: next(), which: next(), how: next() };
}

/** Names what is new: keys, phones and messages that nobody had before. */
export type Names = ReturnType<typeof countedNames>;

export function countedNames() {
  const counted = { keys: 0, phones: 0, messages: 0 };
  const next = (what: keyof typeof counted) => {
    counted[what] += 1;
    return counted[what];
  };
  return {
    key: () => `00000000-0000-4000-8000-${String(next('keys')).padStart(12, '0')}`,
    phone: () => String(37_120_000_000 + next('phones')),
    message: () => next('messages') - 1,
  };
}

const PASSES_MS = [1_000, 12_000, 130_000, 601_000, 1_201_000, 3_700_000];
const UNIT = 5_000n;
/** Of the reservations and messages there are, one of the last: what is long over is dull. */
const RECENT = 6;

/** The command that a wish comes to; undefined: there is nothing to do it with. */
export function commandOf(wish: Wish, state: State, names: Names): Command | undefined {
  const person = wish.who % state.people.length;
  const offer = wish.which % state.offers.length;
  const mine = () =>
    recent(
      [...state.reservations].filter(([, one]) => one.person === person),
      wish.which,
    )?.[0];
  const anyones = () => recent([...state.reservations.keys()], wish.which);
  // One of ten does it to somebody else's.
  const of = () => (wish.how % 10 === 0 ? anyones() : mine());
  switch (wish.does) {
    case 'buys': {
      const before = wish.how % 8 === 0 ? anyones() : undefined;
      const price = state.offers[offer]!.price + (wish.how % 20 === 1 ? UNIT : 0n);
      return { does: 'buys', person, offer, price, key: before ?? names.key() };
    }
    case 'changes': {
      const key = of();
      return key === undefined ? undefined : { does: 'changes', person, of: key, key: names.key() };
    }
    case 'cancels': {
      const key = of();
      return key === undefined ? undefined : { does: 'cancels', person, of: key };
    }
    case 'claims': {
      const late = state.messages
        .map((_, place) => place)
        .filter((place) => state.messages[place]!.reservation !== undefined);
      const message = recent(late, wish.which);
      if (message === undefined) return undefined;
      const owner = state.reservations.get(state.messages[message]!.reservation!)!.person;
      return { does: 'claims', person: wish.how % 10 === 0 ? person : owner, message, key: names.key() };
    }
    case 'hears': {
      const phones =
        wish.how % 6 === 0 ? [...state.numbers.keys()] : [...state.reservations.values()].map(({ phone }) => phone);
      const phone = recent(phones, wish.which);
      return phone === undefined ? undefined : { does: 'hears', phone, message: names.message() };
    }
    case 'expires': {
      const key = anyones();
      return key === undefined ? undefined : { does: 'expires', of: key };
    }
    case 'adds':
    case 'deducts':
      // Few keys, so that some come twice; some with another amount.
      return { does: wish.does, person, amount: UNIT * BigInt(1 + (wish.how % 4)), key: `by hand ${wish.which % 400}` };
    case 'refunds': {
      const key = anyones();
      return key === undefined ? undefined : { does: 'refunds', of: key, key: `refund ${wish.how % 50}` };
    }
    case 'bans':
      return { does: 'bans', person, isBanned: wish.how % 3 === 0 };
    case 'prices':
      return { does: 'prices', offer, price: UNIT * BigInt(1 + (wish.how % 3)) };
    case 'stocks':
      if (state.services[offer]!.deletedAt !== undefined) return undefined; // an import is refused there
      return { does: 'stocks', offer, phone: names.phone() };
    case 'deletes':
      // One stays, or nothing happens any more.
      if (state.services.every(({ deletedAt }, at) => at === offer || deletedAt !== undefined)) return undefined;
      return { does: 'deletes', service: offer };
    case 'restores':
      return { does: 'restores', service: offer };
    case 'passes':
      return { does: 'passes', ms: PASSES_MS[wish.how % PASSES_MS.length]! };
    case 'restarts':
      return { does: 'restarts' };
  }
}

function recent<T>(all: readonly T[], which: number): T | undefined {
  const last = all.slice(-RECENT);
  return last.length === 0 ? undefined : last[which % last.length];
}
