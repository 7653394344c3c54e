import type { FileReference } from '../../../ports/messenger';
import { Api, fromLong, toLong } from '../gramjs';

interface Size {
  readonly type: string;
  readonly size: number;
  readonly area: number;
}

/** What Telegram knows a picture by, in its largest size. */
export function photoReference(photo: Api.TypePhoto | undefined): FileReference | undefined {
  if (!(photo instanceof Api.Photo)) return undefined;
  const largest = photo.sizes
    .flatMap(sizeOf)
    .reduce<Size | undefined>((best, one) => (best && best.area >= one.area ? best : one), undefined);
  if (!largest) return undefined;
  const { id, accessHash, fileReference, dcId } = photo;
  return {
    id: String(fromLong(id)),
    accessHash: String(fromLong(accessHash)),
    fileReference: fileReference.toString('base64'),
    dcId,
    size: largest.size,
    thumbSize: largest.type,
  };
}

export function inputPhoto({ id, accessHash, fileReference }: FileReference): Api.InputMediaPhoto {
  const known = new Api.InputPhoto({
    id: toLong(BigInt(id)),
    accessHash: toLong(BigInt(accessHash)),
    fileReference: Buffer.from(fileReference, 'base64'),
  });
  return new Api.InputMediaPhoto({ id: known });
}

function sizeOf(one: Api.TypePhotoSize): Size[] {
  if (one instanceof Api.PhotoSize) return [{ type: one.type, size: one.size, area: one.w * one.h }];
  if (one instanceof Api.PhotoSizeProgressive)
    return [{ type: one.type, size: Math.max(...one.sizes), area: one.w * one.h }];
  return [];
}
