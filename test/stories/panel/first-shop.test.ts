import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

/** docs/operator.md, followed by somebody who has nothing: what is typed here stands there. */
describe('a fresh reader of docs/operator.md', () => {
  const guide = readFileSync(join(__dirname, '../../../docs/operator.md'), 'utf8');
  const quoted = (text: string) => {
    expect(guide).toContain(`\`${text}\``);
    return text;
  };
  let panel: PanelShop;

  beforeAll(async () => {
    panel = await openPanelShop({ pollIntervalMs: 200 });
    for (const table of ['numbers', 'routes', 'offers', 'countries', 'services', 'providers']) {
      await panel.world.query(`DELETE FROM ${table}`);
    }
  });
  afterAll(async () => {
    await panel?.world.booksBalance(panel.shop);
    await panel?.close();
  });

  it('gets from an empty catalogue to the first sale', async () => {
    const { classic } = panel.world;
    const admin = await panel.admin();
    const provider = await opensPanel(admin, /🏭 Providers/, /➕ Add/);
    await admin.showsOn(provider, /1 \/ 5/);
    const protocol = await admin.asks(quoted('my supplier'));
    await admin.pressesOn(protocol.id, new RegExp(`^${quoted('handler_api')}$`));
    await admin.showsOn(protocol.id, /3 \/ 5/);
    await admin.asks(classic.baseUrl);
    await admin.asks(classic.apiKey);
    const added = await admin.asks(quoted('{"dialect": "classic"}'));
    await admin.pressesOn(added.id, /🔌 Test the connection/);
    await admin.showsOn(added.id, /✅ It answers/);

    const service = await opensPanel(admin, /📱 Services/, /➕ Add/);
    await admin.showsOn(service, /1 \/ 3/);
    await admin.asks(quoted('Garden club'));
    const emoji = await admin.asks(quoted('garden'));
    await admin.pressesOn(emoji.id, /⏭ Skip/);
    await admin.showsOn(emoji.id, /^Garden club\n🟢 on/);

    await opensPanel(admin, /🌍 Countries/, /➕ Add/);
    await admin.reads(/A new country/);
    for (const answer of ['Kazakhstan', 'KZ', '7']) await admin.asks(answer);
    await admin.reads(/🇰🇿 Kazakhstan\n🟢 on/);

    const offer = await opensPanel(admin, /🏷 Offers and prices/, /➕ Add/);
    await admin.showsOn(offer, /1 \/ 3/);
    await admin.asks('garden');
    await admin.asks(quoted('kazakh'));
    expect((await admin.asks(quoted('0.80'))).text).toContain('Price: $0.80');

    const route = await opensPanel(admin, /🛣 Routes/, /➕ Add/);
    await admin.showsOn(route, /1 \/ 8/);
    await admin.asks('garden');
    const own = await admin.asks('my supplier');
    await admin.pressesOn(own.id, /^no$/);
    await admin.showsOn(own.id, /4 \/ 8/);
    await admin.asks(quoted('tg'));
    await admin.asks(quoted('2'));
    const operator = await admin.asks(quoted('10'));
    await admin.pressesOn(operator.id, /⏭ Skip/);
    await admin.showsOn(operator.id, /8 \/ 8/);
    await admin.pressesOn(operator.id, /⏭ Skip/);
    await admin.showsOn(operator.id, /Garden club · 🇰🇿 Kazakhstan · my supplier/);

    const buyer = await panel.world.buyer({ balance: 0n });
    const user = await opensPanel(admin, /👥 Users/);
    await admin.showsOn(user, /Type an id/);
    const found = await admin.asks(String(buyer.telegramId));
    await admin.pressesOn(found.id, /· \$0\.00/);
    await admin.pressesOn(found.id, /➕ Add balance/);
    await admin.showsOn(found.id, /1 \/ 3/);
    await admin.asks('5');
    const sure = await admin.asks('Welcome');
    await admin.pressesOn(sure.id, /✅ Add it/);
    await admin.showsOn(sure.id, /Available: \$5\.00/);

    const { id } = await buyer.asks('/start');
    await buyer.pressesOn(id, /📱 Get a number/);
    await buyer.pressesOn(id, /Garden club/);
    await buyer.pressesOn(id, /Kazakhstan/);
    await buyer.pressesOn(id, /✅ Get a number/);
    const card = await buyer.showsOn(id, /📞 \+\d+/);
    const [, phone] = /📞 \+(\d+)/.exec(card.text)!;
    classic.receive(phone!, 'Your code is 240-100');
    await buyer.reads(/^🔑 240-100/);
    expect((await admin.asks('/admin')).text).toContain('$0.80 · 1 code sold');
  });
});
