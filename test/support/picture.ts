import { createCanvas } from '@napi-rs/canvas';

/** A PNG of about so many bytes: noise does not pack. */
export function picture(bytes = 4_000): Buffer {
  const side = Math.ceil(Math.sqrt(bytes / 3));
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(side, side);
  for (let at = 0; at < pixels.data.length; at += 1) pixels.data[at] = at % 4 === 3 ? 255 : (at * 7_919) % 251;
  context.putImageData(pixels, 0, 0);
  return canvas.toBuffer('image/png');
}
