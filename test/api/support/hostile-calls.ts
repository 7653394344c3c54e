import type { Call } from './graphql-client';

interface Named {
  readonly name: string;
  readonly call: Call;
}

const GOOD = 'query Q($id: BigIntId!) { user(id: $id) { id transactions(first: 2) { edges { node { amount } } } } }';
const ADD = 'mutation ($input: MoneyMoveInput!) { addBalance(input: $input) { __typename } }';

/** The same calls at each run: randomness from a seed, so that a failure can be repeated. */
export function hostileCalls(): Named[] {
  const random = seeded(20_260_115);
  const calls: Named[] = [];
  const put = (name: string, call: Call) => calls.push({ name: `${name} #${calls.length}`, call });

  const letters = '{}()[]$@!:=|&"\\#,.… \n\t\0abcQuery123é漢🙂';
  for (let i = 0; i < 60; i += 1) {
    const garbage = Array.from({ length: 1 + random(200) }, () => [...letters][random([...letters].length)]).join('');
    put('garbage', { query: `{${garbage}` });
  }
  for (let end = 1; end < GOOD.length - 1; end += 2)
    put('cut off', { query: GOOD.slice(0, end), variables: { id: '1' } });
  for (const depth of [6, 10, 50, 200, 400]) {
    put('deep', {
      query: `{ users { edges { node { ${'transactions { edges { node { user { '.repeat(depth)}id${' } } } }'.repeat(depth)} } } } }`,
    });
    put('deep brackets', { query: `{ users(filter: ${'['.repeat(depth)}1${']'.repeat(depth)}) { totalCount } }` });
    put('deep types', { query: `query ($a: ${'['.repeat(depth)}Int${']'.repeat(depth)}) { user(id: $a) { id } }` });
  }
  for (const count of [150, 300, 5_000]) {
    const aliases = Array.from(
      { length: count },
      (_, i) => `a${i}: users(first: 100) { edges { node { id firstName } } }`,
    );
    put('aliases', { query: `{ ${aliases.join(' ')} }` });
    put('directives', { query: `{ users ${'@skip(if: false) '.repeat(count)} { totalCount } }` });
    put('variables', {
      query: `query (${Array.from({ length: count }, (_, i) => `$v${i}: Int`).join(' ')}) { users { totalCount } }`,
    });
  }
  for (const cycle of [1, 2, 5, 20]) {
    const fragments = Array.from({ length: cycle }, (_, i) => `fragment F${i} on User { id ...F${(i + 1) % cycle} }`);
    put('fragments in a circle', { query: `{ user(id: "1") { ...F0 } } ${fragments.join(' ')}` });
    put('doubling fragments', { query: doubling(cycle + 8) });
  }
  for (const first of [101, 1_000_000, 2 ** 31, -1, 0, 1.5, '10', true, [], {}]) {
    put('page size', {
      query: 'query ($n: Int) { users(first: $n) { totalCount edges { cursor } } }',
      variables: { n: first },
    });
  }
  const values = [
    0,
    -1,
    1.5,
    1e30,
    true,
    [],
    {},
    ['1'],
    '',
    ' ',
    '1 ',
    '0x1',
    '１２',
    'NaN',
    '-5',
    '1e3',
    '٣',
    '9'.repeat(40),
    '\0',
    '1;DROP TABLE users',
  ];
  for (const value of values) {
    put('id', { query: GOOD, variables: { id: value } });
    put('user id', { query: ADD, variables: { input: { idempotencyKey: 'k', userId: value, amount: '1' } } });
    put('date', {
      query: 'query ($d: DateTime) { transactions(filter: {from: $d}) { totalCount } }',
      variables: { d: value },
    });
    put('cursor', { query: 'query ($c: String) { users(after: $c) { edges { cursor } } }', variables: { c: value } });
    if (value !== '1 ') {
      put('amount', {
        query: ADD,
        variables: { input: { idempotencyKey: 'k', userId: '1', amount: value === '-5' ? '1.00001' : value } },
      });
    }
  }
  for (const keyText of ['', ' ', 'a b', '\0', 'é', 'x'.repeat(201), '\u202E', 'line\nbreak']) {
    put('key', { query: ADD, variables: { input: { idempotencyKey: keyText, userId: '1', amount: '1' } } });
  }
  for (const text of ['\0', 'a\0b', 'x'.repeat(501)]) {
    put('reason', {
      query: ADD,
      variables: { input: { idempotencyKey: 'k', userId: '1', amount: '1', reason: text } },
    });
    for (const name of ['search', 'username']) {
      put(name, {
        query: `query ($t: String) { users(filter: {${name}: $t}) { totalCount } }`,
        variables: { t: text },
      });
    }
  }
  const bodies = [
    '',
    'null',
    '1',
    '"x"',
    '[]',
    '[{"query":"{ users { totalCount } }"}]',
    '{',
    '{"query":1}',
    '{"query":null}',
    '{}',
    '{"query":["{a}"]}',
    '\0',
  ];
  for (const body of [
    ...bodies,
    '{"query":"{ users { totalCount } }","variables":"x"}',
    '{"query":"{ users { totalCount } }","variables":[1]}',
  ]) {
    put('body', { body });
    put('body of another type', { body, headers: { 'content-type': 'application/xml' } });
  }
  put('prototype', { body: '{"query":"{ users { totalCount } }","__proto__":{"a":1}}' });
  put('huge body', { body: JSON.stringify({ query: `{ users { totalCount } } # ${'x'.repeat(400_000)}` }) });
  put('huge variable', { query: GOOD, variables: { id: '1'.repeat(200_000) } });
  for (const call of bombs()) put('bomb', call);
  put('unknown operation', { query: GOOD, variables: { id: '1' }, operationName: 'Other' });
  put('two operations', { query: 'query A { users { totalCount } } query B { users { totalCount } }' });
  put('subscription', { query: 'subscription { users { totalCount } }' });
  const unknown = ['password', 'apiKeySealed', '__proto__', 'constructor', 'toString', 'countTotal', 'hash'];
  for (const field of unknown) put('unknown field', { query: `{ users { ${field} edges { node { ${field} } } } }` });
  for (const field of ['apiKey', 'apiKeySealed'])
    put('secret field', { query: `{ providers { edges { node { ${field} } } } }` });
  return calls;
}

/** Operations that are small to send and made to keep a server busy, in many sizes. */
export function bombs(): Call[] {
  const calls: Call[] = [];
  const times = (count: number, make: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => make(i)).join(' ');
  for (let size = 0; size < 25; size += 1) {
    const many = 60 + size * 12;
    calls.push(
      { query: `{ ${times(many, (i) => `a${i}: users(first: 100) { edges { node { id wallet { held } } } }`)} }` },
      { query: `{ users { ${times(many, (i) => `b${i}: totalCount`)} } }` },
      {
        query: `{ user(id: "1") { ...F0 } } ${times(2 + size, (i) => `fragment F${i} on User { id ...F${(i + 1) % (2 + size)} }`)}`,
      },
      { query: `{ users { totalCount ${'@include(if: true) '.repeat(many)} } }` },
      { query: `{ users ${'@skip(if: false) '.repeat(many)} { totalCount } }` },
      { query: `{ ${times(many, () => 'users { totalCount }')} }` },
      {
        query: `{ user(id: "1") { ${'transactions { edges { node { user { '.repeat(4 + size)}id${' } } } }'.repeat(4 + size)} } }`,
      },
      { query: `query (${times(many + 45, (i) => `$v${i}: String`)}) { users { totalCount } }` },
      {
        query: `{ user(id: "1") { ${'... on User { '.repeat(many)}id${' }'.repeat(many)} ${times(60, () => 'nothing')} } }`,
      },
      { query: `{ u: users(filter: {search: "${'x'.repeat(1_000 * (1 + size))}"}) { totalCount } }` },
      { body: JSON.stringify(Array.from({ length: 2 + size }, () => ({ query: '{ users { totalCount } }' }))) },
      { query: 'query ($i: MoneyMoveInput) { user(id: $i) { id } }', variables: { i: nested(200 + size * 40) } },
    );
  }
  return calls;
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = { a: value };
  return value;
}

/** Each fragment spreads the next one twice: small to send, huge to walk. */
function doubling(levels: number): string {
  const fragments = Array.from(
    { length: levels },
    (_, i) => `fragment D${i} on User { a${i}: id ...D${i + 1} ... on User { ...D${i + 1} } unknown }`,
  );
  return `{ user(id: "1") { ...D0 } } ${fragments.join(' ')} fragment D${levels} on User { id }`;
}

/** A small generator of whole numbers below `limit` (mulberry32). */
function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}
