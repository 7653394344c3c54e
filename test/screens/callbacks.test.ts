import fc from 'fast-check';
import { actKey, newNonce } from '../../src/bot/act-key';
import { type Fields, MAX_CALLBACK_BYTES } from '../../src/bot/callback-data';
import { anew, callbacks, parseCallback } from '../../src/bot/callbacks';
import { LANGUAGES } from '../../src/bot/texts/languages';

const largest: Record<Fields[string], unknown> = {
  id: 2 ** 31 - 1,
  count: 9999,
  flag: true,
  bigId: 2n ** 63n - 1n,
  amount: 2n ** 63n - 1n,
  nonce: 'zzzzzzzz',
  word: 'w'.repeat(40),
  language: 'en',
};
const arbitraries: Record<Fields[string], fc.Arbitrary<unknown>> = {
  id: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  count: fc.integer({ min: 0, max: 9999 }),
  flag: fc.boolean(),
  bigId: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
  amount: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
  nonce: fc.uuid().map(newNonce),
  word: fc.stringMatching(/^[\w:-]{1,40}$/),
  language: fc.constantFrom(...LANGUAGES),
};

type Build = (data: Record<string, unknown>) => string;
const declared = Object.entries(callbacks).map(([name, link]) => ({
  name,
  build: link as unknown as Build,
  fields: link.fields,
}));

describe('the data of a button', () => {
  it.each(declared)('of $name fits into 64 bytes with the largest values, also under a notice', ({ build, fields }) => {
    const data = Object.fromEntries(
      Object.entries(fields).map(([name, kind]) => [name, largest[kind as Fields[string]]]),
    );
    expect(Buffer.byteLength(anew(build(data)))).toBeLessThanOrEqual(MAX_CALLBACK_BYTES);
  });

  it.each(declared)('of $name is read as it was written', ({ name, build, fields }) => {
    const data = fc.record(
      Object.fromEntries(Object.entries(fields).map(([field, kind]) => [field, arbitraries[kind as Fields[string]]])),
    );
    fc.assert(
      fc.property(data, fc.boolean(), (params, opensAnew) => {
        const text = build(params as Record<string, unknown>);
        expect(parseCallback(opensAnew ? anew(text) : text)).toEqual({
          name,
          params: { ...params },
          opensAnew,
          data: text,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('has a prefix of its own for each screen', () => {
    const prefixes = Object.values(callbacks).map(({ prefix }) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });

  it.each([
    '',
    '!',
    '!!h',
    'h.',
    'h.1',
    'k.-1',
    'k.00',
    'k.01',
    'k.A',
    'k.zzzzzzzzzzzzz',
    'k.1.2',
    'r.1.1.short',
    'i.xx',
    ' h',
    'h\n',
    'toString',
    '__proto__',
    's.1.2.0',
  ])('is refused when no screen could have written it: %j', (data) => {
    expect(parseCallback(data)).toBeUndefined();
  });

  it('means one thing only: what is read writes the same data again', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 64, unit: 'binary' }), (text) => {
        const parsed = parseCallback(text);
        if (!parsed) return;
        const again = (callbacks[parsed.name] as unknown as Build)(parsed.params as Record<string, unknown>);
        expect(parsed.opensAnew ? anew(again) : again).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the key of an act', () => {
  it('is a UUID that two people, two acts or two things never share', () => {
    const keys = [
      actKey('reserve', 1n, 'a'),
      actKey('reserve', 2n, 'a'),
      actKey('change', 1n, 'a'),
      actKey('reserve', 1n, 'b'),
    ];
    expect(new Set(keys).size).toBe(4);
    for (const key of keys)
      expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(actKey('claim', 7n, 5n)).toBe(actKey('claim', 7n, 5n));
  });
});
