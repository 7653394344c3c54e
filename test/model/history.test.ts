import { type Call, explain } from './history';
import { act, type Command, openState, type State } from './shop-model';

const PHONE = '37120000001';
const PRICE = 5n;

function shop(): State {
  const state = openState({ people: 2, offers: 1, now: 0, price: PRICE });
  act(state, { does: 'stocks', offer: 0, phone: PHONE }, () => PHONE);
  for (const person of [0, 1]) act(state, { does: 'adds', person, amount: 5n, key: `seed ${person}` }, () => PHONE);
  return state;
}
const buys = (person: number, key: string): Command => ({ does: 'buys', person, offer: 0, price: PRICE, key });
const hears: Command = { does: 'hears', phone: PHONE, message: 0 };
const expires: Command = { does: 'expires', of: 'a' };

/** Calls by their moments: [what, answer, began, ended]. */
function explained(...rows: [Command, string | undefined, number, number][]): State | undefined {
  const calls: Call[] = rows.map(([command, answer, began, ended]) => ({ command, answer, began, ended }));
  return explain(shop(), calls);
}

describe('a recorded run of a shop', () => {
  it('is explained by the order in which its calls were over, where that is clear', () => {
    expect(explained([buys(0, 'a'), `reserved ${PHONE}`, 1, 2], [buys(1, 'b'), 'out_of_stock', 3, 4])).toBeDefined();
  });

  it('may be explained by either order of calls that were under way at once', () => {
    const [one, other] = [buys(0, 'a'), buys(1, 'b')];
    expect(explained([one, 'out_of_stock', 1, 3], [other, `reserved ${PHONE}`, 2, 4])).toBeDefined();
    expect(explained([one, `reserved ${PHONE}`, 1, 3], [other, 'out_of_stock', 2, 4])).toBeDefined();
  });

  it('lets a code that found its reservation meet it after another act', () => {
    const bought: [Command, string, number, number] = [buys(0, 'a'), `reserved ${PHONE}`, 1, 2];
    const end = explained(bought, [hears, 'heard', 3, 6], [{ does: 'cancels', person: 0, of: 'a' }, 'canceled', 4, 5]);
    expect(end?.messages[0]?.status).toBe('LATE');
  });

  it('may leave out, or do, a call whose program died', () => {
    const died: [Command, undefined, number, number] = [buys(0, 'a'), undefined, 1, 2];
    expect(explained(died, [buys(1, 'b'), 'out_of_stock', 3, 4])).toBeDefined();
    expect(explained(died, [buys(1, 'b'), `reserved ${PHONE}`, 3, 4])).toBeDefined();
  });

  it.each<[string, ...[Command, string | undefined, number, number][]]>([
    ['one number sold to two', [buys(0, 'a'), `reserved ${PHONE}`, 1, 3], [buys(1, 'b'), `reserved ${PHONE}`, 2, 4]],
    [
      'the last money spent twice',
      [buys(0, 'a'), `reserved ${PHONE}`, 1, 3],
      [{ does: 'deducts', person: 0, amount: 5n, key: 'd' }, 'deducted', 2, 4],
    ],
    [
      'a purchase that was lost',
      [buys(0, 'a'), `reserved ${PHONE}`, 1, 2],
      [{ does: 'cancels', person: 0, of: 'a' }, 'not_yours', 3, 4],
    ],
    [
      'an answer from before what was over',
      [buys(0, 'a'), `reserved ${PHONE}`, 1, 2],
      [buys(1, 'b'), `reserved ${PHONE}`, 3, 4],
    ],
    ['a number that never was in stock', [buys(0, 'a'), 'reserved 37129999999', 1, 2]],
    [
      'money back for a code that was delivered',
      [buys(0, 'a'), `reserved ${PHONE}`, 1, 2],
      [hears, 'heard', 3, 4],
      [{ does: 'cancels', person: 0, of: 'a' }, 'canceled', 5, 6],
    ],
    ['an end before its time', [buys(0, 'a'), `reserved ${PHONE}`, 1, 2], [expires, 'expired', 3, 4]],
    [
      'one key for two movements',
      [{ does: 'adds', person: 0, amount: 1n, key: 'x' }, 'added', 1, 3],
      [{ does: 'adds', person: 0, amount: 1n, key: 'x' }, 'added', 2, 4],
    ],
    [
      'an act of a program after its death',
      [buys(0, 'a'), undefined, 1, 2],
      [buys(1, 'b'), `reserved ${PHONE}`, 3, 4],
      [{ does: 'cancels', person: 1, of: 'b' }, 'canceled', 5, 6],
      [{ does: 'cancels', person: 0, of: 'a' }, 'canceled', 7, 8],
    ],
  ])('is not explained where there is %s', (_, ...rows) => {
    expect(explained(...rows)).toBeUndefined();
  });

  it('is not explained where what is seen afterwards fits no order', () => {
    const calls: Call[] = [{ command: buys(0, 'a'), answer: `reserved ${PHONE}`, began: 1, ended: 2 }];
    expect(explain(shop(), calls, (state) => state.people[0]!.held === 0n)).toBeUndefined();
    expect(explain(shop(), calls, (state) => state.people[0]!.held === PRICE)).toBeDefined();
  });
});
