import { createHash, randomBytes } from 'node:crypto';
import type { Journal } from '../journal/journal';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import type { StoredFile } from './records';

const mostPendingBytes = 256 * 1024 * 1024;
const largestFile = 64 * 1024 * 1024;

/** Parts that were uploaded and not yet used, and the files made of them. */
export class Files {
  private readonly byId: Map<string, StoredFile>;
  private readonly parts = new Map<string, Map<number, Buffer>>();
  private pendingBytes = 0;

  constructor(private readonly journal: Journal) {
    this.byId = journal.table<StoredFile>('file');
  }

  savePart(accountId: bigint, fileId: bigint, part: number, bytes: Buffer): void {
    if (bytes.length === 0 || part < 0 || part >= 8000) throw badRequest('FILE_PART_INVALID');
    if (bytes.length > 512 * 1024) throw badRequest('FILE_PART_TOO_BIG');
    const name = `${accountId}:${fileId}`;
    const parts = this.parts.get(name) ?? new Map<number, Buffer>();
    this.parts.set(name, parts);
    this.pendingBytes += bytes.length - (parts.get(part)?.length ?? 0);
    parts.set(part, Buffer.from(bytes));
    while (this.pendingBytes > mostPendingBytes) this.dropParts(this.parts.keys().next().value!);
  }

  private dropParts(name: string): void {
    for (const part of this.parts.get(name)?.values() ?? []) this.pendingBytes -= part.length;
    this.parts.delete(name);
  }

  /** The uploaded parts as one file. Throws FILE_PARTS_INVALID, FILE_PART_n_MISSING or MD5_CHECKSUM_INVALID. */
  assemble(accountId: bigint, input: TlObject): Buffer {
    const name = `${accountId}:${input.id}`;
    const parts = this.parts.get(name);
    if (!parts || !Number.isInteger(input.parts) || input.parts < 1) throw badRequest('FILE_PARTS_INVALID');
    const ordered = Array.from({ length: input.parts as number }, (_none, index) => {
      const part = parts.get(index);
      if (!part) throw badRequest(`FILE_PART_${index}_MISSING`);
      return part;
    });
    const bytes = Buffer.concat(ordered);
    if (bytes.length > largestFile) throw badRequest('FILE_PARTS_INVALID');
    const md5 = input._ === 'inputFile' ? input.md5Checksum : '';
    if (md5 && createHash('md5').update(bytes).digest('hex') !== md5) throw badRequest('MD5_CHECKSUM_INVALID');
    this.dropParts(name);
    return bytes;
  }

  store(facts: Omit<StoredFile, 'id'>): StoredFile {
    const file = { ...facts, id: BigInt.asIntN(63, randomBytes(8).readBigInt64LE()) };
    this.journal.put('file', file.id.toString(), file);
    return file;
  }

  /** Whatever anybody knows a file by is out of date from now on. */
  expireReferences(): void {
    for (const [id, file] of this.byId) this.journal.put('file', id, { ...file, expiries: (file.expiries ?? 0) + 1 });
  }

  find = (id: bigint): StoredFile | undefined => this.byId.get(id.toString());
}

/** Access hash and file reference of a file; the same for everybody, but not guessable from the id. */
export function proofOf(file: StoredFile): { accessHash: bigint; fileReference: Buffer } {
  const name = `file:${file.id}:${file.date}:${file.bytes.length}`;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const fileReference = digest(`${name}:${file.expiries ?? 0}`).subarray(8, 24);
  return { accessHash: digest(name).readBigInt64LE(0), fileReference };
}
