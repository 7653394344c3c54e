import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { ExportFormat } from '../../domain/exports/export-kinds';

/** What an export was, known when it has ended. */
export interface ExportSummary {
  /** Without the header. */
  readonly rows: number;
  readonly bytes: number;
  /** Of the bytes before any compression, hexadecimal. */
  readonly sha256: string;
}

interface FileForm {
  readonly format: ExportFormat;
  readonly hasHeader: boolean;
  /** Begins with the mark by which Excel knows UTF-8. */
  readonly hasMark: boolean;
  readonly onEnd: (summary: ExportSummary) => void;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Makes of what COPY writes what stands in the file: lines of CSV end in CRLF (RFC 4180); counts and hashes them. */
export class FileLines extends Transform {
  private readonly hash = createHash('sha256');
  private lines = 0;
  private bytes = 0;
  private isQuoted = false;

  constructor(private readonly form: FileForm) {
    super({ highWaterMark: 256 * 1024 });
    if (form.hasMark) this.put(MARK);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.put(this.form.format === 'csv' ? this.withCrlf(chunk) : this.counted(chunk));
    done();
  }

  override _flush(done: TransformCallback): void {
    const { lines, bytes, form } = this;
    form.onEnd({ rows: lines - (form.hasHeader ? 1 : 0), bytes, sha256: this.hash.digest('hex') });
    done();
  }

  private put(bytes: Buffer): void {
    this.hash.update(bytes);
    this.bytes += bytes.length;
    this.push(bytes);
  }

  /** A line end between quotes belongs to a cell and stays as it is. */
  private withCrlf(chunk: Buffer): Buffer {
    const out = Buffer.allocUnsafe(chunk.length + (chunk.length >> 2) + 1); // each line has many separators, so more than four bytes
    let { isQuoted, lines } = this;
    let at = 0;
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i]!;
      if (byte === QUOTE) isQuoted = !isQuoted;
      else if (byte === LF && !isQuoted) {
        out[at++] = CR;
        lines += 1;
      }
      out[at++] = byte;
    }
    this.isQuoted = isQuoted;
    this.lines = lines;
    return out.subarray(0, at);
  }

  private counted(chunk: Buffer): Buffer {
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) this.lines += 1;
    return chunk;
  }
}
