import { MtprotoConnection } from '../../../src/bot/telegram/connection/mtproto-connection';
import { Api, fromLong, toLong } from '../../../src/bot/telegram/gramjs';
import { systemClock } from '../../../src/platform/system-clock';
import type { TelegramSandbox } from '../../../src/sandbox/telegram';

/** A person who talks to the bot, over a connection of his own. */
export class Person {
  private constructor(
    readonly id: bigint,
    private readonly connection: MtprotoConnection,
    private readonly bot: Api.InputPeerUser,
  ) {}

  static async signIn(sandbox: TelegramSandbox, id: bigint, botUsername: string): Promise<Person> {
    const connection = await MtprotoConnection.open({
      apiId: sandbox.apiId,
      apiHash: sandbox.apiHash,
      session: { dcId: sandbox.dcId, host: sandbox.host, authKey: sandbox.sessionFor(id).authKey },
      address: sandbox,
      clock: systemClock,
      openTimeoutMs: 5_000,
      quietMs: 60_000,
      pongMs: 60_000,
      onUpdates: () => undefined,
      onUnreadable: () => undefined,
      onError: () => undefined,
      onEnd: () => undefined,
    });
    const found = await connection.call(new Api.contacts.ResolveUsername({ username: botUsername }), 5_000);
    const bot = found.users.find((user): user is Api.User => user instanceof Api.User);
    if (!bot?.accessHash) throw new Error(`There is no bot ${botUsername}.`);
    return new Person(id, connection, new Api.InputPeerUser({ userId: bot.id, accessHash: bot.accessHash }));
  }

  async says(message: string): Promise<void> {
    await this.connection.call(new Api.messages.SendMessage({ peer: this.bot, message }), 10_000);
  }

  /** Presses a button; resolves with what the bot answered, or with the error's name. */
  async presses(messageId: number, data: string): Promise<string | undefined> {
    const request = new Api.messages.GetBotCallbackAnswer({
      peer: this.bot,
      msgId: messageId,
      data: Buffer.from(data),
    });
    return this.connection.call(request, 20_000).then(
      (answer) => answer.message ?? undefined,
      (error: { errorMessage?: string }) => error.errorMessage ?? 'error',
    );
  }

  async sendsFile(name: string, content: Buffer): Promise<void> {
    const fileId = toLong(BigInt(Date.now()));
    await this.connection.call(new Api.upload.SaveFilePart({ fileId, filePart: 0, bytes: content }), 5_000);
    const file = new Api.InputFile({ id: fileId, parts: 1, name, md5Checksum: '' });
    const attributes = [new Api.DocumentAttributeFilename({ fileName: name })];
    const media = new Api.InputMediaUploadedDocument({ file, mimeType: 'text/csv', attributes });
    await this.connection.call(new Api.messages.SendMedia({ peer: this.bot, media, message: '' }), 5_000);
  }

  async joins(username: string): Promise<void> {
    await this.connection.call(new Api.channels.JoinChannel({ channel: await this.channel(username) }), 5_000);
  }

  /** Resolves with the post's id. */
  async posts(username: string, message: string): Promise<number> {
    const peer = await this.place(username);
    return postIdOf(await this.connection.call(new Api.messages.SendMessage({ peer, message }), 5_000));
  }

  /** Posts a picture with words under it, as one of an album. */
  async postsPicture(username: string, caption: string): Promise<void> {
    const fileId = toLong(BigInt(Date.now()));
    await this.connection.call(
      new Api.upload.SaveFilePart({ fileId, filePart: 0, bytes: Buffer.from('a picture') }),
      5_000,
    );
    const file = new Api.InputFile({ id: fileId, parts: 1, name: 'sms.png', md5Checksum: '' });
    const media = new Api.InputMediaUploadedDocument({ file, mimeType: 'image/png', attributes: [] });
    const peer = await this.place(username);
    await this.connection.call(new Api.messages.SendMedia({ peer, media, message: caption }), 5_000);
  }

  async editsPost(username: string, id: number, message: string): Promise<void> {
    const peer = await this.place(username);
    await this.connection.call(new Api.messages.EditMessage({ peer, id, message }), 5_000);
  }

  private async place(username: string): Promise<Api.InputPeerChannel> {
    const { channelId, accessHash } = await this.channel(username);
    return new Api.InputPeerChannel({ channelId, accessHash });
  }

  private async channel(username: string): Promise<Api.InputChannel> {
    const { chats } = await this.connection.call(new Api.contacts.ResolveUsername({ username }), 5_000);
    const [channel] = chats.filter((chat): chat is Api.Channel => chat instanceof Api.Channel);
    if (!channel?.accessHash) throw new Error(`There is no channel ${username}.`);
    return new Api.InputChannel({ channelId: channel.id, accessHash: channel.accessHash });
  }

  leaves(): void {
    this.connection.close();
  }

  get botId(): bigint {
    return fromLong(this.bot.userId);
  }
}

function postIdOf(answer: Api.TypeUpdates): number {
  const updates = 'updates' in answer ? answer.updates : [];
  const post = updates.find((one): one is Api.UpdateNewChannelMessage => one instanceof Api.UpdateNewChannelMessage);
  if (!post) throw new Error('The answer to a post holds no post.');
  return post.message.id;
}
