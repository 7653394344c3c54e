import { Api, type TelegramClient } from 'telegram';
import type { SandboxButton, SandboxMessage, TelegramSandbox } from '../../src/sandbox/telegram';
import { connectGramjsUser } from './telegram-clients';

const PATIENCE_MS = 10_000;

/** A person with a GramJS client: acts over MTProto, and reads the chat as the data centre keeps it for that person. */
export class ChatBuyer {
  private constructor(
    private readonly sandbox: TelegramSandbox,
    readonly telegramId: bigint,
    private readonly botId: bigint,
    private readonly bot: Api.TypeInputPeer,
    private readonly client: TelegramClient,
  ) {}

  static async open(sandbox: TelegramSandbox, telegramId: bigint, botUsername: string): Promise<ChatBuyer> {
    const client = await connectGramjsUser(sandbox, telegramId);
    const found = await client.invoke(new Api.contacts.ResolveUsername({ username: botUsername }));
    const bot = found.users[0] as Api.User;
    const peer = new Api.InputPeerUser({ userId: bot.id, accessHash: bot.accessHash! });
    return new ChatBuyer(sandbox, telegramId, BigInt(bot.id.toString()), peer, client);
  }

  /** Newest last, the bot's and the buyer's own. */
  messages(): SandboxMessage[] {
    return this.sandbox.history(this.telegramId, this.botId);
  }

  /** Newest last, the bot's only. */
  fromBot(): SandboxMessage[] {
    return this.messages().filter(({ fromId }) => fromId === this.botId);
  }

  async says(message: string): Promise<void> {
    await this.client.sendMessage(this.bot, { message });
  }

  /** Presses the newest button whose text matches, and gives the bot's answer to the press. */
  async presses(text: RegExp): Promise<Api.messages.BotCallbackAnswer> {
    const { message, button } = await this.sees(() => this.findButton(text), `a button ${text}`);
    return this.pressesData(message.id, Buffer.from(button.value));
  }

  /** Presses whatever one pleases: stale, foreign or forged. */
  pressesData(msgId: number, data: Buffer): Promise<Api.messages.BotCallbackAnswer> {
    return this.client.invoke(new Api.messages.GetBotCallbackAnswer({ peer: this.bot, msgId, data }));
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

  async sees<Found>(look: () => Found | undefined, what: string, withinMs = PATIENCE_MS): Promise<Found> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) {
        const last = this.fromBot().at(-1);
        const shown = last ? `${last.text}\n${last.buttons.flat().map(({ text }) => `[${text}]`)}` : 'nothing at all';
        throw new Error(`The buyer waited for ${what}; last stood there:\n${shown}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async leaves(): Promise<void> {
    await this.client.destroy();
  }
}
