import { fromRow, toPayload } from '../../../src/bot/inbox';
import { createRouter } from '../../../src/bot/interaction/router';
import { createRenderer, type NoticeRow } from '../../../src/bot/outbox/kinds';
import { createPanel } from '../../../src/bot/panel/panel';
import { answerPreCheckout } from '../../../src/bot/payments';
import { Secret } from '../../../src/config/secret';
import { hashPassword } from '../../../src/platform/password-hash';
import { SecretBox } from '../../../src/platform/secret-box';
import type { InboundEvent, InboundUpdate, Person } from '../../../src/ports/inbound-update';
import { receiveMessages } from '../../../src/usecases/messages/receive-messages';
import { takeStars } from '../../../src/usecases/payments/stars';
import { openShop, type Shop } from '../../support/shop';
import { Chat } from './chat';

export type ScreenWorld = Awaited<ReturnType<typeof openScreenWorld>>;

export const BOT_ID = 7_000_000_001n;

type Row = NoticeRow & { id: bigint; telegramId: bigint; randomId: bigint };

/** A shop with its screens: updates go in, and what the outbox then holds is shown in the chats. */
export async function openScreenWorld(o: { ownerIds?: readonly bigint[]; adminPassword?: string } = {}) {
  const passwordHash = o.adminPassword === undefined ? undefined : new Secret(await hashPassword(o.adminPassword));
  const secretBox = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
  const shop = await openShop(o);
  const chats = new Map<bigint, Chat>();
  let updates = 0n;
  let queries = 0n;
  let messages = 0;
  let gifts = 0;
  let charges = 0;
  let people = 900_000n;
  const sent = new Set<bigint>();

  const messenger = {
    async answerPress(answer: Chat['toasts'][number]) {
      asking?.toasts.push(answer);
      return { kind: 'sent', messageId: undefined } as const;
    },
  };
  let asking: Chat | undefined;
  const files = {
    async deleteMessages(_chatId: bigint, messageIds: readonly number[]) {
      asking?.wiped.push(...messageIds);
      return { kind: 'sent', messageId: undefined } as const;
    },
    async download() {
      return { kind: 'refused', detail: 'there are no files here' } as const;
    },
    async setCommands() {
      return { kind: 'sent', messageId: undefined } as const;
    },
  };

  const world = {
    shop,
    nextQueryId: () => ++queries,
    nextMessageId: () => ++messages,

    /** A person whom the shop does not know yet. */
    stranger(person: Partial<Person> = {}): Chat {
      people += 1n;
      const chat = new Chat(world, {
        telegramId: people,
        firstName: 'Vera',
        lastName: null,
        username: null,
        languageCode: 'en',
        ...person,
      });
      chats.set(chat.person.telegramId, chat);
      return chat;
    },

    /** A person who started the bot and has money. */
    async buyer(o: { balance?: bigint; language?: string; firstName?: string } = {}): Promise<Chat> {
      const chat = world.stranger({ languageCode: o.language ?? 'en', firstName: o.firstName ?? 'Vera' });
      await chat.writes('/start');
      if (o.balance) await world.gives(chat, o.balance);
      return chat;
    },

    async gives(chat: Chat, amount: bigint, reason = 'welcome'): Promise<void> {
      gifts += 1;
      await shop.db.ledger.post({
        key: `given:${gifts}`,
        type: 'ADD',
        amount,
        userId: await world.userId(chat),
        actor: { type: 'JOB', id: 'test' },
        reason,
        at: shop.clock.now(),
      });
    },

    async userId(chat: Chat): Promise<bigint> {
      const { id } = await shop.one<{ id: bigint }>('SELECT id FROM users WHERE telegram_id = $1', [
        chat.person.telegramId,
      ]);
      return id;
    },

    update(event: InboundEvent): InboundUpdate {
      updates += 1n;
      return { ...event, id: updates, receivedAt: shop.clock.now(), attempts: 0 };
    },

    /** One update from its arrival to the screen. */
    async handles(event: InboundEvent): Promise<void> {
      await world.handlesUpdate(world.update(event));
      await world.delivers();
    },

    /** The handling alone: what it puts waits in the outbox. */
    async handlesUpdate(update: InboundUpdate): Promise<void> {
      asking = 'from' in update ? chats.get(update.from.telegramId) : undefined;
      const { app } = shop;
      const panel = createPanel({ app, messenger: files, secretBox, passwordHash });
      const router = createRouter({ app, messenger: { ...messenger, ...files }, botId: BOT_ID, panel });
      await router.handle(update);
    },

    /** Sends all that waits, in order, as the loop of the outbox does. */
    async delivers(): Promise<void> {
      const renderer = createRenderer(shop.app);
      for (let row = await nextRow(shop); row; row = await nextRow(shop)) {
        const rendered = await renderer.render(row);
        const chat = chats.get(row.telegramId);
        const id = rendered && chat ? show(chat, rendered, row.randomId) : undefined;
        if (rendered) await renderer.onSent(row, id);
        await shop.app.db.outbox.markSent([{ row: { ...row, term: null }, messageId: id, at: shop.clock.now() }]);
      }
    },

    /** An update is stored, and not handled yet. */
    async arrives(event: InboundEvent & { from: Person }): Promise<void> {
      updates += 1n;
      await shop.all(
        `INSERT INTO inbox (id, dedupe_key, telegram_id, kind, payload, received_at) OVERRIDING SYSTEM VALUE
         VALUES ($1, ($1::bigint)::text, $2, $3, $4::jsonb, $5)`,
        [updates, event.from.telegramId, event.kind, toPayload(event), shop.clock.now()],
      );
    },

    /** Handles what was stored, as the runner of the inbox does; what a dead program began is begun anew. */
    async works(): Promise<void> {
      for (const row of await shop.app.db.inbox.listWaiting(0n, 100)) {
        await world.handlesUpdate(fromRow(row));
        await shop.app.db.inbox.markHandled([row.id], shop.clock.now());
      }
    },

    /** An SMS comes to a number of the pool, and its notice is delivered. */
    async sms(providerId: number, phone: string, text: string): Promise<void> {
      const message = { externalId: `sms-${++messages}`, phone, text, receivedAt: shop.clock.now() };
      await receiveMessages(shop.app, { providerId, source: 'POLL', messages: [message] });
      await world.delivers();
    },

    /** A tap on the Pay button of an invoice: Telegram asks, then takes the stars. Gives the words of a refusal. */
    async pays(chat: Chat, message: Chat['last']): Promise<string | undefined> {
      const { payload, stars } = message.invoice!;
      const amount = BigInt(stars);
      const { telegramId, languageCode } = chat.person;
      const query = { queryId: world.nextQueryId(), telegramId, languageCode, payload, currency: 'XTR', amount };
      const verdict = await answerPreCheckout(shop.app, query);
      if (!verdict.ok) return verdict.error;
      charges += 1;
      await takeStars(shop.app, { chargeId: `charge ${charges}`, payload, amount, at: shop.clock.now() });
      await world.delivers();
      return undefined;
    },

    async money(chat: Chat) {
      return shop.db.ledger.findWallet(await world.userId(chat));
    },

    close: () => shop.close(),
  };

  function show(
    chat: Chat,
    o: {
      text: string;
      entities?: Chat['last']['entities'];
      keyboard?: Chat['last']['keyboard'];
      invoice?: Chat['last']['invoice'];
      edit?: number;
      orSend?: boolean;
      delete?: readonly number[];
    },
    randomId: bigint,
  ) {
    if (o.delete) {
      for (const id of o.delete) chat.loses(id);
      return undefined;
    }
    const { invoice } = o;
    const text = invoice ? `${invoice.title}\n${invoice.description}` : o.text;
    const content = { text, entities: o.entities ?? [], keyboard: o.keyboard ?? [] };
    checkContent(content);
    const edited = o.edit === undefined ? undefined : chat.find(o.edit);
    if (edited) return Object.assign(edited, content).id;
    if (o.edit !== undefined && !o.orSend) return undefined;
    // The same random id is the same message; its id is not told again.
    if (sent.has(randomId)) return undefined;
    sent.add(randomId);
    messages += 1;
    chat.receives({ id: messages, ...content, ...(invoice ? { invoice } : {}) });
    return messages;
  }

  return world;
}

async function nextRow(shop: Shop): Promise<Row | undefined> {
  const now = shop.clock.now();
  const [row] = await shop.app.db.outbox.claim({
    now,
    leaseUntil: new Date(now.getTime() + 60_000),
    urgentLimit: 1,
    broadcastLimit: 0,
  });
  return row as Row | undefined;
}

/** What Telegram would refuse, every message that is shown is checked for. */
function checkContent({ text, entities, keyboard }: Omit<Chat['last'], 'id'>): void {
  if (text.length === 0 || text.length > 4096) throw new Error(`A message of ${text.length} units.`);
  for (const { offset, length } of entities) {
    if (offset < 0 || length < 1 || offset + length > text.length) throw new Error(`An entity at ${offset}+${length}.`);
  }
  for (const button of keyboard.flat()) {
    if (button.text.length === 0) throw new Error('A button without a label.');
    if (button.kind === 'callback' && Buffer.byteLength(button.data) > 64) throw new Error(`Data of ${button.data}`);
  }
}
