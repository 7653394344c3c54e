import { eventually } from '../sandbox/telegram/eventually';
import { PageVisitor } from '../sandbox/web/page-visitor';

interface Shown {
  readonly id: number;
  readonly out: boolean;
  readonly text: string;
  readonly rows: readonly (readonly { kind: string; text: string; data?: string; url?: string }[])[];
  readonly file?: { readonly name: string };
}

const PATIENCE_MS = 20_000;

/** Somebody at the sandbox's page who plays one of its people: what the page can do over HTTP, and nothing else. */
export class PageReader {
  private constructor(
    private readonly origin: string,
    private readonly userId: string,
    private readonly visitor: PageVisitor,
  ) {}

  static async open(origin: string, userId: string): Promise<PageReader> {
    return new PageReader(origin, userId, await PageVisitor.open(origin, userId));
  }

  /** The chat as the page shows it, oldest first. */
  messages(): Shown[] {
    const shown = new Map<number, Shown>();
    for (const { kind, facts } of this.visitor.events) {
      if (kind === 'state') {
        shown.clear();
        for (const message of facts.state.messages as Shown[]) shown.set(message.id, message);
      }
      if (kind === 'message') shown.set(facts.message.id, facts.message as Shown);
      if (kind === 'gone') for (const id of facts.ids as number[]) shown.delete(id);
    }
    return [...shown.values()].sort((a, b) => a.id - b.id);
  }

  /** Types something, and waits for the bot's answer to it. */
  async types(text: string): Promise<Shown> {
    return this.answered(() => this.does('messages', { text }));
  }

  async sendsFile(name: string, content: string): Promise<Shown> {
    return this.answered(async () => {
      const url = `${this.origin}/sandbox/users/${this.userId}/files?name=${encodeURIComponent(name)}`;
      const headers = { 'content-type': 'application/octet-stream' };
      expect((await fetch(url, { method: 'POST', headers, body: content })).status).toBe(200);
    });
  }

  /** Presses the newest button of this name; a part of it is enough. */
  async presses(label: string): Promise<void> {
    const isIt = ({ text }: { text: string }) => text === label || text.includes(label);
    const [message, button] = await this.sees(`a button "${label}"`, () => {
      const found = this.messages().findLast(({ rows }) => rows.flat().some(isIt));
      return found && ([found, found.rows.flat().find(isIt)!] as const);
    });
    if (button.kind === 'url') {
      await this.does('membership', { url: button.url, isMember: true });
      return;
    }
    const before = JSON.stringify(this.messages());
    await this.does('press', { messageId: message.id, data: button.data });
    await this.sees(`what "${label}" does`, () => JSON.stringify(this.messages()) !== before || undefined);
  }

  /** Waits until the bot has said so, and gives that message. */
  reads(words: string | RegExp): Promise<Shown> {
    const fits = ({ out, text }: Shown) =>
      !out && (typeof words === 'string' ? text.includes(words) : words.test(text));
    return this.sees(`"${words}"`, () => this.messages().findLast(fits));
  }

  /** The content of the newest file of this name. */
  async saves(name: RegExp): Promise<Buffer> {
    const found = await this.sees(`a file ${name}`, () =>
      this.messages().findLast(({ file, out }) => !out && file && name.test(file.name)),
    );
    const answer = await fetch(`${this.origin}/sandbox/users/${this.userId}/files/${found.id}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  leaves(): void {
    this.visitor.leave();
  }

  private async does(act: string, body: object): Promise<void> {
    const { status, said } = await this.visitor.act(act, body);
    if (status !== 200) throw new Error(`${act} answered ${status}: ${JSON.stringify(said)}`);
  }

  private async answered(act: () => Promise<void>): Promise<Shown> {
    const newest = () => this.messages().findLast(({ out }) => !out);
    const before = newest()?.id ?? 0;
    await act();
    return this.sees('an answer', () => {
      const last = newest();
      return last && last.id > before ? last : undefined;
    });
  }

  private async sees<Found>(what: string, look: () => Found | undefined): Promise<Found> {
    let found: Found | undefined;
    const isThere = () => {
      found = look();
      if (found !== undefined) return;
      const last = this.messages().at(-1);
      const buttons = last?.rows.flat().map(({ text }) => `[${text}]`);
      throw new Error(`The reader waited for ${what}; last stood there:\n${last?.text}\n${buttons}`);
    };
    await eventually(isThere, PATIENCE_MS);
    return found!;
  }
}
