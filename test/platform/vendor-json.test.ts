import { parseExactJson, parseJson, sortedJson, withoutMember } from '../../src/platform/vendor/json';

describe('JSON whose numbers are money', () => {
  it('keeps every number as it was written, and leaves strings alone', () => {
    const text = '{"a":0.10,"b":[1e-7,-3,12345678901234567890.5],"c":"say \\"1.5\\" 2","d":true,"e":null}';
    expect(parseExactJson(text)).toEqual({
      ...{ a: '0.10', b: ['1e-7', '-3', '12345678901234567890.5'], c: 'say "1.5" 2' },
      ...{ d: true, e: null },
    });
  });

  it.each(['', '{', '{"a":01}', '[1 2]', '{"a":.5}', '"torn', 'NaN', '<html>', '{"a":1}}', '[1,]', '"a" 1'])(
    'is not %p',
    (text) =>
      expect([parseExactJson(text), parseJson(text), sortedJson(text)]).toEqual([undefined, undefined, undefined]),
  );

  it('is read in one pass, however a stranger makes it', () => {
    const startedAt = process.cpuUsage().user;
    expect(parseExactJson(`{"a":${'"\\"'.repeat(400_000)}1`)).toBeUndefined();
    expect(parseJson(`1234567890123456${'"\\"'.repeat(400_000)}`)).toBeUndefined();
    expect(process.cpuUsage(undefined).user - startedAt).toBeLessThan(5_000_000);
  });

  it('is sorted at every depth, with the numbers as they came', () => {
    expect(sortedJson('{"b": 1.50, "a": {"z": 1e-7, "y": ["n1", {"d": 1, "c": "\u00e9/"}]}}')).toBe(
      '{"a":{"y":["n1",{"c":"é/","d":1}],"z":1e-7},"b":1.50}',
    );
  });

  it('loses one member of its own and nothing else', () => {
    expect(withoutMember('{"a":{"sign":1},"sign":"x","b":"sign,\\/"}', 'sign')).toBe('{"a":{"sign":1},"b":"sign,\\/"}');
    expect(withoutMember('{"sign":"x"}', 'sign')).toBe('{}');
    expect([withoutMember('{"a":1}', 'sign'), withoutMember('["sign"]', 'sign'), withoutMember('{', 'sign')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
