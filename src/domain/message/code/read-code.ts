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
/** Scripts in which some language has words in the lists. */
const READ_SCRIPTS =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Greek}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Devanagari}]/u;

/** From the closest tie to a word for code to the loosest. */
const RANK = { joined: 0, behind: 1, sameSentence: 2, ahead: 3, letters: 4, labelled: 5, elsewhere: 6 } as const;

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
  const others = places(text, OTHER_CODE);
  const words = places(text, CODE).filter((word) => !others.some((other) => overlaps(word, other)));
  const isName = ({ from, to }: Place) => words.some((word) => overlaps(word, { from, to }));
  const references = [...places(text, REFERENCE), ...others].filter((place) => !isName(place));
  const amounts = places(text, AMOUNT).filter((place) => !isName(place));
  const isLabelled = (shape: Shape) =>
    references.some(({ to }) => to <= shape.from && shape.from - to < 30 && BELONGS.test(text.slice(to, shape.from)));
  const isMeasure = (shape: Shape) =>
    amounts.some(({ to }) => to <= shape.from && shape.from - to < 20 && MEASURES.test(text.slice(to, shape.from))) ||
    others.some(({ to }) => to <= shape.from && shape.from - to < 20 && MEASURES.test(text.slice(to, shape.from)));
  const free = shapes.filter((shape) => !isMeasure(shape));
  if (words.length === 0) return withoutWord(text, free.filter((shape) => !isLabelled(shape)));

  const ends = sentenceEnds(text);
  const ranked = free.flatMap((shape) => {
    const ranks = words.map((word) => rankOf(text, shape, word, ends, isLabelled(shape)));
    const best = ranks.filter((rank) => rank !== undefined).sort((a, b) => a.rank - b.rank || a.distance - b.distance)[0];
    return best ? [{ shape, ...best }] : [];
  });
  const isEarly = (rank: number) => rank === RANK.joined;
  ranked.sort(
    (a, b) => a.rank - b.rank || (isEarly(a.rank) ? a.shape.from - b.shape.from : a.distance - b.distance),
  );
  return ranked[0]?.shape.code;
}

function rankOf(text: string, shape: Shape, word: Place, ends: readonly number[], isLabelled: boolean) {
  const isBehind = word.to <= shape.from;
  const between = isBehind ? text.slice(word.to, shape.from) : text.slice(shape.to, word.from);
  const distance = between.length;
  if (!isBehind && shape.to > word.from) return undefined;
  const low = isBehind ? word.to : shape.to;
  const isTogether = distance <= REACH && !ends.some((end) => end >= low && end < low + distance);
  const found = (rank: number) => ({ rank, distance });

  const isYear = /^(?:19|20)\d\d$/.test(shape.code);
  const opensLine = isBehind && !isTogether && distance <= REACH && /^[^\n]{0,40}\n\s*$/.test(between);
  if (isLabelled) {
    const isTold = isTogether && isBehind && shape.kind === 'sure' && /[:=] ?$/.test(between);
    return isTold ? found(RANK.labelled) : undefined;
  }
  if (isTogether || opensLine) {
    const isJoined = isBehind
      ? NOTHING.test(between) || JOINT_BEFORE.test(between)
      : JOINT_AFTER.test(between);
    if (shape.kind === 'letters') return isBehind && /^[^\n]{0,20}[:：]\s*["'«“(<[]?$/.test(between) ? found(RANK.letters) : undefined;
    if (isJoined) return found(RANK.joined);
    const isClose = isBehind && !/\d/.test(between) && (between.match(/[\p{L}\p{M}]+/gu)?.length ?? 0) <= 4;
    if (isClose && !(isYear || (shape.kind === 'told' && /[a-z]/.test(shape.code)))) return found(RANK.behind);
    if (shape.kind !== 'sure' || isYear) return undefined;
    return found(isBehind ? RANK.sameSentence : RANK.ahead);
  }
  return shape.kind === 'sure' && !isYear && /^\D{0,4}-?\d/.test(shape.code) && /^(?:[A-Z]{1,4}-)?[\d-]+$/.test(shape.code)
    ? found(RANK.elsewhere)
    : undefined;
}

/** No word for code at all: what one is asked to enter, or what stands alone or beside a name. */
function withoutWord(text: string, shapes: readonly Shape[]): string | undefined {
  const sure = shapes.filter(({ kind }) => kind === 'sure');
  const first = sure[0];
  if (!first) return undefined;
  const letters = [...text.matchAll(/[\p{L}\p{M}]+/gu)].filter(({ index }) => !sure.some(({ from, to }) => index >= from && index < to));
  const isOfUnknownScript = sure.length === 1 && !READ_SCRIPTS.test(text);
  if (letters.length <= 2 || isOfUnknownScript || /^[A-Z]{1,3}-\d/.test(first.code)) return first.code;
  const ends = sentenceEnds(text);
  const sentenceOf = (at: number) => ends.findIndex((end) => end >= at);
  const asked = places(text, USE).map(({ from }) => sentenceOf(from));
  return sure.find(({ from }) => asked.includes(sentenceOf(from)))?.code;
}

function places(text: string, words: RegExp): Place[] {
  return [...text.matchAll(words)].map(({ 0: word, index }) => ({ from: index, to: index + word.length }));
}

const overlaps = (a: Place, b: Place) => a.from < b.to && b.from < a.to;

function sentenceEnds(text: string): number[] {
  return [...[...text.matchAll(SENTENCE_END)].map(({ index }) => index), text.length];
}
