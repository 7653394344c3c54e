/**
 * What a shop with numbers of its own must do, said once more and as plainly as can be: no database, no time but what it is
 * given, one act after the other. The real shop is compared with it, and it is itself run by the million.
 *
 * Amounts are units of 1/10 000, instants milliseconds. People, offers, services and messages are named by their place;
 * reservations by the key that made them, numbers by their phone.
 */

export const RULES = {
  maxOpen: 3,
  maxCancelsAnHour: 2,
  maxUses: 2,
  maxExpiries: 2,
  timeoutMs: 1_200_000,
  lateWindowMs: 600_000,
  undoMs: 600_000,
  pauseMs: 3_600_000,
} as const;

export interface Person {
  available: bigint;
  held: bigint;
  isBanned: boolean;
  pausedUntil: number;
}

export interface OwnNumber {
  readonly service: number;
  status: 'AVAILABLE' | 'RESERVED' | 'USED' | 'DELETED';
  uses: number;
  expiries: number;
  availableAt: number | undefined;
  /** The deletion of its service that took it, which an undo brings back. */
  deletion: number | undefined;
}

export interface Reservation {
  readonly person: number;
  readonly offer: number;
  readonly price: bigint;
  readonly phone: string;
  readonly expiresAt: number;
  readonly replaces: string | undefined;
  /** It is a late code that its buyer took. */
  readonly isClaim: boolean;
  status: 'WAITING_CODE' | 'COMPLETED' | 'EXPIRED' | 'CANCELED';
  endedAt: number | undefined;
  isCanceledByBuyer: boolean;
  isRefunded: boolean;
}

export interface Message {
  readonly phone: string;
  status: 'STORED' | 'APPLIED' | 'LATE' | 'ORPHAN';
  reservation: string | undefined;
}

export interface State {
  now: number;
  readonly people: Person[];
  readonly offers: { price: bigint }[];
  /** One service for each offer. `deletion`: how many times it was deleted. */
  readonly services: { deletedAt: number | undefined; deletion: number }[];
  readonly numbers: Map<string, OwnNumber>;
  readonly reservations: Map<string, Reservation>;
  readonly messages: Message[];
  /** What movements by hand did, by their keys. */
  readonly movements: Map<string, string>;
  /** All money that ever came in by hand, less what went out so. */
  funded: bigint;
  /** What was sold, less what was given back. */
  sold: bigint;
}

export type Command =
  | {
      readonly does: 'buys';
      readonly person: number;
      readonly offer: number;
      readonly price: bigint;
      readonly key: string;
    }
  | { readonly does: 'changes'; readonly person: number; readonly of: string; readonly key: string }
  | { readonly does: 'cancels'; readonly person: number; readonly of: string }
  | { readonly does: 'claims'; readonly person: number; readonly message: number; readonly key: string }
  | { readonly does: 'hears'; readonly phone: string; readonly message: number }
  | { readonly does: 'expires'; readonly of: string }
  | { readonly does: 'adds' | 'deducts'; readonly person: number; readonly amount: bigint; readonly key: string }
  | { readonly does: 'refunds'; readonly of: string; readonly key: string }
  | { readonly does: 'bans'; readonly person: number; readonly isBanned: boolean }
  | { readonly does: 'prices'; readonly offer: number; readonly price: bigint }
  | { readonly does: 'stocks'; readonly offer: number; readonly phone: string }
  | { readonly does: 'deletes' | 'restores'; readonly service: number }
  /** Time, with what is due by then; alone, since the clock is everybody's. */
  | { readonly does: 'passes'; readonly ms: number }
  /** The program dies and another one begins. */
  | { readonly does: 'restarts' };

/** One of the numbers that may be taken; undefined: none of them, which the model then does not explain. */
export type Choose = (phones: readonly string[]) => string | undefined;

/** What an act answers, in words; or the rest of it, where others may come in between. */
export type Done = { readonly answer: string } | { readonly rest: (state: State, choose: Choose) => Done };

export function openState(o: { people: number; offers: number; now: number; price: bigint }): State {
  return {
    now: o.now,
    people: Array.from({ length: o.people }, () => ({ available: 0n, held: 0n, isBanned: false, pausedUntil: 0 })),
    offers: Array.from({ length: o.offers }, () => ({ price: o.price })),
    services: Array.from({ length: o.offers }, () => ({ deletedAt: undefined, deletion: 0 })),
    numbers: new Map(),
    reservations: new Map(),
    messages: [],
    movements: new Map(),
    funded: 0n,
    sold: 0n,
  };
}

export function copyOf(state: State): State {
  const each = <T extends object>(rows: readonly T[]) => rows.map((row) => ({ ...row }));
  const eachOf = <T extends object>(rows: ReadonlyMap<string, T>) =>
    new Map([...rows].map(([key, row]) => [key, { ...row }]));
  return {
    ...state,
    people: each(state.people),
    offers: each(state.offers),
    services: each(state.services),
    numbers: eachOf(state.numbers),
    reservations: eachOf(state.reservations),
    messages: each(state.messages),
    movements: new Map(state.movements),
  };
}

const done = (answer: string): Done => ({ answer });

/** Does it, up to where others may come in between. */
export function begin(state: State, command: Command, choose: Choose): Done {
  switch (command.does) {
    case 'buys':
      return done(buy(state, command, choose));
    case 'changes':
      return done(change(state, command, choose));
    case 'cancels':
      return done(cancel(state, command));
    case 'claims':
      return done(claim(state, command));
    case 'hears':
      return hear(state, command);
    case 'expires':
      return done(expire(state, command.of));
    case 'adds':
    case 'deducts':
      return done(move(state, command));
    case 'refunds':
      return done(refund(state, command));
    case 'bans':
      state.people[command.person]!.isBanned = command.isBanned;
      return done('saved');
    case 'prices':
      state.offers[command.offer]!.price = command.price;
      return done('saved');
    case 'stocks':
      state.numbers.set(command.phone, {
        ...{ service: command.offer, status: 'AVAILABLE', uses: 0, expiries: 0 },
        ...{ availableAt: undefined, deletion: undefined },
      });
      return done('stocked');
    case 'deletes':
      return deleteService(state, command.service);
    case 'restores':
      return restoreService(state, command.service);
    case 'passes':
      pass(state, command.ms);
      return done('passed');
    case 'restarts':
      return done('restarted');
  }
}

/** All of it, with nobody in between. */
export function act(state: State, command: Command, choose: Choose): string {
  let step = begin(state, command, choose);
  while ('rest' in step) step = step.rest(state, choose);
  return step.answer;
}

function buy(state: State, o: Extract<Command, { does: 'buys' }>, choose: Choose): string {
  const person = state.people[o.person]!;
  const before = state.reservations.get(o.key);
  if (before)
    return before.person === o.person && before.offer === o.offer && before.price === o.price
      ? 'repeated'
      : 'key_conflict';
  const { price } = state.offers[o.offer]!;
  if (state.services[o.offer]!.deletedAt !== undefined) return 'offer_gone';
  if (price !== o.price) return 'price_changed';
  if (person.isBanned) return 'banned';
  if (person.pausedUntil > state.now) return 'paused';
  if (person.available < price) return 'insufficient_funds';
  if (openOf(state, o.person).length >= RULES.maxOpen) return 'too_many_open';
  const phone = take(state, o, choose);
  if (phone === undefined) return 'out_of_stock';
  person.available -= price;
  person.held += price;
  state.reservations.set(o.key, opened(o, price, phone, state.now + RULES.timeoutMs));
  return `reserved ${phone}`;
}

function opened(
  o: { person: number; offer: number; replaces?: string },
  price: bigint,
  phone: string,
  expiresAt: number,
): Reservation {
  return {
    ...{ person: o.person, offer: o.offer, price, phone, expiresAt, replaces: o.replaces, isClaim: false },
    ...{ status: 'WAITING_CODE', endedAt: undefined, isCanceledByBuyer: false, isRefunded: false },
  };
}

/** A free number that this person has not completed with. */
function take(state: State, o: { person: number; offer: number; not?: string }, choose: Choose): string | undefined {
  const had = new Set<string>();
  for (const { person, status, phone } of state.reservations.values())
    if (person === o.person && status === 'COMPLETED') had.add(phone);
  const free: string[] = [];
  for (const [phone, { service, status }] of state.numbers)
    if (service === o.offer && status === 'AVAILABLE' && phone !== o.not && !had.has(phone)) free.push(phone);
  const phone = free.length === 0 ? undefined : choose(free);
  if (phone !== undefined) state.numbers.get(phone)!.status = 'RESERVED';
  return phone;
}

function openOf(state: State, person: number): Reservation[] {
  return [...state.reservations.values()].filter((one) => one.person === person && one.status === 'WAITING_CODE');
}

/** Without a code: the price goes back, the number too. */
function close(state: State, one: Reservation, status: 'EXPIRED' | 'CANCELED'): void {
  const person = state.people[one.person]!;
  const number = state.numbers.get(one.phone)!;
  const { deletedAt, deletion } = state.services[one.offer]!;
  one.status = status;
  one.endedAt = state.now;
  person.held -= one.price;
  person.available += one.price;
  if (status === 'EXPIRED') number.expiries += 1;
  number.availableAt = undefined;
  const isWornOut = status === 'EXPIRED' && number.expiries >= RULES.maxExpiries;
  number.status = deletedAt !== undefined || isWornOut ? 'DELETED' : 'AVAILABLE';
  number.deletion = deletedAt === undefined ? undefined : deletion;
}

function change(state: State, o: Extract<Command, { does: 'changes' }>, choose: Choose): string {
  const old = state.reservations.get(o.of);
  if (!old || old.person !== o.person) return 'not_yours';
  for (const { replaces } of state.reservations.values()) if (replaces === o.of) return 'repeated';
  if (old.status !== 'WAITING_CODE' || old.expiresAt <= state.now) return 'not_waiting';
  const phone = take(state, { person: o.person, offer: old.offer, not: old.phone }, choose);
  if (phone === undefined) return 'out_of_stock';
  const person = state.people[o.person]!;
  close(state, old, 'CANCELED');
  person.available -= old.price;
  person.held += old.price;
  const { person: whose, offer } = old;
  state.reservations.set(o.key, opened({ person: whose, offer, replaces: o.of }, old.price, phone, old.expiresAt));
  return `changed ${phone}`;
}

function cancel(state: State, o: Extract<Command, { does: 'cancels' }>): string {
  const one = state.reservations.get(o.of);
  if (!one || one.person !== o.person) return 'not_yours';
  if (one.status === 'COMPLETED') return 'completed';
  if (one.status !== 'WAITING_CODE') return 'already_ended';
  close(state, one, 'CANCELED');
  one.isCanceledByBuyer = true;
  const anHourAgo = state.now - 3_600_000;
  let recent = 0;
  for (const { person, isCanceledByBuyer, endedAt } of state.reservations.values())
    if (person === o.person && isCanceledByBuyer && endedAt! > anHourAgo) recent += 1;
  const person = state.people[o.person]!;
  if (recent >= RULES.maxCancelsAnHour && person.pausedUntil <= state.now)
    person.pausedUntil = state.now + RULES.pauseMs;
  return 'canceled';
}

/** An SMS is stored and its reservation found; it meets it a moment later, when much may have happened. */
function hear(state: State, o: Extract<Command, { does: 'hears' }>): Done {
  state.messages[o.message] = { phone: o.phone, status: 'STORED', reservation: undefined };
  const key = addressee(state, o.phone);
  return { rest: (later) => done(meet(later, o.message, key)) };
}

/** The newest reservation of the number that may still get something. */
function addressee(state: State, phone: string): string | undefined {
  let found: string | undefined;
  for (const [key, one] of state.reservations) {
    if (one.phone !== phone || one.isClaim) continue;
    const isLive =
      one.status === 'WAITING_CODE' ||
      (one.status === 'COMPLETED' && one.expiresAt > state.now) ||
      (one.status !== 'COMPLETED' && one.endedAt! > state.now - RULES.lateWindowMs);
    if (isLive) found = key;
  }
  return found;
}

function meet(state: State, of: number, key: string | undefined): string {
  const message = state.messages[of]!;
  const one = key === undefined ? undefined : state.reservations.get(key)!;
  if (key === undefined || !one) {
    message.status = 'ORPHAN';
    return 'heard';
  }
  if (one.status === 'WAITING_CODE') {
    one.status = 'COMPLETED';
    one.endedAt = state.now;
    state.people[one.person]!.held -= one.price;
    state.sold += one.price;
    countUse(state.numbers.get(one.phone)!, one.expiresAt);
    message.status = 'APPLIED';
  } else if (one.status === 'COMPLETED' && one.expiresAt > state.now) {
    message.status = 'APPLIED';
  } else if (
    one.status !== 'COMPLETED' &&
    one.endedAt! > state.now - RULES.lateWindowMs &&
    !isReservedSince(state, key)
  ) {
    message.status = 'LATE';
  } else {
    message.status = 'ORPHAN';
    return 'heard';
  }
  message.reservation = key;
  return 'heard';
}

function countUse(number: OwnNumber, until: number): void {
  number.uses += 1;
  number.expiries = 0;
  number.availableAt = until;
  if (number.uses >= RULES.maxUses) {
    number.status = 'DELETED';
    number.deletion = undefined; // worn out: no undo brings it back
  } else if (number.status !== 'DELETED') number.status = 'USED';
}

/** Reservations are in the order of their making. */
function isReservedSince(state: State, key: string): boolean {
  const { phone } = state.reservations.get(key)!;
  let isSince = false;
  for (const [other, one] of state.reservations) {
    if (isSince && one.phone === phone) return true;
    if (other === key) isSince = true;
  }
  return false;
}

function claim(state: State, o: Extract<Command, { does: 'claims' }>): string {
  const message = state.messages[o.message];
  const old = message?.reservation === undefined ? undefined : state.reservations.get(message.reservation);
  if (!message || !old || old.person !== o.person) return 'not_yours';
  if (message.status === 'APPLIED' && old.isClaim) return 'repeated';
  const number = state.numbers.get(old.phone)!;
  const isTooLate = message.status !== 'LATE' || old.endedAt! <= state.now - RULES.lateWindowMs;
  if (isTooLate || isReservedSince(state, message.reservation!) || number.status === 'RESERVED') return 'too_late';
  const person = state.people[o.person]!;
  if (person.isBanned) return 'banned';
  if (person.available < old.price) return 'insufficient_funds';
  person.available -= old.price;
  state.sold += old.price;
  countUse(number, state.now);
  const { offer, price, phone } = old;
  state.reservations.set(o.key, {
    ...opened({ person: o.person, offer }, price, phone, state.now),
    ...{ isClaim: true, status: 'COMPLETED', endedAt: state.now },
  });
  const from = message.reservation;
  for (const other of state.messages) {
    if (other?.reservation !== from || other?.status !== 'LATE') continue;
    other.status = 'APPLIED';
    other.reservation = o.key;
  }
  return 'claimed';
}

function expire(state: State, of: string): string {
  const one = state.reservations.get(of);
  if (!one) return 'gone';
  if (one.status !== 'WAITING_CODE') return 'already_ended';
  if (one.expiresAt > state.now) return 'not_due';
  close(state, one, 'EXPIRED');
  return 'expired';
}

function move(state: State, o: Extract<Command, { does: 'adds' | 'deducts' }>): string {
  const says = `${o.does} ${o.person} ${o.amount}`;
  const before = state.movements.get(o.key);
  if (before !== undefined) return before === says ? 'repeated' : 'key_conflict';
  const person = state.people[o.person]!;
  const amount = o.does === 'adds' ? o.amount : -o.amount;
  if (person.available + amount < 0n) return 'insufficient_funds';
  person.available += amount;
  state.funded += amount;
  state.movements.set(o.key, says);
  return o.does === 'adds' ? 'added' : 'deducted';
}

function refund(state: State, o: Extract<Command, { does: 'refunds' }>): string {
  const one = state.reservations.get(o.of);
  if (!one) return 'reservation_not_found';
  if (one.status !== 'COMPLETED') return 'not_completed';
  const says = `refunds ${o.of}`;
  const before = state.movements.get(o.key);
  if (before !== undefined) return before === says ? 'repeated' : 'key_conflict';
  if (one.isRefunded) return 'already_refunded';
  one.isRefunded = true;
  state.people[one.person]!.available += one.price;
  state.sold -= one.price;
  state.movements.set(o.key, says);
  return 'refunded';
}

/** From one moment on nobody can buy it; what is open is canceled a little later. */
function deleteService(state: State, of: number): Done {
  const service = state.services[of]!;
  if (service.deletedAt !== undefined) return done('already_deleted');
  service.deletedAt = state.now;
  service.deletion += 1;
  return {
    rest: (later) => {
      sweep(later, of);
      return done('deleted');
    },
  };
}

function sweep(state: State, of: number): void {
  const { deletedAt, deletion } = state.services[of]!;
  if (deletedAt === undefined) return; // brought back meanwhile
  for (const one of state.reservations.values())
    if (one.offer === of && one.status === 'WAITING_CODE') close(state, one, 'CANCELED');
  for (const number of state.numbers.values()) {
    if (number.service !== of || (number.status !== 'AVAILABLE' && number.status !== 'USED')) continue;
    number.status = 'DELETED';
    number.deletion = deletion;
  }
}

function restoreService(state: State, of: number): Done {
  const service = state.services[of]!;
  if (service.deletedAt === undefined) return done('not_deleted');
  if (service.deletedAt + RULES.undoMs <= state.now) return done('too_late');
  service.deletedAt = undefined;
  const { deletion } = service;
  return {
    rest: (later) => {
      for (const number of later.numbers.values()) {
        if (number.service !== of || number.status !== 'DELETED' || number.deletion !== deletion) continue;
        const isStillHad = number.availableAt !== undefined && number.availableAt > later.now;
        number.status = isStillHad ? 'USED' : 'AVAILABLE';
        if (!isStillHad) number.availableAt = undefined;
        number.deletion = undefined;
      }
      return done('restored');
    },
  };
}

function pass(state: State, ms: number): void {
  state.now += ms;
  // What a program that died had stored and not yet given.
  for (const [place, message] of state.messages.entries())
    if (message?.status === 'STORED') meet(state, place, addressee(state, message.phone));
  for (const one of state.reservations.values())
    if (one.status === 'WAITING_CODE' && one.expiresAt <= state.now) close(state, one, 'EXPIRED');
  for (const number of state.numbers.values()) {
    if (number.status !== 'USED' || number.availableAt! > state.now) continue;
    number.status = 'AVAILABLE';
    number.availableAt = undefined;
  }
  for (const [of, { deletedAt }] of state.services.entries()) if (deletedAt !== undefined) sweep(state, of);
}

/** What anybody can see of a shop, one line a thing, to be compared with what the real one shows. */
export function sight(state: State): string[] {
  const at = (ms: number | undefined) => (ms === undefined ? '-' : String(ms));
  return [
    ...state.people.map(({ available, held, isBanned, pausedUntil }, place) => {
      const paused = pausedUntil > state.now ? ` paused until ${pausedUntil}` : '';
      return `person ${place}: ${available} and ${held} held${isBanned ? ' banned' : ''}${paused}`;
    }),
    ...[...state.reservations].map(
      ([key, one]) =>
        `reservation ${key}: ${one.status} ${one.phone} of ${one.person} for ${one.price}${one.isRefunded ? ' refunded' : ''}`,
    ),
    ...[...state.numbers].map(
      ([phone, one]) =>
        `number ${phone}: ${one.status} uses ${one.uses} expiries ${one.expiries} until ${at(one.status === 'USED' ? one.availableAt : undefined)}`,
    ),
    // Of a program that died midway some never came.
    ...state.messages.flatMap((one, place) => [`message ${place}: ${one.status} ${one.reservation ?? '-'}`]),
  ].sort();
}
