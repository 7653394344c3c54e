/**
 * AES-256 decryption of single blocks. IGE decryption feeds each block's output into the next one's input, so the native
 * cipher would be called once per 16 bytes; tables in JavaScript are twice as fast as that.
 */
const sbox = new Uint8Array(256);
const inverse = new Uint8Array(256);
const tables = [0, 1, 2, 3].map(() => new Uint32Array(256)) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];

const double = (value: number) => ((value << 1) ^ (value & 0x80 ? 0x11b : 0)) & 0xff;
function times(value: number, factor: number): number {
  let product = 0;
  for (let power = value; factor; factor >>= 1, power = double(power)) if (factor & 1) product ^= power;
  return product;
}

function fillTables(): void {
  for (let p = 1, q = 1, first = true; first || p !== 1; first = false) {
    p = p ^ double(p);
    q ^= q << 1;
    q ^= q << 2;
    q ^= q << 4;
    q &= 0xff;
    if (q & 0x80) q ^= 0x09;
    const rotated = q ^ (q << 1) ^ (q << 2) ^ (q << 3) ^ (q << 4);
    sbox[p] = ((rotated ^ (rotated >> 8)) & 0xff) ^ 0x63;
  }
  sbox[0] = 0x63;
  for (let value = 0; value < 256; value++) inverse[sbox[value]!] = value;
  for (let value = 0; value < 256; value++) {
    const s = inverse[value]!;
    const word = ((times(s, 14) << 24) | (times(s, 9) << 16) | (times(s, 13) << 8) | times(s, 11)) >>> 0;
    tables[0][value] = word;
    for (let turn = 1; turn < 4; turn++)
      tables[turn]![value] = ((word >>> (8 * turn)) | (word << (32 - 8 * turn))) >>> 0;
  }
}
fillTables();

const substitute = (word: number) =>
  ((sbox[word >>> 24]! << 24) |
    (sbox[(word >>> 16) & 255]! << 16) |
    (sbox[(word >>> 8) & 255]! << 8) |
    sbox[word & 255]!) >>>
  0;

/** The 60 round words of a 32-byte key, in the order decryption uses them. */
export function decryptionSchedule(key: Buffer): Uint32Array {
  const words = new Uint32Array(60);
  for (let index = 0; index < 8; index++) words[index] = key.readUInt32BE(index * 4);
  for (let index = 8, constant = 1; index < 60; index++) {
    let word = words[index - 1]!;
    if (index % 8 === 0) {
      word = (substitute(((word << 8) | (word >>> 24)) >>> 0) ^ (constant << 24)) >>> 0;
      constant = double(constant);
    } else if (index % 8 === 4) word = substitute(word);
    words[index] = (words[index - 8]! ^ word) >>> 0;
  }
  const schedule = new Uint32Array(60);
  const [t0, t1, t2, t3] = tables;
  for (let round = 0; round < 15; round++) {
    for (let column = 0; column < 4; column++) {
      const word = words[(14 - round) * 4 + column]!;
      schedule[round * 4 + column] =
        round === 0 || round === 14
          ? word
          : t0[sbox[word >>> 24]!]! ^
            t1[sbox[(word >>> 16) & 255]!]! ^
            t2[sbox[(word >>> 8) & 255]!]! ^
            t3[sbox[word & 255]!]!;
    }
  }
  return schedule;
}

/** Decrypts the four words of `block` in place. */
export function decryptBlock(schedule: Uint32Array, block: Uint32Array): void {
  const [t0, t1, t2, t3] = tables;
  let a = block[0]! ^ schedule[0]!;
  let b = block[1]! ^ schedule[1]!;
  let c = block[2]! ^ schedule[2]!;
  let d = block[3]! ^ schedule[3]!;
  let k = 4;
  for (let round = 1; round < 14; round++, k += 4) {
    const na = t0[a >>> 24]! ^ t1[(d >>> 16) & 255]! ^ t2[(c >>> 8) & 255]! ^ t3[b & 255]! ^ schedule[k]!;
    const nb = t0[b >>> 24]! ^ t1[(a >>> 16) & 255]! ^ t2[(d >>> 8) & 255]! ^ t3[c & 255]! ^ schedule[k + 1]!;
    const nc = t0[c >>> 24]! ^ t1[(b >>> 16) & 255]! ^ t2[(a >>> 8) & 255]! ^ t3[d & 255]! ^ schedule[k + 2]!;
    const nd = t0[d >>> 24]! ^ t1[(c >>> 16) & 255]! ^ t2[(b >>> 8) & 255]! ^ t3[a & 255]! ^ schedule[k + 3]!;
    a = na;
    b = nb;
    c = nc;
    d = nd;
  }
  block[0] = last(a, d, c, b) ^ schedule[k]!;
  block[1] = last(b, a, d, c) ^ schedule[k + 1]!;
  block[2] = last(c, b, a, d) ^ schedule[k + 2]!;
  block[3] = last(d, c, b, a) ^ schedule[k + 3]!;
}

const last = (w: number, x: number, y: number, z: number) =>
  (inverse[w >>> 24]! << 24) |
  (inverse[(x >>> 16) & 255]! << 16) |
  (inverse[(y >>> 8) & 255]! << 8) |
  inverse[z & 255]!;
