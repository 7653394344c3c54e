/** One SMS, or one part of a long one, as a phone would have written it. */
export interface SmsPiece {
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly bytes: Buffer;
}

/** Characters that have the same octet in ASCII and in GSM 03.38. */
const PLAIN = /^[A-Za-z0-9 \n\r!"#%&'()*+,\-./:;<=>?]*$/;
const HAS_HEADER = 0x40;

/** GSM octets where the text allows it, else UTF-16; in parts with a header when it is longer than one SMS. */
export function splitText(text: string, reference: number): SmsPiece[] {
  const isPlain = PLAIN.test(text);
  const dataCoding = isPlain ? 0 : 8;
  const all = isPlain ? Buffer.from(text, 'latin1') : Buffer.from(text, 'utf16le').swap16();
  const [whole, each] = isPlain ? [160, 153] : [140, 134];
  if (all.length <= whole) return [{ esmClass: 0, dataCoding, bytes: all }];
  const total = Math.min(255, Math.ceil(all.length / each));
  return Array.from({ length: total }, (_, index) => ({
    esmClass: HAS_HEADER,
    dataCoding,
    bytes: Buffer.concat([
      Buffer.of(5, 0, 3, reference & 0xff, total, index + 1),
      all.subarray(index * each, (index + 1) * each),
    ]),
  }));
}
