/**
 * The tables of 3GPP TS 23.038: 128 places each, the place is the septet. A blank is a place that the standard leaves empty
 * (or the blank itself, at 0x20 of an alphabet); 0x1B, the way into the table of single shifts, is a blank as well.
 */

/** 6.2.1: the GSM 7 bit default alphabet, also called GSM 03.38. */
const DEFAULT_ALPHABET =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** 6.2.1.1: what follows 0x1B when no table is named. */
const DEFAULT_EXTENSION = singles({ 10: '\f', 20: '^', 40: '{}', 47: '\\', 60: '[~]', 64: '|', 101: '€' });

const TURKISH =
  '@£$¥€éùıòÇ\nĞğ\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ŞşßÉ !"#¤%&\'()*+,-./0123456789:;<=>?İABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§çabcdefghijklmnopqrstuvwxyzäöñüà';
const PORTUGUESE =
  '@£$¥êéúíóç\nÔô\rÁáΔ_ªÇÀ∞^\\€Ó| ÂâÊÉ !"#º%&\'()*+,-./0123456789:;<=>?ÍABCDEFGHIJKLMNOPQRSTUVWXYZÃÕÚÜ§~abcdefghijklmnopqrstuvwxyzãõ`üà';
const URDU =
  '\u0627\u0622\u0628\u067b\u0680\u067e\u06a6\u062a\u06c2\u067f\n\u0679\u067d\r\u067a\u067c' +
  '\u062b\u062c\u0681\u0684\u0683\u0685\u0686\u0687\u062d\u062e\u062f \u068c\u0688\u0689\u068a' +
  ' !\u068f\u068d\u0630\u0631\u0691\u0693)(\u0699\u0632,\u0696.\u06980123456789:;\u069a\u0633\u0634?' +
  '\u0635\u0636\u0637\u0638\u0639\u0641\u0642\u06a9\u06aa\u06ab\u06af\u06b3\u06b1\u0644\u0645\u0646' +
  '\u06ba\u06bb\u06bc\u0648\u06c4\u06d5\u06c1\u06be\u0621\u06cc\u06d0\u06d2\u064d\u0650\u064f\u0657' +
  '\u0654abcdefghijklmnopqrstuvwxyz\u0655\u0651\u0653\u0656\u0670';

/**
 * The locking shift tables of the Indic scripts are one table: a place holds the letter of the same rank in each script's
 * block of Unicode, and stays empty where the script has none. Ranks are numbers here, other characters stand for themselves.
 */
const INDIC_RANKS: readonly (number | string)[] = [
  ...[0x01, 0x02, 0x03, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, '\n', 0x0c, 0x0d, '\r', 0x0e, 0x0f],
  ...[0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, ' ', 0x1b, 0x1c, 0x1d, 0x1e],
  ...[' ', '!', 0x1f, 0x20, 0x21, 0x22, 0x23, 0x24, ')', '(', 0x25, 0x26, ',', 0x27, '.', 0x28],
  ...[...'0123456789:;', 0x29, 0x2a, 0x2b, '?'],
  ...[0x2c, 0x2d, 0x2e, 0x2f, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3c, 0x3d],
  ...[0x3e, 0x3f, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d],
];

/** `lacks`: ranks that the script has no letter for. `rest`: the letter at 0x60, and those behind `z`. */
function indic(base: number, lacks: readonly number[], rest: string): string {
  const places = INDIC_RANKS.map((rank) => {
    if (typeof rank === 'string') return rank;
    return lacks.includes(rank) ? ' ' : String.fromCharCode(base + rank);
  });
  return `${places.join('')}${rest[0]}abcdefghijklmnopqrstuvwxyz${rest.slice(1)}`;
}

const BENGALI_LACKS = [0x0d, 0x0e, 0x11, 0x12, 0x29, 0x31, 0x33, 0x34, 0x35, 0x45, 0x46, 0x49, 0x4a];
const ORIYA_LACKS = [0x0d, 0x0e, 0x11, 0x12, 0x29, 0x31, 0x34, 0x45, 0x46, 0x49, 0x4a];
const PUNJABI_LACKS = [
  ...[0x0b, 0x0c, 0x0d, 0x0e, 0x11, 0x12, 0x29, 0x31, 0x34, 0x37, 0x3d, 0x43, 0x44, 0x45, 0x46, 0x49, 0x4a],
];
const TAMIL_LACKS = [
  ...[0x01, 0x0b, 0x0c, 0x0d, 0x11, 0x16, 0x17, 0x18, 0x1b, 0x1d, 0x20, 0x21, 0x22, 0x25, 0x26, 0x27, 0x2b, 0x2c],
  ...[0x2d, 0x3c, 0x3d, 0x43, 0x44, 0x45, 0x49],
];

/** A table of single shifts from runs of characters by where they begin. */
function singles(runs: Readonly<Record<number, string>>): string {
  const places = Array.from({ length: 128 }, () => ' ');
  for (const [start, run] of Object.entries(runs))
    for (const [index, character] of [...run].entries()) places[Number(start) + index] = character;
  return places.join('');
}

/** The Indic ones share signs and Latin capitals; a script's own are at 0x19, 0x1C, 0x2A and 0x30. */
function indicSingles(own: Readonly<Record<number, string>>): string {
  return singles({
    ...{ 0: '@£$¥¿"¤%&\'\f*+', 14: '-/<=>¡^¡_#*', 40: '{}', 47: '\\', 60: '[~]' },
    ...{ 64: '|ABCDEFGHIJKLMNOPQRSTUVWXYZ', 101: '€' },
    ...own,
  });
}

const DANDAS = '\u0964\u0965';
const run = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index)).join('');

/** By the language's number in TS 23.040, 9.2.3.24.15 and .16. */
interface NationalTable {
  readonly language: string;
  /** Replaces the default alphabet; Spanish has none. */
  readonly locking?: string;
  readonly single: string;
}

const NATIONAL: Readonly<Record<number, NationalTable>> = {
  1: {
    language: 'Turkish',
    locking: TURKISH,
    single: singles({
      ...{ 10: '\f', 20: '^', 40: '{}', 47: '\\', 60: '[~]', 64: '|', 71: 'Ğ', 73: 'İ', 83: 'Ş' },
      ...{ 99: 'ç', 101: '€', 103: 'ğ', 105: 'ı', 115: 'ş' },
    }),
  },
  2: {
    language: 'Spanish',
    single: singles({
      ...{ 9: 'ç\f', 20: '^', 40: '{}', 47: '\\', 60: '[~]', 64: '|Á', 73: 'Í', 79: 'Ó', 85: 'Ú' },
      ...{ 97: 'á', 101: '€', 105: 'í', 111: 'ó', 117: 'ú' },
    }),
  },
  3: {
    language: 'Portuguese',
    locking: PORTUGUESE,
    single: singles({
      ...{ 5: 'ê', 9: 'ç\fÔô', 14: 'Áá', 18: 'ΦΓ^ΩΠΨΣΘ', 31: 'Ê', 40: '{}', 47: '\\', 60: '[~]' },
      ...{ 64: '|À', 73: 'Í', 79: 'Ó', 85: 'Ú', 91: 'ÃÕ', 97: 'Â', 101: '€', 105: 'í', 111: 'ó' },
      ...{ 117: 'ú', 123: 'ãõ', 127: 'â' },
    }),
  },
  4: {
    language: 'Bengali',
    locking: indic(0x0980, BENGALI_LACKS, '\u09ce\u09d7\u09dc\u09dd\u09f0\u09f1'),
    single: indicSingles({
      ...{ 25: '\u09e6\u09e7', 28: `${run(0x09e8, 0x09ef)}\u09df\u09e0\u09e1\u09e2` },
      ...{ 42: `\u09e3${run(0x09f2, 0x09f5)}`, 48: run(0x09f6, 0x09fa) },
    }),
  },
  5: {
    language: 'Gujarati',
    locking: indic(0x0a80, [0x0e, 0x12, 0x29, 0x31, 0x34, 0x46, 0x4a], '\u0ad0\u0ae0\u0ae1\u0ae2\u0ae3\u0af1'),
    single: indicSingles({ 25: DANDAS, 28: run(0x0ae6, 0x0aef) }),
  },
  6: {
    language: 'Hindi',
    locking: indic(0x0900, [], '\u0950\u0972\u097b\u097c\u097e\u097f'),
    single: indicSingles({
      ...{ 25: DANDAS, 28: `${run(0x0966, 0x096f)}\u0951\u0952`, 42: '\u0953\u0954\u0958\u0959\u095a' },
      ...{ 48: `${run(0x095b, 0x0963)}\u0970\u0971` },
    }),
  },
  7: {
    language: 'Kannada',
    locking: indic(0x0c80, [0x01, 0x0d, 0x11, 0x29, 0x34, 0x45, 0x49], '\u0cd5\u0cd6\u0ce0\u0ce1\u0ce2\u0ce3'),
    single: indicSingles({ 25: DANDAS, 28: `${run(0x0ce6, 0x0cef)}\u0cde\u0cf1`, 42: '\u0cf2' }),
  },
  8: {
    language: 'Malayalam',
    locking: indic(0x0d00, [0x01, 0x0d, 0x11, 0x29, 0x3c, 0x45, 0x49], '\u0d57\u0d60\u0d61\u0d62\u0d63\u0d79'),
    single: indicSingles({
      ...{ 25: DANDAS, 28: run(0x0d66, 0x0d71), 42: `${run(0x0d72, 0x0d75)}\u0d7a`, 48: run(0x0d7b, 0x0d7f) },
    }),
  },
  9: {
    language: 'Oriya',
    locking: indic(0x0b00, ORIYA_LACKS, '\u0b56\u0b57\u0b60\u0b61\u0b62\u0b63'),
    single: indicSingles({ 25: DANDAS, 28: `${run(0x0b66, 0x0b6f)}\u0b5c\u0b5d`, 42: '\u0b5f\u0b70\u0b71' }),
  },
  10: {
    language: 'Punjabi',
    locking: indic(0x0a00, PUNJABI_LACKS, '\u0a51\u0a70\u0a71\u0a72\u0a73\u0a74'),
    single: indicSingles({
      ...{ 25: DANDAS, 28: `${run(0x0a66, 0x0a6f)}\u0a59\u0a5a`, 42: '\u0a5b\u0a5c\u0a5e\u0a75' },
    }),
  },
  11: {
    language: 'Tamil',
    locking: indic(0x0b80, TAMIL_LACKS, '\u0bd0\u0bd7\u0bf0\u0bf1\u0bf2\u0bf9'),
    single: indicSingles({
      ...{ 25: DANDAS, 28: `${run(0x0be6, 0x0bef)}\u0bf3\u0bf4`, 42: '\u0bf5\u0bf6\u0bf7\u0bf8\u0bfa' },
    }),
  },
  12: {
    language: 'Telugu',
    locking: indic(0x0c00, [0x0d, 0x11, 0x29, 0x34, 0x3c, 0x45, 0x49], '\u0c55\u0c56\u0c60\u0c61\u0c62\u0c63'),
    single: indicSingles({
      ...{ 28: `${run(0x0c66, 0x0c6f)}\u0c58\u0c59`, 42: run(0x0c78, 0x0c7c), 48: run(0x0c7d, 0x0c7f) },
    }),
  },
  13: {
    language: 'Urdu',
    locking: URDU,
    single: indicSingles({
      ...{ 25: '\u0600\u0601', 28: `${run(0x06f0, 0x06f9)}\u060c\u060d`, 42: run(0x060e, 0x0612) },
      ...{ 48: '\u0613\u0614\u061b\u061f\u0640\u0652\u0658\u066b\u066c\u0672\u0673\u06cd', 63: '\u06d4' },
    }),
  },
};

/** Which tables a text is written with; numbers of languages, 0 the default ones. */
export interface GsmTables {
  readonly locking?: number;
  readonly single?: number;
}

/** A number that no table has means the default one, as the standard wants it. */
export function lockingTable(language: number | undefined): string {
  return NATIONAL[language ?? 0]?.locking ?? DEFAULT_ALPHABET;
}

export function singleTable(language: number | undefined): string {
  return NATIONAL[language ?? 0]?.single ?? DEFAULT_EXTENSION;
}

export const NATIONAL_LANGUAGES: readonly number[] = Object.keys(NATIONAL).map(Number);
