import type { MethodTable } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import { proofOf } from '../world/files';
import { imageSize } from '../world/image-size';

const longestRead = 1024 * 1024;

export const uploadMethods: MethodTable = {
  'upload.saveFilePart': ({ world, account }, request) => {
    world.files.savePart(account.id, request.fileId, request.filePart, request.bytes);
    return true;
  },
  'upload.saveBigFilePart': ({ world, account }, request) => {
    if (request.fileTotalParts !== -1 && request.filePart >= request.fileTotalParts)
      throw badRequest('FILE_PARTS_INVALID');
    world.files.savePart(account.id, request.fileId, request.filePart, request.bytes);
    return true;
  },
  'upload.getFile': ({ world, account }, request) => {
    account; // signed in at all
    const { location } = request;
    const file = location.id === undefined ? undefined : world.files.find(location.id);
    if (!file || proofOf(file).accessHash !== location.accessHash) throw badRequest('LOCATION_INVALID');
    const offset = Number(request.offset);
    if (offset < 0 || offset % 1024 !== 0) throw badRequest('OFFSET_INVALID');
    if (request.limit <= 0 || request.limit % 1024 !== 0 || request.limit > longestRead)
      throw badRequest('LIMIT_INVALID');
    const type = imageSize(file.bytes) ? 'storage.fileJpeg' : 'storage.fileUnknown';
    return {
      _: 'upload.file',
      type: { _: type },
      mtime: file.date,
      bytes: file.bytes.subarray(offset, offset + request.limit),
    };
  },
};
