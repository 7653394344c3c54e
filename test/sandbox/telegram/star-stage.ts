import bigInt from 'big-integer';
import { Api, type TelegramClient } from 'telegram';
import { type Payable, payWithGramjs } from '../../support/star-buyer';
import { openStage, pushedTo, type Stage } from './stage';

export const payload = Buffer.from('payment-1');

/** A stage whose first user has stars, and whose bot sells and can approve. */
export interface StarStage extends Stage {
  /** All that the bot was pushed. */
  botHeard: Api.TypeUpdate[];
  /** Sends an invoice to Ann and answers her own id of it. */
  sell(stars: number, extra?: Partial<ConstructorParameters<typeof Api.InputMediaInvoice>[0]>): Promise<number>;
  /** A link to pay by. */
  link(stars: number): Promise<string>;
  /** From now on the bot says this to each pre-checkout: yes, or why not. */
  answers(verdict: 'yes' | { no: string }): void;
  pays(messageId: number): ReturnType<typeof payWithGramjs>;
  paysAs(user: TelegramClient, what: Payable): ReturnType<typeof payWithGramjs>;
  stars(): { ann: bigint; bob: bigint; bot: bigint };
}

export const invoiceMedia = (
  stars: number,
  extra: Partial<ConstructorParameters<typeof Api.InputMediaInvoice>[0]> = {},
): Api.InputMediaInvoice =>
  new Api.InputMediaInvoice({
    title: 'Balance',
    description: 'Money for your balance',
    payload,
    providerData: new Api.DataJSON({ data: '{}' }),
    invoice: new Api.Invoice({
      currency: 'XTR',
      prices: [new Api.LabeledPrice({ label: 'Balance', amount: bigInt(stars) })],
    }),
    ...extra,
  });

export async function openStarStage(options: Parameters<typeof openStage>[0] = {}): Promise<StarStage> {
  const stage = await openStage(options);
  const { sandbox, bot, user, userId, otherId, botId } = stage;
  sandbox.stars.buy(userId, 1_000n);
  sandbox.stars.buy(otherId, 300n);
  await user.sendMessage('stage_bot', { message: '/start' });
  const botHeard = pushedTo(bot);
  let verdict: 'yes' | { no: string } | undefined;
  const answered = new Set<string>();
  const push = botHeard.push.bind(botHeard);
  botHeard.push = (...updates) => {
    for (const update of updates)
      if (verdict && update instanceof Api.UpdateBotPrecheckoutQuery && !answered.has(String(update.queryId))) {
        answered.add(String(update.queryId));
        const said = verdict === 'yes' ? { success: true } : { error: verdict.no };
        void bot.invoke(new Api.messages.SetBotPrecheckoutResults({ queryId: update.queryId, ...said }));
      }
    return push(...updates);
  };
  return {
    ...stage,
    botHeard,
    async sell(stars, extra) {
      const request = { peer: userId.toString(), message: '', randomId: bigInt.randBetween(1, 1e15) };
      await bot.invoke(new Api.messages.SendMedia({ ...request, media: invoiceMedia(stars, extra) }));
      return sandbox.history(userId, botId).at(-1)!.id;
    },
    async link(stars) {
      return (await bot.invoke(new Api.payments.ExportInvoice({ invoiceMedia: invoiceMedia(stars) }))).url;
    },
    answers(said) {
      verdict = said;
    },
    pays: (messageId) => payWithGramjs(user, { bot: 'stage_bot', messageId }),
    paysAs: payWithGramjs,
    stars: () => ({
      ann: sandbox.stars.balance(userId),
      bob: sandbox.stars.balance(otherId),
      bot: sandbox.stars.balance(botId),
    }),
  };
}

export const ofKind = <T>(updates: readonly unknown[], kind: abstract new (...facts: never[]) => T): T[] =>
  updates.filter((update): update is T => update instanceof kind);

/** The service messages of some updates, with what they say. */
export const serviceActions = (updates: readonly unknown[]): Api.TypeMessageAction[] =>
  ofKind(updates, Api.UpdateNewMessage)
    .map(({ message }) => message)
    .filter((message): message is Api.MessageService => message instanceof Api.MessageService)
    .map(({ action }) => action);
