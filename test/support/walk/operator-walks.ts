import assert from 'node:assert/strict';
import { readTable } from '../../../src/platform/tables/read-table';
import { buysWhatsApp } from '../buyer-walks';
import { PASSWORD, type PanelShop } from '../panel-shop';
import { CountedClient, type WalkFigures } from './counted-client';
import type { WalkPlace } from './walk-place';

export type PlaceWalk = (place: WalkPlace) => Promise<WalkFigures>;

/** Somebody with an empty chat enters the panel; the two acts count. */
async function entersPanel({ world }: PanelShop): Promise<CountedClient> {
  const operator = new CountedClient(await world.buyer());
  await operator.types('/admin', /password/);
  await operator.types(PASSWORD, /Today \(UTC\)/);
  return operator;
}

/** Somebody who is in the panel already, as operators are all day. */
const inPanel = async (panel: PanelShop) => new CountedClient(await panel.admin());

/** What was put on sale reaches a buyer, with its code. */
async function sells(
  { panel }: WalkPlace,
  o: { service: RegExp; country: RegExp; receives(phone: string, text: string): void },
): Promise<void> {
  const buyer = await panel.world.buyer();
  const { id } = await buyer.asks('/services');
  await buyer.pressesOn(id, o.service);
  await buyer.pressesOn(id, o.country);
  await buyer.pressesOn(id, /✅ Get a number/);
  const { text } = await buyer.showsOn(id, /📞 \+\d+/);
  o.receives(/📞 \+(\d+)/.exec(text)![1]!, 'Your code is 240-100');
  await buyer.reads(/^🔑 240-100/);
}

async function availableOf({ world }: PanelShop, { client }: CountedClient): Promise<string> {
  const [wallet] = await world.query<{ available: string }>(
    'SELECT w.available::text FROM wallets w JOIN users u ON u.id = w.user_id WHERE u.telegram_id = $1',
    [String(client.telegramId)],
  );
  return wallet!.available;
}

/** What an operator does. Each checks at its end that it happened; those come last that change what buyers choose from. */
export const OPERATOR_WALKS: Readonly<Record<string, PlaceWalk>> = {
  async 'find and add balance'({ panel }) {
    const buyer = new CountedClient(await panel.world.buyer({ balance: 0n }));
    await buyer.types('/start', /Hello/);
    await panel.world.query(`UPDATE users SET username = 'despina' WHERE telegram_id = $1`, [
      String(buyer.client.telegramId),
    ]);
    const operator = await inPanel(panel);
    await operator.types('/find despina', /1 found[\s\S]*Available: \$0\.00/);
    await operator.types('/add @despina 5 late refund', /Add \$5\.00 to [\s\S]*\$0\.00 → \$5\.00[\s\S]*late refund/);
    await operator.pressesTwice(/✅ Add it/, /Available: \$5\.00/);
    await buyer.client.reads(/\$5\.00 was added/);
    assert.equal(await availableOf(panel, buyer), '50000');
    return operator.figures();
  },

  /** A buyer complains of a number that has its code; its digits are all that he can say. */
  async refund({ panel }) {
    const buyer = new CountedClient(await panel.world.buyer());
    await buyer.types('/start', /Hello/);
    const { phone } = await buysWhatsApp(buyer.client);
    panel.world.inbox.receive(phone, 'Your WhatsApp code is 240-200');
    await buyer.client.reads(/^🔑 240-200/);
    assert.equal(await availableOf(panel, buyer), '92000');
    const operator = await inPanel(panel);
    await operator.types(`+${phone}`, /may mean:/);
    await operator.presses(/#\d+ .*WhatsApp/, /✅ completed/);
    await operator.presses(/💚 Refund/, /💚 Refund #\d+: \$0\.80/);
    await operator.types('The code did not work', /2 \/ 2/);
    await operator.pressesTwice(/💚 Refund/, /✅ completed/);
    await buyer.client.sees(async () => (await availableOf(panel, buyer)) === '100000' || undefined, 'the refund');
    const isBack = () => /✅ completed/.test(operator.client.fromBot().at(-1)!.text) || undefined;
    await operator.client.sees(isBack, 'the reservation again');
    return operator.figures();
  },

  async broadcast({ panel }) {
    const reader = await panel.world.buyer();
    await reader.asks('/start');
    const operator = await inPanel(panel);
    await operator.types('Broadcasts', /📣 Broadcasts/);
    await operator.presses(/✍️ New broadcast/, /Send the message/);
    await operator.types('Good news for everybody', /draft[\s\S]*Would reach \d+ people[\s\S]*Good news/);
    await operator.presses(/👁 Preview/, /^Good news for everybody$/);
    await operator.presses(/▶️ Send to \d+/, /This goes to \d+ people now[\s\S]*cannot be taken back/);
    const news = () => reader.fromBot().filter(({ text }) => text === 'Good news for everybody').length;
    assert.equal(news(), 0, 'the news were sent without a word');
    await operator.pressesTwice(/✅ Yes, send it to \d+/, /Broadcast #\d+ is done\nGood news for everybody\nSent: \d+/);
    assert.equal(news(), 1);
    return operator.figures();
  },

  async export({ panel }) {
    const operator = await inPanel(panel);
    await operator.types('Files', /Exports and configuration/);
    const isCsv = ({ media }: ReturnType<typeof operator.client.fromBot>[number]) =>
      media?.kind === 'document' && /^users-\d{4}-\d\d-\d\d\.csv$/.test(media.name ?? '');
    await operator.presses(/👤 Users/, /(?:)/);
    const message = await operator.client.sees(() => operator.client.fromBot().find(isCsv), 'a file of users');
    const rows: string[][] = [];
    const table = await readTable([panel.world.telegram.fileBytes(message.media!.fileId)!]);
    for await (const batch of table.rows) rows.push(...batch.map(({ cells }) => cells.map(String)));
    const column = rows[0]!.indexOf('telegramId');
    const own = rows.filter((row) => row[column] === String(operator.client.telegramId));
    assert.equal(own.length, 1, 'the file has one line of the operator himself');
    return operator.figures();
  },

  async 'sell from a supplier'(place) {
    const { panel, supplier } = place;
    const operator = await entersPanel(panel);
    await operator.presses(/🛒 Sell something/, /What do you have/);
    await operator.presses(/^spring$/, /Key of spring/);
    await operator.types(
      supplier.apiKey,
      /✅ Connected, balance \$1,000\.00[\s\S]*WhatsApp: from \$0\.\d+, \d+ countries\nTelegram[\s\S]*Chosen: 10 of 2\d/,
    );
    await operator.presses(/✅ All of these \(2\d\)/, /In which countries[\s\S]*in stock/);
    await operator.presses(/➡️ These 10/, /How much on top/);
    await operator.presses(/⭐ \+50%/, /Cost \+ 50%[\s\S]*WhatsApp · .*: \$0\.\d+ → \$\d\.\d+/);
    await operator.pressesTwice(/✅ Put on sale/, /✅ On sale from this supplier: 2\d\d/);
    const figures = operator.figures();

    assert(!operator.client.messages().some(({ text }) => text.includes(supplier.apiKey)), 'the key is in the chat');
    const [made] = await panel.world.query<{ losing: string; services: number; providers: number }>(
      `SELECT count(*) FILTER (WHERE r.listed_cost > o.price OR r.max_cost > o.price)::text AS losing,
         count(DISTINCT o.service_id)::int AS services, count(DISTINCT p.id)::int AS providers
       FROM routes r JOIN offers o ON o.id = r.offer_id JOIN providers p ON p.id = r.provider_id WHERE p.name LIKE 'spring%'`,
    );
    assert.equal(made!.losing, '0', 'something is sold below its cost');
    assert(made!.services >= 20, `${made!.services} services are on sale`);
    assert.equal(made!.providers, 1);
    await sells(place, { service: /Discord/, country: /Canada/, receives: (...sms) => supplier.receive(...sms) });
    return figures;
  },

  async 'sell own numbers'(place) {
    const { panel } = place;
    const operator = await entersPanel(panel);
    await operator.presses(/🛒 Sell something/, /What do you have/);
    await operator.presses(/☎️ Own numbers/, /Send a file/);
    const file = 'phone\n+37251234561\n+37251234562\n+48501234567\nhello\n';
    await operator.sends('june.csv', file, /📥 3 numbers[\s\S]*🇪🇪 2 · 🇵🇱 1[\s\S]*⚠️ 1 line is no number/);
    await operator.types('Garden club', /^Garden club[\s\S]*What does a number cost/);
    await operator.types(
      '0.80',
      /✅ On sale: Garden club[\s\S]*🇪🇪 Estonia: \$0\.80\n🇵🇱 Poland: \$0\.80[\s\S]*🟢 new: 3/,
    );
    const figures = operator.figures();

    const offers = await panel.world.query(
      `SELECT c.iso, o.price::text AS price, r.is_pool AS "isPool",
         (SELECT count(*)::int FROM numbers n WHERE n.service_id = o.service_id AND n.country_id = c.id) AS numbers
       FROM offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
       JOIN routes r ON r.offer_id = o.id WHERE s.name = 'Garden club' ORDER BY c.iso`,
    );
    assert.deepEqual(offers, [
      { iso: 'EE', price: '8000', isPool: true, numbers: 2 },
      { iso: 'PL', price: '8000', isPool: true, numbers: 1 },
    ]);
    const receives = (phone: string, text: string) => {
      panel.world.inbox.addNumbers([phone]);
      panel.world.inbox.receive(phone, text);
    };
    await sells(place, { service: /Garden club/, country: /Poland/, receives });
    return figures;
  },
};
