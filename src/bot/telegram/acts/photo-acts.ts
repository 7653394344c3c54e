import type { FileReference, Messenger, PhotoMessage } from '../../../ports/messenger';
import { Api } from '../gramjs';
import { CAPTION_LENGTH, contentFault } from '../requests/content';
import { inputPhoto, photoReference } from '../requests/photo';
import { uploadFile } from '../requests/upload';
import { SharedPhotos } from '../shared-photos';
import { attempt, type MessengerParts } from './attempt';
import { envelopeOf, sendMessage } from './send-message';

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
