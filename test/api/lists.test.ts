import { type ApiShop, openApiShop } from './support/api-shop';
import { countStatements } from './support/count-statements';
import type { Answer, Loose } from './support/graphql-client';

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $sort: UserSort! = OLDEST) {
  users(first: $first, after: $after, last: $last, before: $before, sort: $sort, filter: { search: "pager" }) {
    totalCount edges { cursor node { username } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } }`;

describe('lists', () => {
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop();
    for (let i = 0; i < 25; i += 1)
      await shop.user({ firstName: `N${i % 3}`, username: `pager_${String(i).padStart(2, '0')}` });
  });
  afterAll(() => shop?.close());

  const names = (answer: { data: { users: { edges: { node: { username: string } }[] } } }) =>
    answer.data.users.edges.map(({ node }) => node.username);

  it.each(['OLDEST', 'NEWEST', 'LAST_SEEN', 'NAME'])(
    'show everyone once going forward and back, by %s',
    async (sort) => {
      const forward: string[] = [];
      let cursor: string | null = null;
      do {
        const answer: Answer<Loose> = await shop.ask(PAGE, { first: 10, after: cursor, sort });
        forward.push(...names(answer));
        expect(answer.data.users.pageInfo.hasPreviousPage).toBe(cursor !== null);
        cursor = answer.data.users.pageInfo.hasNextPage ? answer.data.users.pageInfo.endCursor : null;
      } while (cursor);
      expect(new Set(forward).size).toBe(25);
      const backward: string[] = [];
      do {
        const answer: Answer<Loose> = await shop.ask(PAGE, { last: 10, before: cursor, sort });
        backward.unshift(...names(answer));
        cursor = answer.data.users.pageInfo.hasPreviousPage ? answer.data.users.pageInfo.startCursor : null;
      } while (cursor);
      expect(backward).toEqual(forward);
    },
  );

  it('neither shift nor repeat when rows are inserted between two pages', async () => {
    const first = await shop.ask(PAGE, { first: 5, sort: 'NEWEST' });
    await shop.user({ username: 'pager_late' });
    const second = await shop.ask(PAGE, { first: 5, sort: 'NEWEST', after: first.data.users.pageInfo.endCursor });
    expect(names(second)).toEqual(['pager_19', 'pager_18', 'pager_17', 'pager_16', 'pager_15']);
    const total = await shop.ask('{ users(filter: {search: "pager"}, first: 1) { totalCount } }');
    expect(total.data.users.totalCount).toBe(26);
  });

  it.each([
    [{ first: 101 }, 'A page has 1 to 100 items.'],
    [{ first: 0 }, 'A page has 1 to 100 items.'],
    [{ last: -5 }, 'A page has 1 to 100 items.'],
    [{ first: 1, last: 1 }, 'Give first or last, not both.'],
    [{ after: 'bm9uc2Vuc2U' }, 'This cursor belongs to another list or another order.'],
    [
      { after: Buffer.from('["newest","1","1"]').toString('base64url') },
      'This cursor belongs to another list or another order.',
    ],
    [
      { after: Buffer.from('["oldest","1 OR 1","1"]').toString('base64url') },
      'This cursor belongs to another list or another order.',
    ],
  ])('refuse %j', async (variables, message) => {
    const { errors } = await shop.ask(PAGE, variables);
    expect(errors![0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('find a user by Telegram id, by whole @name in any case, and by part of a name', async () => {
    const find = async (filter: string) =>
      names(await shop.ask(`{ users(filter: ${filter}) { edges { node { username } } } }`));
    await shop.user({ firstName: 'Zoë', username: 'Wanted', telegramId: 9_007_199_254_740_993n });
    expect(await find('{ telegramId: "9007199254740993" }')).toEqual(['Wanted']);
    expect(await find('{ username: "@wANTED" }')).toEqual(['Wanted']);
    expect(await find('{ search: "oë" }')).toEqual(['Wanted']);
    expect(await find('{ search: "%" }')).toEqual([]);
    expect(await find('{ username: "wante" }')).toEqual([]);
  });

  it('cost the same number of statements for two users as for twenty-five', async () => {
    const ask = (first: number) =>
      countStatements(shop.app.db.pool, () =>
        shop.ask('query ($first: Int) { users(first: $first) { edges { node { id wallet { available held } } } } }', {
          first,
        }),
      );
    const [few, many] = [await ask(2), await ask(25)];
    expect(few).toEqual(many);
    expect(many).toHaveLength(2); // the page, the wallets
  });
});
