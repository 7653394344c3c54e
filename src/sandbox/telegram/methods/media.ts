import type { Call } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import { proofOf } from '../world/files';
import { imageSize } from '../world/image-size';
import type { StoredFile } from '../world/records';

/** Turns what a client wants to send into a MessageMedia. Throws MEDIA_INVALID and what the files throw. */
export function mediaFrom(call: Call, input: TlObject): TlObject {
  switch (input._) {
    case 'inputMediaUploadedPhoto':
      return photoMedia(storePhoto(call, input.file));
    case 'inputMediaUploadedDocument':
      return documentMedia(storeDocument(call, input));
    case 'inputMediaPhoto':
      return photoMedia(known(call, input.id, 'photo', 'PHOTO_INVALID'));
    case 'inputMediaDocument':
      return documentMedia(known(call, input.id, 'document', 'DOCUMENT_INVALID'));
    default:
      throw badRequest('MEDIA_INVALID');
  }
}

function storePhoto(call: Call, file: TlObject): StoredFile {
  const bytes = call.world.files.assemble(call.account.id, file);
  if (!imageSize(bytes)) throw badRequest('PHOTO_INVALID_DIMENSIONS');
  const date = call.world.nowSeconds();
  return call.world.files.store({
    kind: 'photo',
    name: file.name,
    mimeType: 'image/jpeg',
    bytes,
    date,
    attributes: [],
  });
}

function storeDocument(call: Call, input: TlObject): StoredFile {
  const bytes = call.world.files.assemble(call.account.id, input.file);
  const attributes = input.attributes as TlObject[];
  const named = attributes.find((attribute) => attribute._ === 'documentAttributeFilename');
  const all = named ? attributes : [...attributes, { _: 'documentAttributeFilename', fileName: input.file.name }];
  const date = call.world.nowSeconds();
  return call.world.files.store({
    kind: 'document',
    name: named?.fileName ?? input.file.name,
    mimeType: input.mimeType,
    bytes,
    date,
    attributes: all,
  });
}

function known(call: Call, input: TlObject, kind: StoredFile['kind'], refusal: string): StoredFile {
  const file = call.world.files.find(input.id);
  if (file?.kind !== kind) throw badRequest(refusal);
  const proof = proofOf(file);
  if (proof.accessHash !== input.accessHash) throw badRequest(refusal);
  if (!proof.fileReference.equals(input.fileReference)) throw badRequest('FILE_REFERENCE_EXPIRED');
  return file;
}

function documentMedia(file: StoredFile): TlObject {
  const { id, date, mimeType, attributes } = file;
  const document = {
    _: 'document',
    id,
    ...proofOf(file),
    date,
    mimeType,
    size: BigInt(file.bytes.length),
    dcId: 2,
    attributes,
  };
  return { _: 'messageMediaDocument', document };
}

function photoMedia(file: StoredFile): TlObject {
  const { w, h } = imageSize(file.bytes) ?? { w: 0, h: 0 };
  const sizes = [{ _: 'photoSize', type: 'x', w, h, size: file.bytes.length }];
  const photo = { _: 'photo', id: file.id, ...proofOf(file), date: file.date, sizes, dcId: 2 };
  return { _: 'messageMediaPhoto', photo };
}
