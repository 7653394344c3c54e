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

module.exports = { shrinkPng };
