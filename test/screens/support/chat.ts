import type { InboundEvent, InboundPress, Person } from '../../../src/ports/inbound-update';
import type { MessageButton, MessageKeyboard, PressAnswer, TextEntity } from '../../../src/ports/messenger';
import type { Invoice } from '../../../src/ports/stars';
import type { ScreenWorld } from './screen-world';

export interface ShownMessage {
  readonly id: number;
  text: string;
  entities: readonly TextEntity[];
  keyboard: MessageKeyboard;
  /** Telegram's own face of a payment in Stars. */
  readonly invoice?: Invoice;
}

/** One person's private chat with the bot, as that person sees it. */
export class Chat {
  readonly messages: ShownMessage[] = [];
  readonly toasts: PressAnswer[] = [];
  /** The person's own messages that the bot deleted. */
  readonly wiped: number[] = [];

  constructor(
    private readonly world: ScreenWorld,
    readonly person: Person,
  ) {}

  /** The message shown lowest. */
  get last(): ShownMessage {
    const last = this.messages.at(-1);
    if (!last) throw new Error('The chat is empty.');
    return last;
  }

  get toast(): string | undefined {
    return this.toasts.at(-1)?.text;
  }

  labels(message: ShownMessage = this.last): string[] {
    return message.keyboard.flat().map(({ text }) => text);
  }

  button(label: string | RegExp, message: ShownMessage = this.last): MessageButton {
    const fits = (text: string) => (typeof label === 'string' ? text.includes(label) : label.test(text));
    const found = message.keyboard.flat().find(({ text }) => fits(text));
    if (!found) throw new Error(`No button ${label} among ${JSON.stringify(this.labels(message))}`);
    return found;
  }

  dataOf(label: string | RegExp, message: ShownMessage = this.last): string {
    const button = this.button(label, message);
    if (button.kind !== 'callback') throw new Error(`${label} is a ${button.kind} button`);
    return button.data;
  }

  async writes(text: string): Promise<void> {
    await this.world.handles(this.messageOf(text));
  }

  async presses(label: string | RegExp, message: ShownMessage = this.last): Promise<void> {
    await this.pressesData(this.dataOf(label, message), message.id);
  }

  /** Joins a channel; `isTold`: the bot hears of it by an update. */
  async joins(channelId: bigint, o: { isTold?: boolean } = {}): Promise<void> {
    this.world.shop.telegram.joins(channelId, this.person.telegramId);
    if (o.isTold ?? true) await this.world.handles(this.participantOf(channelId, true));
  }

  async leaves(channelId: bigint, o: { isTold?: boolean } = {}): Promise<void> {
    this.world.shop.telegram.leaves(channelId, this.person.telegramId);
    if (o.isTold ?? true) await this.world.handles(this.participantOf(channelId, false));
  }

  participantOf(channelId: bigint, isMember: boolean): InboundEvent {
    const { telegramId: actorId } = this.person;
    const at = this.world.shop.clock.now();
    return { kind: 'participant', from: this.person, channelId, isMember, isAdmin: false, actorId, at };
  }

  /** Whatever a client may send, under whatever message. */
  async pressesData(data: string, messageId: number = this.last.id): Promise<void> {
    await this.world.handles(this.pressOf(data, messageId));
  }

  pressOf(data: string, messageId: number): InboundPress {
    const { telegramId } = this.person;
    return { kind: 'press', from: this.person, queryId: this.world.nextQueryId(), chatId: telegramId, messageId, data };
  }

  messageOf(text: string, o: { isSticker?: boolean } = {}): InboundEvent {
    return {
      kind: 'message',
      from: this.person,
      messageId: this.world.nextMessageId(),
      sentAt: this.world.shop.clock.now(),
      text: o.isSticker ? '' : text,
      entities: [],
      replyToMessageId: null,
      document: null,
      forwardedFromChannelId: null,
    };
  }

  receives(message: ShownMessage): void {
    this.messages.push(message);
  }

  find(id: number): ShownMessage | undefined {
    return this.messages.find((message) => message.id === id);
  }

  /** The person deletes the chat on this side, and so the message can be edited no more. */
  deletes(message: ShownMessage): void {
    this.messages.splice(this.messages.indexOf(message), 1);
  }

  /** The bot deletes a message of its own. */
  loses(id: number): void {
    const message = this.find(id);
    if (message) this.deletes(message);
  }
}
