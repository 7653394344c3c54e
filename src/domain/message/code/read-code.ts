import { plainText } from './plain-text';
import { findShapes, type Shape } from './shapes';
import { AMOUNT, CODE, JOINT_AFTER, JOINT_BEFORE, NOTHING, OTHER_CODE, REFERENCE, USE } from './words';

interface Place {
  readonly from: number;
  readonly to: number;
}

/** So far from a word for code what it announces may stand, in characters. */
const REACH = 80;
/** A sentence ends; what stands beyond is about something else. */
const SENTENCE_END = /[.!?؟।](?=\s)|[。！？]|\n/gu;
/** What may stand between "order", "card" and their like and the number that belongs to them. */
const BELONGS = /^(?:[\s#*№:.()[\]"'/-]|(?:no|nr|num|number|ending|ends|with|in|id|номер|xx+)(?![\p{L}\d])){0,10}$/iu;
const MEASURES = /^[\s:=.-]*(?:(?:is|of|now|ist|est|es|è|é|was|составляет|هو)(?!\p{L})[\s:]*)?$/iu;
/** At most four words. */
const CLOSE = /^[^\p{L}\p{M}\d]*(?:[\p{L}\p{M}]+[^\p{L}\p{M}\d]+){0,3}[\p{L}\p{M}]*[^\p{L}\p{M}\d]*$/u;
const COLON = /^[^\n]{0,20}:\s*["'«“(<[]?$/;
const NUMERIC = /^(?:[A-Z]{1,4}-)?[\d-]+$/;
/** Scripts in which some language has words in the lists. */
const READ_SCRIPTS =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Greek}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Devanagari}]/u;

/** How a shape is tied to a word for code, from the closest tie to the loosest. */
const TIES = ['joined', 'close', 'behind', 'ahead', 'letters', 'labelled', 'elsewhere'] as const;

interface Tie {
  readonly rank: number;
  /** In characters. */
  readonly distance: number;
}

/**
 * The code that a message gives, or undefined where it gives none: a wrong code is worse than none, since then the whole
 * text is shown. A code is what has the shape of one and the closest tie to a word for code: joined to it ("code is N",
 * "N is your code"), behind it, in its sentence, elsewhere. What belongs to an order, an account, a card or measures
 * money or time is none. Without any word for code: what one is asked to enter, or what stands nearly alone.
 */
export function readCode(given: string): string | undefined {
  const text = plainText(given);
  const shapes = findShapes(text);
  if (shapes.length === 0) return undefined;
  const otherCodes = places(text, OTHER_CODE);
  const words = places(text, CODE).filter((word) => !otherCodes.some((other) => overlaps(word, other)));
  const labels = (list: RegExp) => [
    ...places(text, list).filter((label) => !words.some((word) => overlaps(word, label))),
    ...otherCodes,
  ];
  const [references, amounts] = [labels(REFERENCE), labels(AMOUNT)];
  const free = shapes
    .filter((shape) => !isBehind(text, shape, amounts, MEASURES))
    .map((shape) => ({ shape, isLabelled: isBehind(text, shape, references, BELONGS) }));
  if (words.length === 0)
    return withoutWord(
      text,
      free.filter(({ isLabelled }) => !isLabelled).map(({ shape }) => shape),
    );

  const ends = sentenceEnds(text);
  let best: (Tie & { readonly shape: Shape }) | undefined;
  for (const { shape, isLabelled } of free) {
    for (const word of words) {
      const tie = isLabelled ? labelledTie(text, shape, word, ends) : tieOf(text, shape, word, ends);
      if (tie && (!best || isCloser(tie, best))) best = { ...tie, shape };
    }
  }
  return best?.shape.code;
}

/** Of several that are joined to a word, the first in the text stays. */
const isCloser = (one: Tie, best: Tie) =>
  one.rank < best.rank || (one.rank === best.rank && one.rank > 0 && one.distance < best.distance);

const tie = (name: (typeof TIES)[number], distance: number): Tie => ({ rank: TIES.indexOf(name), distance });

function tieOf(text: string, shape: Shape, word: Place, ends: readonly number[]): Tie | undefined {
  if (overlaps(shape, word)) return undefined;
  const isAfter = word.to <= shape.from;
  const between = isAfter ? text.slice(word.to, shape.from) : text.slice(shape.to, word.from);
  const distance = between.length;
  const opensNextLine = isAfter && distance <= REACH && /^[^\n]{0,40}\n\s*$/.test(between);
  if (!opensNextLine && !isOneSentence(isAfter ? word.to : shape.to, distance, ends))
    return shape.kind === 'sure' && NUMERIC.test(shape.code) ? tie('elsewhere', distance) : undefined;
  if (shape.kind === 'letters') return isAfter && COLON.test(between) ? tie('letters', distance) : undefined;
  const isJoined = isAfter ? NOTHING.test(between) || JOINT_BEFORE.test(between.slice(-30)) : JOINT_AFTER.test(between);
  if (isJoined) return tie('joined', distance);
  if (shape.kind === 'joined') return undefined;
  if (isAfter && CLOSE.test(between)) return tie('close', distance);
  return shape.kind === 'sure' ? tie(isAfter ? 'behind' : 'ahead', distance) : undefined;
}

/** "Code to log in to your account: 482915" */
function labelledTie(text: string, shape: Shape, word: Place, ends: readonly number[]): Tie | undefined {
  const distance = shape.from - word.to;
  const isTold = shape.kind === 'sure' && distance >= 0 && isOneSentence(word.to, distance, ends);
  return isTold && /[:=] ?$/.test(text.slice(word.to, shape.from)) ? tie('labelled', distance) : undefined;
}

const isOneSentence = (from: number, distance: number, ends: readonly number[]) =>
  distance <= REACH && !ends.some((end) => end >= from && end < from + distance);

/** Whether a shape stands right behind one of these words, with nothing between but what `gap` allows. */
const isBehind = (text: string, shape: Shape, words: readonly Place[], gap: RegExp) =>
  words.some(({ to }) => to <= shape.from && shape.from - to < 30 && gap.test(text.slice(to, shape.from)));

/** No word for code at all: what one is asked to enter, or what stands alone or beside a name. */
function withoutWord(text: string, shapes: readonly Shape[]): string | undefined {
  const sure = shapes.filter(({ kind }) => kind === 'sure');
  const [first] = sure;
  if (!first) return undefined;
  const words = places(text, /[\p{L}\p{M}]+/gu).filter((word) => !sure.some((shape) => overlaps(word, shape)));
  const isOfUnknownScript = sure.length === 1 && !READ_SCRIPTS.test(text);
  if (words.length <= 2 || isOfUnknownScript || /^[A-Z]{1,3}-\d/.test(first.code)) return first.code;
  const ends = sentenceEnds(text);
  const sentenceOf = ({ from }: Place) => ends.findIndex((end) => end >= from);
  const asked = places(text, USE).map(sentenceOf);
  return sure.find((shape) => asked.includes(sentenceOf(shape)))?.code;
}

function places(text: string, words: RegExp): Place[] {
  return [...text.matchAll(words)].map(({ 0: word, index }) => ({ from: index, to: index + word.length }));
}

const overlaps = (a: Place, b: Place) => a.from < b.to && b.from < a.to;

function sentenceEnds(text: string): number[] {
  return [...[...text.matchAll(SENTENCE_END)].map(({ index }) => index), text.length];
}
