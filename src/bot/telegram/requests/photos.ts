import type { FileReference, Messenger, PhotoMessage, SharedPhoto } from '../../../ports/messenger';
import { Api, fromLong, RPCError, toLong } from '../gramjs';
import { attempt, type MessengerParts } from './attempt';
import { CAPTION_LENGTH, contentFault } from './content';
import { envelopeOf, sendMessage } from './messages';
import { uploadFile } from './upload';

/** Telegram no longer knows a picture by this reference. */
const PHOTO_UNKNOWN = /^(FILE_REFERENCE_(\d+_)?(EXPIRED|INVALID|EMPTY)|PHOTO_INVALID|PHOTO_ID_INVALID|MEDIA_EMPTY)$/;

/** Pictures that many get: by what Telegram knows them by, and uploaded once when that has run out. */
export function photoActs(parts: MessengerParts): Pick<Messenger, 'sendPhoto'> {
  const photos = new SharedPhotos();

  /** Makes the picture known to Telegram without sending it. */
  async function upload({ chatId, photo: { name } }: PhotoMessage, content: Buffer): Promise<FileReference> {
    const { call, callMs, peers } = parts;
    const media = await uploadFile(call, { kind: 'photo', name, mimeType: '', content });
    const peer = await peers.input(chatId);
    const answer = await call(new Api.messages.UploadMedia({ peer, media }), callMs);
    const reference = answer instanceof Api.MessageMediaPhoto ? photoReference(answer.photo) : undefined;
    if (!reference) throw new Error('Telegram took a picture and gave none back.');
    return reference;
  }

  return {
    async sendPhoto(message) {
      const fault = contentFault(message, CAPTION_LENGTH);
      if (fault) return { kind: 'refused', detail: fault };
      const envelope = await envelopeOf(parts, message);
      const send = (reference: FileReference) =>
        sendMessage(parts, new Api.messages.SendMedia({ ...envelope, media: inputPhoto(reference) }), message);
      const { photo } = message;
      const latest = await photos.latest(photo);
      const outcome = latest && (await send(latest));
      const isUnknown = outcome === undefined || (outcome.kind === 'refused' && PHOTO_UNKNOWN.test(outcome.detail));
      if (!isUnknown) return outcome;
      const renew = () => photos.renewed(photo, latest, (content) => upload(message, content));
      const renewed = await attempt(parts, 'messages.uploadMedia', undefined, renew);
      return renewed.kind === 'not_done' ? renewed.outcome : send(renewed.answer);
    },
  };
}

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

/**
 * Uploads each picture once, however many messages wait for it: those that meet an old reference at the same time share
 * the new one.
 */
export class SharedPhotos {
  private readonly fresh = new Map<string, Promise<FileReference>>();

  /** The reference to try first; undefined when the picture was never uploaded. */
  async latest(photo: SharedPhoto): Promise<FileReference | undefined> {
    const fresh = await this.fresh.get(photo.key)?.catch(() => undefined);
    return fresh ?? photo.reference;
  }

  /** Another reference than the one that was refused: the one that came meanwhile, or that of a new upload. */
  async renewed(
    photo: SharedPhoto,
    refused: FileReference | undefined,
    upload: (content: Buffer) => Promise<FileReference>,
  ): Promise<FileReference> {
    const known = this.fresh.get(photo.key);
    const came = known && (await known);
    if (came && came.fileReference !== refused?.fileReference) return came;
    // Whoever waited for the same promise meets the one that the first of them began.
    const begun = this.fresh.get(photo.key);
    if (begun && begun !== known) return begun;
    const uploading = photo.load().then(upload);
    this.fresh.set(photo.key, uploading);
    try {
      const reference = await uploading;
      await photo.keep(reference);
      return reference;
    } catch (error) {
      // What Telegram refuses for good is not uploaded again for each of the many.
      if (!(error instanceof RPCError) || error.code !== 400) this.fresh.delete(photo.key);
      throw error;
    }
  }
}
