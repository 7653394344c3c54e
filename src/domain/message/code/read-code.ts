import { wordFinder } from './find-words';
import { lowerBound, overlaps, type Place, Places, placesOf } from './places';
import { plainText } from './plain-text';
import { findShapes, type Shape } from './shapes';
import { AMOUNT, CODE, JOINT_AFTER, JOINT_BEFORE, NOTHING, OTHER_CODE, REFERENCE, USE, type WordList } from './words';

/** So far from a word for code what it announces may stand, in characters. */
const REACH = 80;
/** So near behind a label stands what belongs to it. */
const LABEL_REACH = 29;
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
  const find = wordFinder(text);
  const otherCodes = new Places(find(OTHER_CODE));
  const words = new Places(find(CODE).filter((word) => !otherCodes.touches(word)));
  const labels = (list: WordList) =>
    new Places([...find(list).filter((label) => !words.touches(label)), ...otherCodes.all]);
  const [references, amounts] = [labels(REFERENCE), labels(AMOUNT)];
  const free = shapes
    .filter((shape) => !isBehind(text, shape, amounts, MEASURES))
    .map((shape) => ({ shape, isLabelled: isBehind(text, shape, references, BELONGS) }));
  if (words.all.length === 0) {
    const unlabelled = free.filter(({ isLabelled }) => !isLabelled).map(({ shape }) => shape);
    return withoutWord(text, unlabelled, find(USE));
  }
  const ends = sentenceEnds(text);
  let best: (Tie & { readonly shape: Shape }) | undefined;
  for (const { shape, isLabelled } of free) {
    for (const word of wordsNear(shape, words)) {
      const tie = isLabelled ? labelledTie(text, shape, word, ends) : tieOf(text, shape, word, ends);
      if (tie && (!best || isCloser(tie, best))) best = { ...tie, shape };
    }
  }
  return best?.shape.code;
}

/** Those within reach, and the next one on either side: of what is further away only the distance counts. */
function wordsNear({ from, to }: Shape, words: Places): readonly Place[] {
  const { all } = words;
  const first = Math.max(0, words.firstEndingFrom(from - REACH) - 1);
  let end = first;
  while (end < all.length && all[end]!.from <= to + REACH) end += 1;
  return all.slice(first, end + 1);
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
  distance <= REACH && ends[indexOfEnd(ends, from)]! >= from + distance;

/** Whether a shape stands right behind one of these words, with nothing between but what `gap` allows. */
function isBehind(text: string, { from }: Shape, labels: Places, gap: RegExp): boolean {
  const { all } = labels;
  for (let at = labels.firstEndingFrom(from - LABEL_REACH); at < all.length && all[at]!.to <= from; at += 1)
    if (gap.test(text.slice(all[at]!.to, from))) return true;
  return false;
}

/** No word for code at all: what one is asked to enter, or what stands alone or beside a name. */
function withoutWord(text: string, shapes: readonly Shape[], uses: readonly Place[]): string | undefined {
  const sure = shapes.filter(({ kind }) => kind === 'sure');
  const [first] = sure;
  if (!first) return undefined;
  const taken = new Places(sure);
  const words = placesOf(text, /[\p{L}\p{M}]+/gu).filter((word) => !taken.touches(word));
  const isOfUnknownScript = sure.length === 1 && !READ_SCRIPTS.test(text);
  if (words.length <= 2 || isOfUnknownScript || /^[A-Z]{1,3}-\d/.test(first.code)) return first.code;
  const ends = sentenceEnds(text);
  const sentenceOf = ({ from }: Place) => indexOfEnd(ends, from);
  const asked = new Set(uses.map(sentenceOf));
  return sure.find((shape) => asked.has(sentenceOf(shape)))?.code;
}

/** Of the first end of a sentence at or behind a place. */
const indexOfEnd = (ends: readonly number[], from: number) => lowerBound(ends.length, (at) => ends[at]! >= from);

function sentenceEnds(text: string): number[] {
  return [...[...text.matchAll(SENTENCE_END)].map(({ index }) => index), text.length];
}
