import type {
  BotCommand,
  ChannelLookup,
  DownloadOutcome,
  FileMessage,
  FileReference,
  InviteLinkOutcome,
  MembershipLookup,
  Messenger,
  OwnPostsLookup,
  PhotoMessage,
  PressAnswer,
  SendOutcome,
  TextEdit,
  TextMessage,
} from '../../ports/messenger';
import { OWN_POSTS_PAGE } from '../../ports/messenger';
import { unmark } from './chat-ids';
import type { FloodBook } from './flood-book';
import { Api, RPCError, toLong } from './gramjs';
import { LinkEnded } from './link-ended';
import type { PeerBook } from './peer-book';
import { outcomeOf, sentMessageId } from './read-outcome';
import { channelOf } from './requests/channel';
import { CAPTION_LENGTH, contentFault, contentOf, TEXT_LENGTH } from './requests/content';
import { membershipOf, readParticipant } from './requests/membership';
import { ownPosts } from './requests/own-posts';
import { inputPhoto, photoReference } from './requests/photo';
import { publicName } from './requests/public-name';
import { downloadFile, uploadFile } from './requests/upload';
import { SharedPhotos } from './shared-photos';
import type { Ask } from './updates/difference';
import type { Counter } from './updates/read-update';

export interface MessengerParts {
  readonly call: Ask;
  readonly floods: FloodBook;
  readonly peers: PeerBook;
  readonly callMs: number;
  /** Answers to our own calls move the counters too. */
  take(updates: Api.TypeUpdates): void;
  takeAffected(counter: Counter): void;
  isClosed(): boolean;
}

type Done<Answer> = { readonly kind: 'done'; readonly answer: Answer };
type NotDone = { readonly kind: 'not_done'; readonly outcome: SendOutcome; readonly error?: RPCError };

const GET_PARTICIPANT = 'channels.getParticipant';

/** Telegram no longer knows a picture by this reference. */
const PHOTO_UNKNOWN = /^(FILE_REFERENCE_(\d+_)?(EXPIRED|INVALID|EMPTY)|PHOTO_INVALID|PHOTO_ID_INVALID|MEDIA_EMPTY)$/;

const DONE: SendOutcome = { kind: 'sent', messageId: undefined };

/** The messenger port over MTProto. Every request is built whole here: nothing is looked up in the package's memory. */
export class TelegramMessenger implements Messenger {
  readonly #photos = new SharedPhotos();

  constructor(private readonly parts: MessengerParts) {}

  async sendText(message: TextMessage): Promise<SendOutcome> {
    const fault = contentFault(message, TEXT_LENGTH);
    if (fault) return { kind: 'refused', detail: fault };
    const request = new Api.messages.SendMessage({
      ...(await this.#envelope(message)),
      ...contentOf(message),
      noWebpage: true,
    });
    return this.#send('messages.sendMessage', request, message);
  }

  async sendFile(message: FileMessage): Promise<SendOutcome> {
    const fault = contentFault(message, CAPTION_LENGTH);
    if (fault) return { kind: 'refused', detail: fault };
    const uploaded = await this.#try('upload.saveFilePart', undefined, () => uploadFile(this.parts.call, message.file));
    if (uploaded.kind === 'not_done') return uploaded.outcome;
    const request = new Api.messages.SendMedia({
      ...(await this.#envelope(message)),
      ...contentOf(message),
      media: uploaded.answer,
    });
    return this.#send('messages.sendMedia', request, message);
  }

  async sendPhoto(message: PhotoMessage): Promise<SendOutcome> {
    const fault = contentFault(message, CAPTION_LENGTH);
    if (fault) return { kind: 'refused', detail: fault };
    const envelope = { ...(await this.#envelope(message)), ...contentOf(message) };
    const send = (reference: FileReference) =>
      this.#send(
        'messages.sendMedia',
        new Api.messages.SendMedia({ ...envelope, media: inputPhoto(reference) }),
        message,
      );
    const { photo } = message;
    const latest = await this.#photos.latest(photo);
    const outcome = latest && (await send(latest));
    const isUnknown = outcome === undefined || (outcome.kind === 'refused' && PHOTO_UNKNOWN.test(outcome.detail));
    if (!isUnknown) return outcome;
    const renewed = await this.#try('messages.uploadMedia', undefined, () =>
      this.#photos.renewed(photo, latest, (content) => this.#uploadPhoto(message, content)),
    );
    return renewed.kind === 'not_done' ? renewed.outcome : send(renewed.answer);
  }

  /** Makes the picture known to Telegram without sending it. */
  async #uploadPhoto({ chatId, photo: { name } }: PhotoMessage, content: Buffer): Promise<FileReference> {
    const { call, callMs, peers } = this.parts;
    const media = await uploadFile(call, { kind: 'photo', name, mimeType: '', content });
    const peer = await peers.input(chatId);
    const answer = await call(new Api.messages.UploadMedia({ peer, media }), callMs);
    const reference = answer instanceof Api.MessageMediaPhoto ? photoReference(answer.photo) : undefined;
    if (!reference) throw new Error('Telegram took a picture and gave none back.');
    return reference;
  }

  async editText(edit: TextEdit): Promise<SendOutcome> {
    const fault = contentFault(edit, TEXT_LENGTH);
    if (fault) return { kind: 'refused', detail: fault };
    const { chatId, messageId } = edit;
    const peer = await this.parts.peers.input(chatId);
    const request = new Api.messages.EditMessage({ peer, id: messageId, ...contentOf(edit), noWebpage: true });
    const tried = await this.#ask('messages.editMessage', chatId, request);
    if (tried.kind === 'not_done') return tried.outcome;
    this.parts.take(tried.answer);
    return { kind: 'sent', messageId };
  }

  async deleteMessages(chatId: bigint, messageIds: readonly number[]): Promise<SendOutcome> {
    const id = [...messageIds];
    const isChannel = unmark(chatId).kind === 'CHANNEL';
    const tried = isChannel
      ? await this.#ask(
          'channels.deleteMessages',
          chatId,
          new Api.channels.DeleteMessages({ channel: await this.parts.peers.inputChannel(chatId), id }),
        )
      : await this.#ask('messages.deleteMessages', chatId, new Api.messages.DeleteMessages({ id, revoke: true }));
    if (tried.kind === 'not_done') return tried.outcome;
    const { pts: to, ptsCount: by } = tried.answer;
    const { id: bare } = unmark(chatId);
    this.parts.takeAffected(isChannel ? { kind: 'channel', channelId: bare, to, by } : { kind: 'pts', to, by });
    return DONE;
  }

  async findOwnPosts(chatId: bigint, { text, after }: { text: string; after: number }): Promise<OwnPostsLookup> {
    const channel = await this.parts.peers.inputChannel(chatId);
    const id = Array.from({ length: OWN_POSTS_PAGE }, (_, index) => new Api.InputMessageID({ id: after + 1 + index }));
    const request = new Api.channels.GetMessages({ channel, id });
    const tried = await this.#ask('channels.getMessages', undefined, request);
    if (tried.kind === 'done') return { kind: 'found', messageIds: ownPosts(tried.answer, text) };
    const { outcome } = tried;
    if (outcome.kind === 'flood' || outcome.kind === 'unknown') return outcome;
    return { kind: 'refused', detail: tried.error?.errorMessage ?? outcome.kind };
  }

  async answerPress({ queryId, text, alert, url }: PressAnswer): Promise<SendOutcome> {
    const message = text?.slice(0, 200);
    const request = new Api.messages.SetBotCallbackAnswer({
      queryId: toLong(queryId),
      message,
      alert,
      url,
      cacheTime: 0,
    });
    return this.#do('messages.setBotCallbackAnswer', undefined, request);
  }

  async showTyping(chatId: bigint): Promise<SendOutcome> {
    const peer = await this.parts.peers.input(chatId);
    const action = new Api.SendMessageTypingAction();
    return this.#do('messages.setTyping', chatId, new Api.messages.SetTyping({ peer, action }));
  }

  async setCommands(langCode: string, commands: readonly BotCommand[]): Promise<SendOutcome> {
    const list = commands.map((command) => new Api.BotCommand(command));
    const scope = new Api.BotCommandScopeDefault();
    return this.#do('bots.setBotCommands', undefined, new Api.bots.SetBotCommands({ scope, langCode, commands: list }));
  }

  async lookUpMember(channelId: bigint, telegramId: bigint): Promise<MembershipLookup> {
    const { peers } = this.parts;
    const [channel, participant] = await Promise.all([peers.inputChannel(channelId), peers.input(telegramId)]);
    const ask = (of: Api.InputChannel) =>
      this.#ask(GET_PARTICIPANT, undefined, new Api.channels.GetParticipant({ channel: of, participant }));
    let tried = await ask(channel);
    const isWrongHash = tried.kind === 'not_done' && tried.error?.errorMessage === 'CHANNEL_INVALID';
    const known = isWrongHash ? await this.#knownAnew(channel) : undefined;
    if (known) tried = await ask(known);
    return tried.kind === 'done' ? readParticipant(tried.answer.participant) : membershipOf(tried.error, tried.outcome);
  }

  /** After a new sign-in old access hashes may be refused; where the bot is, Telegram tells it the new one without any. */
  async #knownAnew({ channelId }: Api.InputChannel): Promise<Api.InputChannel | undefined> {
    const bare = new Api.InputChannel({ channelId, accessHash: toLong(0n) });
    const tried = await this.#ask('channels.getChannels', undefined, new Api.channels.GetChannels({ id: [bare] }));
    if (tried.kind === 'not_done') return undefined;
    const { chats } = tried.answer;
    this.parts.take(new Api.Updates({ updates: [], users: [], chats, date: 0, seq: 0 }));
    const channel = chats.find((chat): chat is Api.Channel => chat instanceof Api.Channel);
    return channel?.accessHash && new Api.InputChannel({ channelId, accessHash: channel.accessHash });
  }

  /** Defect 14: the package's lookup refuses short names and links; and it asks again each time. */
  async findChannel(reference: string): Promise<ChannelLookup> {
    const marked = /^-?\d+$/.test(reference) ? BigInt(reference) : undefined;
    if (marked !== undefined && unmark(marked).kind !== 'CHANNEL')
      return { kind: 'not_found', detail: 'not a channel' };
    const username = publicName(reference);
    if (marked === undefined && !username) return { kind: 'not_found', detail: 'no public name' };
    const tried =
      marked === undefined
        ? await this.#ask(
            'contacts.resolveUsername',
            undefined,
            new Api.contacts.ResolveUsername({ username: username as string }),
          )
        : await this.#ask(
            'channels.getChannels',
            undefined,
            new Api.channels.GetChannels({ id: [await this.parts.peers.inputChannel(marked)] }),
          );
    if (tried.kind === 'not_done') {
      const { outcome } = tried;
      if (outcome.kind === 'flood' || outcome.kind === 'unknown') return outcome;
      return { kind: 'not_found', detail: tried.error?.errorMessage ?? outcome.kind };
    }
    const { chats } = tried.answer;
    this.parts.take(new Api.Updates({ updates: [], users: [], chats, date: 0, seq: 0 }));
    const channel = chats.find((chat): chat is Api.Channel => chat instanceof Api.Channel);
    return channel ? { kind: 'found', channel: channelOf(channel) } : { kind: 'not_found', detail: 'not a channel' };
  }

  async createInviteLink(channelId: bigint): Promise<InviteLinkOutcome> {
    const peer = await this.parts.peers.input(channelId);
    const request = new Api.messages.ExportChatInvite({ peer, title: 'numbershop' });
    const tried = await this.#ask('messages.exportChatInvite', channelId, request);
    if (tried.kind === 'done') {
      if (tried.answer instanceof Api.ChatInviteExported) return { kind: 'created', link: tried.answer.link };
      return { kind: 'refused', detail: 'no link' };
    }
    const { outcome } = tried;
    if (outcome.kind === 'flood' || outcome.kind === 'unknown') return outcome;
    return { kind: 'refused', detail: tried.error?.errorMessage ?? outcome.kind };
  }

  async download(file: FileReference, maxBytes: number): Promise<DownloadOutcome> {
    if (file.size > maxBytes) return { kind: 'refused', detail: `FILE_TOO_BIG: ${file.size} of ${maxBytes} bytes` };
    const tried = await this.#try('upload.getFile', undefined, () => downloadFile(this.parts.call, file));
    if (tried.kind === 'done') return { kind: 'downloaded', content: tried.answer };
    const { outcome } = tried;
    if (outcome.kind === 'flood' || outcome.kind === 'unknown') return outcome;
    return { kind: 'refused', detail: tried.error?.errorMessage ?? outcome.kind };
  }

  async #envelope({ chatId, randomId, replyTo, silent }: TextMessage | FileMessage) {
    return {
      peer: await this.parts.peers.input(chatId),
      randomId: toLong(randomId),
      silent,
      replyTo: replyTo === undefined ? undefined : new Api.InputReplyToMessage({ replyToMsgId: replyTo }),
    };
  }

  async #send(
    method: string,
    request: Api.messages.SendMessage | Api.messages.SendMedia,
    { chatId, randomId }: { chatId: bigint; randomId: bigint },
  ): Promise<SendOutcome> {
    const tried = await this.#ask(method, chatId, request);
    if (tried.kind === 'not_done') return tried.outcome;
    this.parts.take(tried.answer);
    return { kind: 'sent', messageId: sentMessageId(tried.answer, randomId) };
  }

  async #do(method: string, chatId: bigint | undefined, request: Api.AnyRequest): Promise<SendOutcome> {
    const tried = await this.#ask(method, chatId, request);
    return tried.kind === 'done' ? DONE : tried.outcome;
  }

  #ask<Request extends Api.AnyRequest>(method: string, chatId: bigint | undefined, request: Request) {
    const { call, callMs } = this.parts;
    return this.#try(method, chatId, (): Promise<Request['__response']> => call(request, callMs));
  }

  /** One attempt: not before a flood wait is over, and with every refusal turned into an outcome. */
  async #try<Answer>(
    method: string,
    chatId: bigint | undefined,
    act: () => Promise<Answer>,
  ): Promise<Done<Answer> | NotDone> {
    const { floods } = this.parts;
    const wait = floods.find(method, chatId);
    if (wait) return { kind: 'not_done', outcome: { kind: 'flood', ...wait } };
    try {
      if (this.parts.isClosed()) throw new LinkEnded('closed');
      return { kind: 'done', answer: await act() };
    } catch (error) {
      const outcome = await outcomeOf(error, { method, chatId, floods });
      return { kind: 'not_done', outcome, error: error instanceof RPCError ? error : undefined };
    }
  }
}
