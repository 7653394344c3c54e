/** Keys of three rows, as a Latin, a Russian and an Arabic keyboard have them. An Arabic key may write two letters. */
const LATIN = Array.from("qwertyuiop[]asdfghjkl;'zxcvbnm,.`");
const RUSSIAN = Array.from('йцукенгшщзхъфывапролджэячсмитьбюё');
const ARABIC = 'ض ص ث ق ف غ ع ه خ ح ج د ش س ي ب ل ا ت ن م ك ط ئ ء ؤ ر لا ى ة و ز ذ'.split(' ');

const toRussian = new Map(LATIN.map((key, at) => [key, RUSSIAN[at]!]));
const toArabic = new Map(LATIN.map((key, at) => [key, ARABIC[at]!]));
const fromRussian = new Map(RUSSIAN.map((key, at) => [key, LATIN[at]!]));
const fromArabic = new Map(ARABIC.map((key, at) => [key, LATIN[at]!]));

/** What the same keys write on the other keyboards: `ntktuhfv` is `телеграм`. None where the text has no letters of one. */
export function onOtherKeyboards(text: string): string[] {
  const typed = text.toLowerCase();
  const has = (script: RegExp) => script.test(typed);
  return [
    ...(has(/[a-z]/) ? [swapped(typed, toRussian), swapped(typed, toArabic)] : []),
    ...(has(/[а-яё]/) ? [swapped(typed, fromRussian)] : []),
    ...(has(/[\u0621-\u064a]/) ? [swapped(typed.replaceAll('لا', 'b'), fromArabic)] : []),
  ];
}

function swapped(text: string, keys: ReadonlyMap<string, string>): string {
  return Array.from(text, (key) => keys.get(key) ?? key).join('');
}

const ROWS = [
  ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'],
  ['ضصثقفغعهخحجد', 'شسيبلاتنمكط', 'ئءؤرىهوز'],
] as const;
const neighbours = new Map<string, string>();
for (const [key, other] of ROWS.flatMap(pairsOf)) neighbours.set(key, (neighbours.get(key) ?? '') + other);

/** The keys that a finger hits which misses this one. */
export function neighboursOf(key: string): string {
  return neighbours.get(key) ?? '';
}

function pairsOf(rows: readonly string[]): [string, string][] {
  const places = rows.flatMap((row, y) => Array.from(row, (key, x) => ({ key, y, x })));
  return places.flatMap((one) =>
    places
      .filter((other) => other !== one && Math.abs(other.y - one.y) <= 1 && Math.abs(other.x - one.x) <= 1)
      .map((other): [string, string] => [one.key, other.key]),
  );
}
