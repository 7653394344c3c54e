import bigInt from 'big-integer';
import { Api, type TelegramClient } from 'telegram';
import type { TelegramSandbox } from '../../src/sandbox/telegram';
import { mtcuteClient } from './mtcute-client';
import { type MtcuteClient, type Payable, payWithGramjs, payWithMtcute } from './star-buyer';
import { connectGramjsUser } from './telegram-clients';

const PATIENCE_MS = 30_000;
const READ = 40;

/** One message of the chat with the bot, as the person's own client reads it. */
export interface ReadMessage {
  readonly id: number;
  readonly isMine: boolean;
  readonly text: string;
  readonly buttons: readonly { readonly text: string; readonly data?: Buffer; readonly url?: string }[];
  /** `isPaid`: there is a receipt under it. */
  readonly invoice?: { readonly title: string; readonly stars: number; readonly isPaid: boolean };
}

/** How to reach a data centre from outside, as `GET /sandbox` says it. */
export type DataCentreAddress = Pick<
  TelegramSandbox,
  'host' | 'port' | 'dcId' | 'layer' | 'publicKeyPem' | 'apiId' | 'apiHash'
>;

/** What both kinds of client can do. Ids of messages are the person's own. */
interface Hands {
  history(): Promise<ReadMessage[]>;
  says(text: string): Promise<unknown>;
  press(messageId: number, data: Buffer): Promise<string | undefined>;
  pay(what: Payable): Promise<unknown>;
  leaves(): Promise<unknown>;
}

/** A person with an unmodified client, who knows nothing but what the client shows. */
export class OutsideBuyer {
  constructor(
    private readonly bot: string,
    private readonly hands: Hands,
  ) {}

  says = (text: string) => this.hands.says(text);
  leaves = () => this.hands.leaves();
  /** The form and the payment itself, as a tap on Pay and its confirmation. Rejects as the client does. */
  pays = (what: { messageId: number } | { url: string }) =>
    this.hands.pay('url' in what ? what : { bot: this.bot, ...what });

  /** Newest last. */
  async chat(): Promise<ReadMessage[]> {
    return (await this.hands.history()).reverse();
  }

  /** Presses the newest button whose label fits, and gives the word that answers it. */
  async presses(label: RegExp): Promise<string | undefined> {
    const { id, data } = await this.sees(`a button ${label}`, (chat) => {
      for (const message of chat.reverse()) {
        const button = message.buttons.find(({ text, data }) => data && label.test(text));
        if (button) return { id: message.id, data: button.data! };
      }
      return undefined;
    });
    return this.hands.press(id, data);
  }

  pressesData = (messageId: number, data: Buffer) => this.hands.press(messageId, data);

  reads(text: RegExp, withinMs = PATIENCE_MS): Promise<ReadMessage> {
    return this.sees(
      `a message ${text}`,
      (chat) => chat.findLast((one) => !one.isMine && text.test(one.text)),
      withinMs,
    );
  }

  /** The newest invoice that is not paid yet. */
  findsInvoice(): Promise<ReadMessage> {
    return this.sees('an invoice', (chat) => chat.findLast(({ invoice }) => invoice && !invoice.isPaid));
  }

  /** The link of the newest button that opens one and whose label fits. */
  findsLink(label: RegExp): Promise<string> {
    return this.sees(`a link ${label}`, (chat) => {
      const buttons = chat.reverse().flatMap((message) => message.buttons);
      return buttons.find(({ text, url }) => url && label.test(text))?.url;
    });
  }

  async sees<Found>(
    what: string,
    look: (chat: ReadMessage[]) => Found | undefined,
    withinMs = PATIENCE_MS,
  ): Promise<Found> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const chat = await this.chat();
      const found = look([...chat]);
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`The buyer waited for ${what}; the chat:\n${written(chat)}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }
}

/** A chat as text, for a person who looks for a fault. */
export function written(chat: readonly ReadMessage[]): string {
  return chat
    .map(({ id, isMine, text, invoice, buttons }) => {
      const head = invoice
        ? `[invoice ${invoice.title}, ${invoice.stars} stars${invoice.isPaid ? ', paid' : ''}]`
        : text;
      return `${id} ${isMine ? '>' : '<'} ${head}\n${buttons.map((button) => `    [${button.text}]`).join('\n')}`;
    })
    .join('\n');
}

export async function gramjsBuyer(at: TelegramSandbox, userId: bigint, bot: string): Promise<OutsideBuyer> {
  return gramjsHands(await connectGramjsUser(at, userId), bot);
}

export async function gramjsHands(user: TelegramClient, bot: string): Promise<OutsideBuyer> {
  const peer = await user.getInputEntity(bot);
  return new OutsideBuyer(bot, {
    says: (message) => user.sendMessage(peer, { message }),
    async history() {
      const answer = await user.invoke(new Api.messages.GetHistory({ peer, limit: READ, hash: bigInt(0) }));
      return (answer as Api.messages.Messages).messages.flatMap((message) =>
        message instanceof Api.Message ? [ofGramjs(message)] : [],
      );
    },
    async press(msgId, data) {
      return (await user.invoke(new Api.messages.GetBotCallbackAnswer({ peer, msgId, data }))).message;
    },
    pay: (what) => payWithGramjs(user, what),
    leaves: () => user.destroy(),
  });
}

function ofGramjs(message: Api.Message): ReadMessage {
  const { replyMarkup, media } = message;
  const rows = replyMarkup instanceof Api.ReplyInlineMarkup ? replyMarkup.rows : [];
  return {
    id: message.id,
    isMine: message.out === true,
    text: message.message,
    buttons: rows.flatMap(({ buttons }) =>
      buttons.map((one) => ({
        text: one.text,
        ...(one instanceof Api.KeyboardButtonCallback ? { data: Buffer.from(one.data) } : {}),
        ...(one instanceof Api.KeyboardButtonUrl ? { url: one.url } : {}),
      })),
    ),
    ...(media instanceof Api.MessageMediaInvoice
      ? {
          invoice: {
            title: media.title,
            stars: media.totalAmount.toJSNumber(),
            isPaid: typeof media.receiptMsgId === 'number',
          },
        }
      : {}),
  };
}

export async function mtcuteBuyer(
  at: TelegramSandbox,
  person: { phone: string; loginCode: string },
  bot: string,
): Promise<OutsideBuyer> {
  const user: MtcuteClient = await mtcuteClient(at);
  await user.start({ phone: person.phone, code: person.loginCode, codeSentCallback: () => undefined });
  const peer = await user.resolvePeer(bot);
  return new OutsideBuyer(bot, {
    says: (text) => user.sendText(bot, text),
    async history() {
      const answer = await user.call({
        ...{ _: 'messages.getHistory', peer, limit: READ, offsetId: 0, offsetDate: 0, addOffset: 0 },
        ...{ maxId: 0, minId: 0, hash: 0 as never },
      } as never);
      return (answer as unknown as { messages: TlMessage[] }).messages.filter(({ _ }) => _ === 'message').map(ofMtcute);
    },
    async press(message, data) {
      return (await user.getCallbackAnswer({ chatId: bot, message, data })).message;
    },
    pay: (what) => payWithMtcute(user, what),
    leaves: () => user.destroy(),
  });
}

/** What of mtcute's raw message is read here. */
interface TlMessage {
  readonly _: string;
  readonly id: number;
  readonly out?: boolean;
  readonly message: string;
  readonly media?: { _: string; title: string; totalAmount: { toString(): string }; receiptMsgId?: number };
  readonly replyMarkup?: { rows?: { buttons: { text: string; data?: Uint8Array; url?: string }[] }[] };
}

function ofMtcute({ id, out, message, media, replyMarkup }: TlMessage): ReadMessage {
  return {
    id,
    isMine: out === true,
    text: message,
    buttons: (replyMarkup?.rows ?? []).flatMap(({ buttons }) =>
      buttons.map(({ text, data, url }) => ({
        text,
        ...(data ? { data: Buffer.from(data) } : {}),
        ...(url ? { url } : {}),
      })),
    ),
    ...(media?._ === 'messageMediaInvoice'
      ? {
          invoice: {
            title: media.title,
            stars: Number(media.totalAmount),
            isPaid: typeof media.receiptMsgId === 'number',
          },
        }
      : {}),
  };
}
