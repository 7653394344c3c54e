/** Makes a PNG smaller without changing a pixel. */
const zlib = require('node:zlib');

const SIGNATURE_BYTES = 8;

/**
 * Packs the picture's data again as tightly as zlib can; browsers pack for speed. Other chunks stay as they are.
 *
 * @param {Buffer} png
 * @returns {Buffer} never larger than what came in
 */
function shrinkPng(png) {
  const chunks = [];
  for (let at = SIGNATURE_BYTES; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), content: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ content }) => content));
  const tighter = zlib.deflateSync(zlib.inflateSync(packed), { level: 9, memLevel: 9, windowBits: 15 });
  const kept = chunks.filter(({ type }) => type !== 'IDAT' && type !== 'IEND');
  const all = [...kept, { type: 'IDAT', content: tighter }, { type: 'IEND', content: Buffer.alloc(0) }];
  const small = Buffer.concat([png.subarray(0, SIGNATURE_BYTES), ...all.map(chunk)]);
  return small.length < png.length ? small : png;
}

/**
 * A picture of few colours as a palette of 256: for plain grounds, since gradients would show steps.
 *
 * @param {{ data: Uint8ClampedArray, width: number, height: number }} image as a canvas gives it
 * @returns {Buffer} a PNG
 */
function palettePng({ data, width, height }) {
  const bucketOf = (at) => ((data[at] >> 3) << 10) | ((data[at + 1] >> 3) << 5) | (data[at + 2] >> 3);
  const sums = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const sum = sums.get(bucketOf(at)) ?? [0, 0, 0, 0];
    sums.set(bucketOf(at), [sum[0] + 1, sum[1] + data[at], sum[2] + data[at + 1], sum[3] + data[at + 2]]);
  }
  const palette = [...sums.values()]
    .sort((a, b) => b[0] - a[0])
    .slice(0, 256)
    .map(([count, ...rgb]) => rgb.map((sum) => Math.round(sum / count)));
  const nearest = new Map();
  const indexOf = (at) => {
    const bucket = bucketOf(at);
    if (!nearest.has(bucket)) nearest.set(bucket, closest(palette, data[at], data[at + 1], data[at + 2]));
    return nearest.get(bucket);
  };
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = indexOf((y * width + x) * 4);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk({ type: 'IHDR', content: head }),
    chunk({ type: 'PLTE', content: Buffer.from(palette.flat()) }),
    chunk({ type: 'IDAT', content: zlib.deflateSync(rows, { level: 9, memLevel: 9, windowBits: 15 }) }),
    chunk({ type: 'IEND', content: Buffer.alloc(0) }),
  ]);
}

function closest(palette, r, g, b) {
  const far = palette.map(([x, y, z]) => (x - r) ** 2 + (y - g) ** 2 + (z - b) ** 2);
  return far.indexOf(Math.min(...far));
}

function chunk({ type, content }) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(content.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ -1) >>> 0;
}

module.exports = { palettePng, shrinkPng };
