/** Character sets in which inboxes hand out texts. */
export const CHARSETS = [
  'utf-8',
  'utf-16be',
  'utf-16le',
  'iso-8859-1',
  'iso-8859-15',
  'windows-1252',
  'ascii',
] as const;
export type Charset = (typeof CHARSETS)[number];

/** Where ISO 8859-15 differs from ISO 8859-1. */
const LATIN_9: Readonly<Record<number, string>> = {
  ...{ 164: '€', 166: 'Š', 168: 'š', 180: 'Ž', 184: 'ž', 188: 'Œ', 189: 'œ', 190: 'Ÿ' },
};

/** 0x80 to 0x9F of windows-1252. Node's own decoder of that name gives control characters for them. */
const WINDOWS_C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** What cannot be read is U+FFFD; a mark of the byte order in front is left out. */
export function decodeBytes(bytes: Uint8Array, charset: Charset): string {
  switch (charset) {
    case 'iso-8859-1':
      // A decoder of the web takes this name for windows-1252.
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    case 'iso-8859-15':
      return Array.from(bytes, (byte) => LATIN_9[byte] ?? String.fromCharCode(byte)).join('');
    case 'windows-1252':
      return Array.from(bytes, (byte) => WINDOWS_C1[byte - 0x80] ?? String.fromCharCode(byte)).join('');
    case 'ascii':
      return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : '\ufffd')).join('');
    default:
      return new TextDecoder(charset).decode(bytes);
  }
}
