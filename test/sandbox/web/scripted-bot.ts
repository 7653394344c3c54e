import bigInt, { type BigInteger } from 'big-integer';
import { Api } from 'telegram';
import { Raw } from 'telegram/events';
import type { TelegramSandbox } from '../../../src/sandbox/telegram';
import { connectGramjsBot } from '../../support/telegram-clients';
import { invoiceMedia } from '../telegram/star-stage';

/** Sends or edits a message; the markup is whatever the story needs. */
export interface BotWords {
  text: string;
  entities?: Api.TypeMessageEntity[];
  buttons?: Api.TypeKeyboardButton[];
}

export interface ScriptedBot {
  /** Texts that people wrote, oldest first. */
  readonly heard: string[];
  /** What a press is answered with; a press without an entry is left without an answer. */
  readonly answers: Map<string, { message?: string; alert?: boolean }>;
  /** Why payments are refused; undefined approves them. */
  refusal: string | undefined;
  /** Sends an invoice. */
  sell(userId: bigint, stars: number): Promise<void>;
  /** The link of an invoice. */
  link(stars: number): Promise<string>;
  say(userId: bigint, words: BotWords): Promise<number>;
  sendFile(userId: bigint, kind: 'photo' | 'document', name: string, bytes: Buffer): Promise<void>;
  edit(userId: bigint, id: number, words: BotWords): Promise<void>;
  remove(id: number): Promise<void>;
  typeTo(userId: bigint): Promise<void>;
  close(): Promise<void>;
}

/** A bot that does what the test tells it, over real MTProto. */
export async function startScriptedBot(sandbox: TelegramSandbox, token: string): Promise<ScriptedBot> {
  const client = await connectGramjsBot(sandbox, token);
  const heard: string[] = [];
  const answers: ScriptedBot['answers'] = new Map();
  const answer = async (update: Api.TypeUpdate) => {
    if (update.className === 'UpdateNewMessage' && update.message.className === 'Message')
      heard.push(update.message.message);
    if (update.className === 'UpdateBotPrecheckoutQuery') {
      const verdict = bot.refusal === undefined ? { success: true } : { error: bot.refusal };
      await client.invoke(new Api.messages.SetBotPrecheckoutResults({ queryId: update.queryId, ...verdict }));
    }
    if (update.className !== 'UpdateBotCallbackQuery') return;
    const said = answers.get(String(update.data));
    if (said)
      await client.invoke(new Api.messages.SetBotCallbackAnswer({ queryId: update.queryId, cacheTime: 0, ...said }));
  };
  client.addEventHandler((update: Api.TypeUpdate) => void answer(update), new Raw({}));
  const peer = (userId: bigint) => new Api.InputPeerUser({ userId: bigInt(userId), accessHash: bigInt.zero });
  const markup = ({ buttons }: BotWords) =>
    buttons &&
    new Api.ReplyInlineMarkup({ rows: buttons.map((button) => new Api.KeyboardButtonRow({ buttons: [button] })) });
  const bot: ScriptedBot = {
    heard,
    answers,
    refusal: undefined,
    async sell(userId, stars) {
      const request = { peer: peer(userId), message: '', randomId: randomId(), media: invoiceMedia(stars) };
      await client.invoke(new Api.messages.SendMedia(request));
    },
    async link(stars) {
      return (await client.invoke(new Api.payments.ExportInvoice({ invoiceMedia: invoiceMedia(stars) }))).url;
    },
    async say(userId, words) {
      const request = {
        peer: peer(userId),
        message: words.text,
        entities: words.entities,
        replyMarkup: markup(words),
        randomId: randomId(),
      };
      const updates = (await client.invoke(new Api.messages.SendMessage(request))) as Api.Updates;
      return updates.updates.find((update) => update instanceof Api.UpdateMessageID)!.id;
    },
    async sendFile(userId, kind, name, bytes) {
      const fileId = randomId();
      await client.invoke(new Api.upload.SaveFilePart({ fileId, filePart: 0, bytes }));
      const file = new Api.InputFile({ id: fileId, parts: 1, name, md5Checksum: '' });
      const attributes = [new Api.DocumentAttributeFilename({ fileName: name })];
      const media =
        kind === 'photo'
          ? new Api.InputMediaUploadedPhoto({ file })
          : new Api.InputMediaUploadedDocument({ file, mimeType: 'text/html', attributes });
      await client.invoke(
        new Api.messages.SendMedia({ peer: peer(userId), media, message: 'see', randomId: randomId() }),
      );
    },
    async edit(userId, id, words) {
      const request = {
        peer: peer(userId),
        id,
        message: words.text,
        entities: words.entities,
        replyMarkup: markup(words),
      };
      await client.invoke(new Api.messages.EditMessage(request));
    },
    async remove(id) {
      await client.invoke(new Api.messages.DeleteMessages({ id: [id], revoke: true }));
    },
    async typeTo(userId) {
      await client.invoke(
        new Api.messages.SetTyping({ peer: peer(userId), action: new Api.SendMessageTypingAction() }),
      );
    },
    close: () => client.destroy(),
  };
  return bot;
}

let sent = 0;
const randomId = (): BigInteger => bigInt(Date.now()).multiply(1000).add(++sent);
