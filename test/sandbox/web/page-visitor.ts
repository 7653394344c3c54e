import { eventually } from '../telegram/eventually';

interface Received {
  kind: string;
  // biome-ignore lint/suspicious/noExplicitAny: the page reads these as plain JSON too
  facts: any;
}

/** One browser tab as the server sees it: the stream of a user's chat, and acts. */
export class PageVisitor {
  readonly events: Received[] = [];
  private readonly abort = new AbortController();
  ended = false;

  private constructor(
    private readonly origin: string,
    private readonly userId: string,
  ) {}

  /** Opens the stream, and waits for the chat to be online unless told not to. */
  static async open(origin: string, userId: string, online = true): Promise<PageVisitor> {
    const visitor = new PageVisitor(origin, userId);
    await visitor.connect();
    if (online) await eventually(() => expect(visitor.state?.connection).toBe('online'));
    return visitor;
  }

  /** The last whole state received. */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  get state(): any {
    return this.of('state').at(-1)?.state;
  }

  of = (kind: string) => this.events.filter((event) => event.kind === kind).map(({ facts }) => facts);

  async act(name: string, body: object = {}) {
    const answer = await fetch(`${this.origin}/sandbox/users/${this.userId}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    // biome-ignore lint/suspicious/noExplicitAny: see above
    return { status: answer.status, said: (await answer.json()) as any };
  }

  leave(): void {
    this.abort.abort();
  }

  private async connect(): Promise<void> {
    const answer = await fetch(`${this.origin}/sandbox/users/${this.userId}/events`, { signal: this.abort.signal });
    if (answer.status !== 200) throw new Error(`the stream answered ${answer.status}`);
    this.read(answer.body!).catch(() => {
      this.ended = true;
    });
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      rest += decoder.decode(chunk, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
    this.ended = true;
  }

  private take(block: string): void {
    const [, kind, json] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
    if (kind && json) this.events.push({ kind, facts: JSON.parse(json) });
  }
}
