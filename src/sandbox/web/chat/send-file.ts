import { randomBytes } from 'node:crypto';
import { extname } from 'node:path';
import bigInt from 'big-integer';
import type { UserChat } from './user-chat';

export interface FileToSend {
  readonly name: string;
  readonly content: Buffer;
  /** Words under it. */
  readonly caption?: string;
}

/** Beyond this a client of Telegram's has to upload in another way. */
export const LARGEST_FILE = 10 * 1024 * 1024;
const PART_BYTES = 512 * 1024;

const TYPES: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.csv': 'text/csv',
  '.json': 'application/json',
};

const PICTURES = new Set(['.jpg', '.jpeg', '.png']);

const randomId = () => bigInt(randomBytes(7).toString('hex'), 16);

/** Uploads a file part by part and sends it, pictures as such, as a client of Telegram's does. Rejects with ChatError. */
export function sendFile(chat: UserChat, { name, content, caption = '' }: FileToSend): Promise<void> {
  return chat.act(async ({ api, invoke }, bot) => {
    const fileId = randomId();
    const parts = Math.max(1, Math.ceil(content.length / PART_BYTES));
    for (let filePart = 0; filePart < parts; filePart += 1) {
      const bytes = content.subarray(filePart * PART_BYTES, (filePart + 1) * PART_BYTES);
      await invoke(new api.upload.SaveFilePart({ fileId, filePart, bytes }));
    }
    const file = new api.InputFile({ id: fileId, parts, name, md5Checksum: '' });
    const extension = extname(name).toLowerCase();
    const media = PICTURES.has(extension)
      ? new api.InputMediaUploadedPhoto({ file })
      : new api.InputMediaUploadedDocument({
          file,
          mimeType: TYPES[extension] ?? 'application/octet-stream',
          attributes: [new api.DocumentAttributeFilename({ fileName: name })],
          forceFile: true,
        });
    const request = { peer: bot.input, media, message: caption, randomId: randomId() };
    chat.take(await invoke(new api.messages.SendMedia(request)));
  });
}
