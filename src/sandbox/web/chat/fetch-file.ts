import bigInt from 'big-integer';
import type { Api } from 'telegram';
import type { UserClient } from '../user-client/user-client';
import { ChatError } from './chat-error';
import type { UserChat } from './user-chat';

export interface FetchedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly content: Buffer;
}

const PART_BYTES = 512 * 1024;

/** The picture or file in a message, as a client of Telegram's fetches it. Rejects with ChatError when there is none. */
export function fetchFile(chat: UserChat, messageId: number): Promise<FetchedFile> {
  return chat.act(async (client) => {
    const { api, invoke } = client;
    const asked = new api.messages.GetMessages({ id: [new api.InputMessageID({ id: messageId })] });
    const found = await invoke(asked);
    const message = 'messages' in found ? found.messages[0] : undefined;
    const place = message?.className === 'Message' ? placeOf(client, message.media) : undefined;
    if (!place) throw new ChatError('There is no file in this message.', 'no_file', 404);
    const { location, size, ...facts } = place;
    const parts: Buffer[] = [];
    for (let offset = 0; offset < size; offset += PART_BYTES) {
      const part = await invoke(new api.upload.GetFile({ location, offset: bigInt(offset), limit: PART_BYTES }));
      if (part.className === 'upload.File') parts.push(part.bytes);
    }
    return { ...facts, content: Buffer.concat(parts) };
  });
}

function placeOf({ api }: UserClient, media: Api.TypeMessageMedia | undefined) {
  if (media?.className === 'MessageMediaPhoto' && media.photo?.className === 'Photo') {
    const { id, accessHash, fileReference, sizes } = media.photo;
    const largest = sizes.findLast((size): size is Api.PhotoSize => size.className === 'PhotoSize');
    if (!largest) return undefined;
    const location = new api.InputPhotoFileLocation({ id, accessHash, fileReference, thumbSize: largest.type });
    return { location, size: largest.size, name: 'photo.jpg', mimeType: 'image/jpeg' };
  }
  if (media?.className === 'MessageMediaDocument' && media.document?.className === 'Document') {
    const { id, accessHash, fileReference, size, mimeType, attributes } = media.document;
    const named = attributes.find((attribute) => attribute.className === 'DocumentAttributeFilename');
    const location = new api.InputDocumentFileLocation({ id, accessHash, fileReference, thumbSize: '' });
    return { location, size: Number(size), name: named && 'fileName' in named ? named.fileName : 'file', mimeType };
  }
  return undefined;
}
