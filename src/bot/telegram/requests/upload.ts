import { randomBytes } from 'node:crypto';
import type { FileReference, OutgoingFile } from '../../../ports/messenger';
import { Api, toLong } from '../gramjs';
import type { Ask } from '../updates/difference';

const PART_BYTES = 128 * 1024;
const BIG_FILE_BYTES = 10 * 1024 * 1024;
const PARTS_AT_ONCE = 4;
const PART_TIMEOUT_MS = 60_000;
const DOWNLOAD_PART_BYTES = 512 * 1024;

/**
 * Sends a file's bytes over the one connection. The package opens a second one for it, which `destroy` leaves open and
 * a timer of 30 s keeps alive (defect 11).
 */
export async function uploadFile(ask: Ask, file: OutgoingFile): Promise<Api.TypeInputMedia> {
  const { content, name, mimeType } = file;
  const parts = Math.max(1, Math.ceil(content.length / PART_BYTES));
  const isBig = content.length > BIG_FILE_BYTES;
  const fileId = toLong(randomBytes(8).readBigInt64LE());
  let next = 0;
  const sendParts = async () => {
    for (let part = next++; part < parts; part = next++) {
      const bytes = content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
      const request = isBig
        ? new Api.upload.SaveBigFilePart({ fileId, filePart: part, fileTotalParts: parts, bytes })
        : new Api.upload.SaveFilePart({ fileId, filePart: part, bytes });
      await ask(request, PART_TIMEOUT_MS);
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARTS_AT_ONCE, parts) }, sendParts));
  const uploaded = isBig
    ? new Api.InputFileBig({ id: fileId, parts, name })
    : new Api.InputFile({ id: fileId, parts, name, md5Checksum: '' });
  if (file.kind === 'photo') return new Api.InputMediaUploadedPhoto({ file: uploaded });
  const attributes = [new Api.DocumentAttributeFilename({ fileName: name })];
  return new Api.InputMediaUploadedDocument({ file: uploaded, mimeType, attributes, forceFile: true });
}

/** The bytes of a document or picture that lies in our own data centre; bots' files do. */
export async function downloadFile(ask: Ask, file: FileReference): Promise<Buffer> {
  const place = {
    id: toLong(BigInt(file.id)),
    accessHash: toLong(BigInt(file.accessHash)),
    fileReference: Buffer.from(file.fileReference, 'base64'),
    thumbSize: file.thumbSize ?? '',
  };
  const location = file.thumbSize ? new Api.InputPhotoFileLocation(place) : new Api.InputDocumentFileLocation(place);
  const chunks: Buffer[] = [];
  for (let offset = 0; offset < file.size; offset += DOWNLOAD_PART_BYTES) {
    const request = new Api.upload.GetFile({ location, offset: toLong(BigInt(offset)), limit: DOWNLOAD_PART_BYTES });
    const answer = await ask(request, PART_TIMEOUT_MS);
    if (!(answer instanceof Api.upload.File)) throw new Error('Telegram keeps this file elsewhere.');
    chunks.push(answer.bytes);
    if (answer.bytes.length < DOWNLOAD_PART_BYTES) break;
  }
  return Buffer.concat(chunks);
}
