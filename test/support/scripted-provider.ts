import type { ProviderCapability, SmsProvider } from '../../src/ports/sms-provider';

type Method = Exclude<keyof SmsProvider, 'id' | 'name' | 'capabilities' | 'lifetimeMs' | 'foreign'>;
type Reply<M extends Method> = Awaited<ReturnType<NonNullable<SmsProvider[M]>>>;
type Answer<M extends Method> =
  | Reply<M>
  | ((...asked: Parameters<NonNullable<SmsProvider[M]>>) => Reply<M> | Promise<Reply<M>>);

const CAPABILITIES: Partial<Record<Method, ProviderCapability>> = {
  acquire: 'purchase',
  listActive: 'activeList',
  cancel: 'cancel',
  finish: 'finish',
  resend: 'resend',
  pullInbox: 'inbox',
};

/**
 * A supplier that says what the test prepared, once for each preparation (`always` for ever), and knows only the methods
 * given. A call that nothing was prepared for throws and is remembered, so that the story fails.
 */
export class ScriptedProvider implements SmsProvider {
  readonly capabilities: ReadonlySet<ProviderCapability>;
  readonly calls: { method: Method; asked: readonly unknown[] }[] = [];
  readonly unprepared: Method[] = [];
  readonly #prepared = new Map<Method, unknown[]>();
  readonly #always = new Map<Method, unknown>();
  acquire?: SmsProvider['acquire'];
  orderState?: SmsProvider['orderState'];
  listActive?: SmsProvider['listActive'];
  cancel?: SmsProvider['cancel'];
  finish?: SmsProvider['finish'];
  ban?: SmsProvider['ban'];
  resend?: SmsProvider['resend'];
  prices?: SmsProvider['prices'];
  catalogue?: SmsProvider['catalogue'];
  balance?: SmsProvider['balance'];
  pullInbox?: SmsProvider['pullInbox'];
  readWebhook?: SmsProvider['readWebhook'];

  constructor(
    readonly id: number,
    readonly name: string,
    methods: readonly Method[],
  ) {
    this.capabilities = new Set(methods.flatMap((method) => CAPABILITIES[method] ?? []));
    for (const method of methods)
      Object.assign(this, { [method]: (...asked: unknown[]) => this.#answer(method, asked) });
  }

  next<M extends Method>(method: M, answer: Answer<M>): this {
    this.#prepared.set(method, [...(this.#prepared.get(method) ?? []), answer]);
    return this;
  }

  always<M extends Method>(method: M, answer: Answer<M>): this {
    this.#always.set(method, answer);
    return this;
  }

  called(method: Method): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  #answer(method: Method, asked: unknown[]): unknown {
    // The one method that answers without asking anybody.
    return method === 'readWebhook' ? this.#say(method, asked) : this.#later(method, asked);
  }

  async #later(method: Method, asked: unknown[]): Promise<unknown> {
    return this.#say(method, asked);
  }

  #say(method: Method, asked: unknown[]): unknown {
    this.calls.push({ method, asked });
    const answer = this.#prepared.get(method)?.shift() ?? this.#always.get(method);
    if (answer === undefined) {
      this.unprepared.push(method);
      throw new Error(`${this.name}: ${method} was called, but the test prepared no answer.`);
    }
    return typeof answer === 'function' ? answer(...asked) : answer;
  }
}
