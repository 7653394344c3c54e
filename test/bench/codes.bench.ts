import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractCode } from '../../src/domain/message/extract-code';
import { matchPattern } from '../../src/platform/match-pattern';
import { extractCode as extractCodeOf030 } from './support/codes/extract-code';
import { median, round } from './support/measure';
import { optionsOf } from './support/options';

interface Sample {
  readonly text: string;
  readonly code: string | null;
}
type Extract = typeof extractCode;

/**
 * Texts a second and how many codes are right, by today's grammar and by that of 0.3.0, in turns. Options: --file=PATH
 * (a list of {text, code}; usually the tests' own), --rounds=7.
 */
export async function run(args: string[]) {
  const option = optionsOf(args);
  const file = option.text('file') ?? join(process.cwd(), 'test/rules/sms-texts.json');
  const samples = JSON.parse(readFileSync(file, 'utf8')) as Sample[];
  const rounds = option.number('rounds', 7);
  const speeds = { now: [] as number[], before: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    speeds.before.push(textsPerSecond(samples, extractCodeOf030));
    speeds.now.push(textsPerSecond(samples, extractCode));
  }
  const [now, before] = [median(speeds.now), median(speeds.before)];
  return {
    texts: samples.length,
    now: { ...judge(samples, extractCode), textsPerSecond: Math.round(now) },
    'grammar of 0.3.0': { ...judge(samples, extractCodeOf030), textsPerSecond: Math.round(before) },
    ratio: round(now / before),
    longestTextMs: round(longestText()),
  };
}

function textsPerSecond(samples: readonly Sample[], extract: Extract): number {
  const began = performance.now();
  let read = 0;
  while (performance.now() - began < 400) {
    for (const { text } of samples) extract({ text }, matchPattern);
    read += samples.length;
  }
  return (read / (performance.now() - began)) * 1000;
}

function judge(samples: readonly Sample[], extract: Extract) {
  const counts = { right: 0, none: 0, wrong: 0, over: 0 };
  for (const { text, code } of samples) {
    const found = extract({ text }, matchPattern) ?? null;
    counts[found === code ? 'right' : found === null ? 'none' : code === null ? 'over' : 'wrong'] += 1;
  }
  return counts;
}

/** The dearest of texts made to be dear, 4 000 characters each. */
function longestText(): number {
  const pieces = [
    'code ',
    '1 ',
    '1234-',
    'код',
    ' 12 ',
    'A1',
    '. ',
    '+3 ',
    'a.',
    '验证码',
    'code is 4829, ',
    'order 4829 ',
    'a',
  ];
  const times = pieces.map((piece) => {
    const text = piece.repeat(4_000).slice(0, 4_000);
    const began = performance.now();
    extractCode({ text }, matchPattern);
    return performance.now() - began;
  });
  return Math.max(...times);
}
