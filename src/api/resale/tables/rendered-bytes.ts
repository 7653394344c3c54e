import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip as gzipCallback } from 'node:zlib';

const gzip = promisify(gzipCallback);

/** The quick half of what gzip can do: a table is packed again after each change. */
const GZIP_LEVEL = 4;
/** What fits into one packet is not worth packing. */
const SMALLEST_TO_PACK = 1_024;

/** An answer that is kept ready as bytes. */
export interface RenderedBytes {
  readonly body: Buffer;
  /** Strong, in quotes. */
  readonly etag: string;
  /** The same, packed once, off the event loop; undefined where it is not worth it. */
  gzipped(): Promise<Buffer | undefined>;
  /** What `gzipped` gave, when it was done before. */
  readonly packed: Buffer | undefined;
}

export function renderedBytes(text: string): RenderedBytes {
  const body = Buffer.from(text, 'utf8');
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  let packed: Buffer | undefined;
  let packing: Promise<Buffer | undefined> | undefined;
  return {
    body,
    etag,
    gzipped() {
      packing ??=
        body.length < SMALLEST_TO_PACK
          ? Promise.resolve(undefined)
          : gzip(body, { level: GZIP_LEVEL }).then((bytes) => {
              packed = bytes;
              return bytes;
            });
      return packing;
    },
    get packed() {
      return packed;
    },
  };
}
