import { runCore } from './core';
import { wrongIn } from './invariants';
import { act, openState, type State } from './shop-model';

const COMMANDS = Number(process.env.SIM_CORE ?? 30_000);

describe('the model of a shop', () => {
  it('keeps every rule about money and numbers, whatever is done to it in whatever order', () => {
    const counts = runCore({ seed: 1, commands: COMMANDS });
    if (process.env.SIM_CORE) console.log(JSON.stringify({ commands: COMMANDS, counts }, null, 1));
    // It saw what is rare, too.
    for (const word of [
      'claims: claimed',
      'refunds: repeated',
      'changes: repeated',
      'buys: paused',
      'restores: restored',
    ])
      expect([word, counts[word] ?? 0]).not.toEqual([word, 0]);
  }, 36_000_000);

  const first = () => '37120000001';
  function sold(): State {
    const state = openState({ people: 2, offers: 1, now: 0, price: 5n });
    act(state, { does: 'stocks', offer: 0, phone: first() }, first);
    act(state, { does: 'adds', person: 0, amount: 20n, key: 'a' }, first);
    act(state, { does: 'buys', person: 0, offer: 0, price: 5n, key: 'k' }, first);
    act(state, { does: 'hears', phone: first(), message: 0 }, first);
    return state;
  }

  it.each<[string, (state: State) => void]>([
    ['money out of nothing', (state) => (state.people[0]!.available += 1n)],
    ['money that is held for nothing', (state) => Object.assign(state.people[0]!, { available: 10n, held: 5n })],
    ['less than nothing', (state) => Object.assign(state.people[0]!, { available: -5n })],
    ['a use that was not counted', (state) => (state.numbers.get(first())!.uses = 0)],
    [
      'a worn out number on sale',
      (state) => Object.assign(state.numbers.get(first())!, { uses: 9, status: 'AVAILABLE' }),
    ],
    ['a number that nobody has and nobody can buy', (state) => (state.numbers.get(first())!.status = 'RESERVED')],
    [
      'a refund of what was never paid',
      (state) => Object.assign(state.reservations.get('k')!, { status: 'EXPIRED', isRefunded: true }),
    ],
  ])('finds %s', (_, spoil) => {
    const state = sold();
    expect(wrongIn(state)).toEqual([]);
    spoil(state);
    expect(wrongIn(state)).not.toEqual([]);
  });
});
