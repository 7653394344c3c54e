import type { SandboxMessage } from '../../../src/sandbox/telegram';
import type { ChatBuyer } from '../chat-buyer';

/** What one way through the chat asked of a person, and what it left there. */
export interface WalkFigures {
  /** Presses, typed messages and files. */
  readonly acts: number;
  /** The bot's messages in the chat at the end, since the way began. */
  readonly messages: number;
  /** Buttons under them that can be pressed. */
  readonly liveButtons: number;
}

/** A person with a client whose acts are counted. */
export class CountedClient {
  private acts = 0;
  private readonly before: number;

  constructor(readonly client: ChatBuyer) {
    this.before = client.messages().at(-1)?.id ?? 0;
  }

  /** Presses the newest button with this text, then waits until a message of the bot's says so. */
  async presses(label: RegExp, shows: RegExp): Promise<SandboxMessage> {
    this.acts += 1;
    await this.client.presses(label);
    return this.client.reads(shows);
  }

  /** One act of an impatient thumb: the second press must do nothing. */
  async pressesTwice(label: RegExp, shows: RegExp): Promise<SandboxMessage> {
    this.acts += 1;
    const { message, button } = await this.client.sees(() => this.client.findButton(label), `a button ${label}`);
    const data = Buffer.from(button.value);
    await Promise.all([1, 2].map(() => this.client.pressesData(message.id, data)));
    return this.client.reads(shows);
  }

  async types(text: string, shows: RegExp): Promise<SandboxMessage> {
    this.acts += 1;
    await this.client.says(text);
    return this.client.reads(shows);
  }

  async sends(fileName: string, content: string, shows: RegExp): Promise<SandboxMessage> {
    this.acts += 1;
    await this.client.sendsFile(fileName, Buffer.from(content));
    return this.client.reads(shows);
  }

  figures(): WalkFigures {
    const shown = this.client.fromBot().filter(({ id }) => id > this.before);
    const liveButtons = shown.reduce((sum, { buttons }) => sum + buttons.flat().length, 0);
    return { acts: this.acts, messages: shown.length, liveButtons };
  }
}
