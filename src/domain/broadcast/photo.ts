/** Bytes; Telegram takes pictures of up to ten megabytes, and makes them smaller anyway. */
export const LARGEST_PHOTO = 5 * 1024 * 1024;
/** UTF-16 units under a picture. */
export const LONGEST_CAPTION = 1_024;

const BEGINNINGS: Readonly<Record<string, readonly number[]>> = {
  'photo.jpg': [0xff, 0xd8, 0xff],
  'photo.png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
};

/** A file name that fits the bytes; undefined when they are neither a JPEG nor a PNG. */
export function photoName(content: Uint8Array): string | undefined {
  const fits = ([, bytes]: readonly [string, readonly number[]]) => bytes.every((byte, at) => content[at] === byte);
  return Object.entries(BEGINNINGS).find(fits)?.[0];
}
