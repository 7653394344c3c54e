import bigInt from 'big-integer';
import { Api, type TelegramClient } from 'telegram';
import type { SandboxButton, SandboxMessage, TelegramSandbox } from '../../src/sandbox/telegram';
import { payWithGramjs } from './star-buyer';
import { connectGramjsUser } from './telegram-clients';

const PATIENCE_MS = 40_000;
const FILE_PART = 131_072;

/** A person with a GramJS client: acts over MTProto, and reads the chat as the data centre keeps it for that person. */
export class ChatBuyer {
  private constructor(
    private readonly sandbox: TelegramSandbox,
    readonly telegramId: bigint,
    private readonly botId: bigint,
    private readonly bot: Api.TypeInputPeer,
    private client: TelegramClient,
    private readonly username: string,
  ) {}

  static async open(sandbox: TelegramSandbox, telegramId: bigint, botUsername: string): Promise<ChatBuyer> {
    const client = await connectGramjsUser(sandbox, telegramId);
    const found = await client.invoke(new Api.contacts.ResolveUsername({ username: botUsername }));
    const bot = found.users[0] as Api.User;
    const peer = new Api.InputPeerUser({ userId: bot.id, accessHash: bot.accessHash! });
    return new ChatBuyer(sandbox, telegramId, BigInt(bot.id.toString()), peer, client, botUsername);
  }

  /** What a person does whose program hangs: ends it and opens it again. */
  async restarts(): Promise<void> {
    const before = this.client;
    this.client = await connectGramjsUser(this.sandbox, this.telegramId);
    await before.destroy();
  }

  /** Newest last, the bot's and the buyer's own. */
  messages(): SandboxMessage[] {
    return this.sandbox.history(this.telegramId, this.botId);
  }

  /** Newest last, the bot's only. */
  fromBot(): SandboxMessage[] {
    return this.messages().filter(({ fromId }) => fromId === this.botId);
  }

  /** Gives the id of the buyer's own message. */
  async says(message: string): Promise<number> {
    return (await this.client.sendMessage(this.bot, { message })).id;
  }

  /**
   * Says it and waits for the message that answers it. Words that search change an older message: say those.
   * Where something else may come at the same time, `answer` says which it is.
   */
  async asks(message: string, answer = /(?:)/): Promise<SandboxMessage> {
    const id = await this.says(message);
    const look = () => this.fromBot().find((one) => one.id > id && answer.test(one.text));
    return this.sees(look, `an answer to ${message}`);
  }

  /** Follows a link into a channel, as its button does: by public name or by invitation. */
  async joins(url: string): Promise<void> {
    const hash = /\/\+([\w-]+)$/.exec(url)?.[1];
    if (hash) await this.client.invoke(new Api.messages.ImportChatInvite({ hash }));
    else await this.client.invoke(new Api.channels.JoinChannel({ channel: await this.channelAt(url) }));
  }

  /** Out of a public channel again. */
  async leavesChannel(url: string): Promise<void> {
    await this.client.invoke(new Api.channels.LeaveChannel({ channel: await this.channelAt(url) }));
  }

  /** Forwards a post of a public channel to the bot, and waits for the answer. */
  async forwards(url: string, postId: number): Promise<SandboxMessage> {
    const { channelId, accessHash } = await this.channelAt(url);
    const fromPeer = new Api.InputPeerChannel({ channelId, accessHash });
    const last = this.messages().at(-1)?.id ?? 0;
    const randomId = [bigInt(Date.now())];
    await this.client.invoke(new Api.messages.ForwardMessages({ fromPeer, id: [postId], toPeer: this.bot, randomId }));
    return this.sees(() => this.fromBot().find((answer) => answer.id > last), 'an answer to the post');
  }

  private async channelAt(url: string): Promise<Api.InputChannel> {
    const username = url.slice(url.lastIndexOf('/') + 1);
    const { chats } = await this.client.invoke(new Api.contacts.ResolveUsername({ username }));
    const { id, accessHash } = chats[0] as Api.Channel;
    return new Api.InputChannel({ channelId: id, accessHash: accessHash! });
  }

  /** Something that the shop cannot read. */
  async sendsPicture(): Promise<void> {
    await this.sendsFile('face.png', Buffer.from('a face'), 'image/png');
  }

  /** A picture with words under it; gives the id of the message. */
  async sendsPhoto(content: Buffer, caption: string): Promise<number> {
    const file = await this.uploads('photo.png', content);
    const randomId = bigInt(Date.now());
    const media = new Api.InputMediaUploadedPhoto({ file });
    const request = new Api.messages.SendMedia({ peer: this.bot, media, message: caption, randomId });
    const { updates } = (await this.client.invoke(request)) as Api.Updates;
    return updates.find((update) => update instanceof Api.UpdateMessageID)!.id;
  }

  /** Part by part, since the client's own upload keeps a second link and its timer for half a minute. */
  async sendsFile(fileName: string, content: Buffer, mimeType = 'text/plain'): Promise<void> {
    const file = await this.uploads(fileName, content);
    const attributes = [new Api.DocumentAttributeFilename({ fileName })];
    const media = new Api.InputMediaUploadedDocument({ file, mimeType, attributes });
    const randomId = bigInt(Date.now());
    await this.client.invoke(new Api.messages.SendMedia({ peer: this.bot, media, message: '', randomId }));
  }

  private async uploads(name: string, content: Buffer): Promise<Api.InputFile> {
    const fileId = bigInt(Date.now());
    const parts = Math.max(1, Math.ceil(content.length / FILE_PART));
    for (let filePart = 0; filePart < parts; filePart += 1) {
      const bytes = content.subarray(filePart * FILE_PART, (filePart + 1) * FILE_PART);
      await this.client.invoke(new Api.upload.SaveFilePart({ fileId, filePart, bytes }));
    }
    return new Api.InputFile({ id: fileId, parts, name, md5Checksum: '' });
  }

  /** Presses the newest button whose text matches, and gives the bot's answer to the press. */
  async presses(text: RegExp): Promise<Api.messages.BotCallbackAnswer> {
    const { message, button } = await this.sees(() => this.findButton(text), `a button ${text}`);
    return this.pressesData(message.id, Buffer.from(button.value));
  }

  /** Presses a button of a given message, once it is there. */
  async pressesOn(messageId: number, text: RegExp): Promise<Api.messages.BotCallbackAnswer> {
    const button = await this.sees(() => this.buttonOf(messageId, text), `a button ${text} under message ${messageId}`);
    return this.pressesData(messageId, Buffer.from(button.value));
  }

  /** Waits until a given message says so. */
  showsOn(messageId: number, text: RegExp, withinMs = PATIENCE_MS): Promise<SandboxMessage> {
    const look = () => this.fromBot().find((message) => message.id === messageId && text.test(message.text));
    return this.sees(look, `${text} on message ${messageId}`, withinMs);
  }

  /** Presses whatever one pleases: stale, foreign or forged. */
  pressesData(msgId: number, data: Buffer): Promise<Api.messages.BotCallbackAnswer> {
    return this.client.invoke(new Api.messages.GetBotCallbackAnswer({ peer: this.bot, msgId, data }));
  }

  /** As it stands now. */
  message(id: number): SandboxMessage | undefined {
    return this.messages().find((message) => message.id === id);
  }

  buttonOf(messageId: number, text: RegExp): SandboxButton | undefined {
    return this.message(messageId)
      ?.buttons.flat()
      .find((button) => text.test(button.text));
  }

  findButton(text: RegExp): { message: SandboxMessage; button: SandboxButton } | undefined {
    for (const message of this.fromBot().reverse()) {
      const button = message.buttons.flat().find((one) => text.test(one.text));
      if (button) return { message, button };
    }
    return undefined;
  }

  /** Waits until a message of the bot's matches, as sent or as edited. */
  reads(text: RegExp, withinMs = PATIENCE_MS): Promise<SandboxMessage> {
    const find = () => this.fromBot().findLast((message) => text.test(message.text));
    return this.sees(find, `a message ${text}`, withinMs);
  }

  async sees<Found>(
    look: () => Found | undefined | Promise<Found | undefined>,
    what: string,
    withinMs = PATIENCE_MS,
  ): Promise<Found> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) {
        const last = this.fromBot().at(-1);
        const shown = last ? `${last.text}\n${last.buttons.flat().map(({ text }) => `[${text}]`)}` : 'nothing at all';
        throw new Error(`The buyer waited for ${what}; last stood there:\n${shown}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Pays an invoice in Stars that stands in the chat. Rejects as the client does. */
  async pays(messageId: number): Promise<void> {
    await payWithGramjs(this.client, { bot: this.username, messageId });
  }

  async leaves(): Promise<void> {
    await this.client.destroy();
  }
}
