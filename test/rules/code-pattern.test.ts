import { sentence } from '../../src/domain/problems';
import { patternProblem } from '../../src/resources/pattern-problem';

describe('a pattern for codes', () => {
  it.each([
    'code[: ]+(\\d{4,8})',
    'login (\\d+)',
    'G-(\\d{6})',
    '(?<code>[A-Z0-9]{5})',
    '(\\d{3}-\\d{3})',
    'код\\D{0,20}(\\d{5})',
    // Two steps of repetition cost the square of a short text, which is nothing.
    'code.*?(\\d{4,8})',
  ])('like %s is taken', async (pattern) => {
    expect(await patternProblem(pattern)).toBeUndefined();
  });

  it.each([
    ['(', 'Give a regular expression: '],
    ['\\d{4,8}', 'round brackets'],
    ['(\\d*)', 'fits an empty text'],
    ['^(a+)+$', 'exponential'],
    ['((?:\\w+\\s?)*)\\d', 'exponential'],
    ['.*code.*?(\\d+).*x', 'polynomial'],
  ])('like %s is refused, with a word on what to do', async (pattern, problem) => {
    expect(sentence((await patternProblem(pattern))!)).toContain(problem);
  });
});
