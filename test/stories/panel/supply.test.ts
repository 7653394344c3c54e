import type { ChatBuyer } from '../../support/chat-buyer';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('supply in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;
  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  it('makes a price rule, shows what it would change, and changes it when told to', async () => {
    const rules = await opensPanel(admin, /🚚 Supply/, /📐 Price rules/);
    await admin.showsOn(rules, /There are no rules yet/);
    await admin.pressesOn(rules, /➕ Add a rule/);
    await admin.pressesOn(rules, /⏭ Skip/);
    await admin.showsOn(rules, /2 \/ 6/);
    await admin.pressesOn(rules, /⏭ Skip/);
    await admin.showsOn(rules, /3 \/ 6/);
    const { id } = await admin.asks('1.11');
    await admin.pressesOn(id, /⏭ Skip/);
    await admin.showsOn(id, /5 \/ 6/);
    await admin.pressesOn(id, /⏭ Skip/);
    await admin.showsOn(id, /6 \/ 6/);
    await admin.pressesOn(id, /⏭ Skip/);
    await admin.showsOn(id, /1\. all services · all countries: fixed \$1\.11/);
    await admin.pressesOn(id, /🏷 Prices/);
    await admin.showsOn(id, /→ \$1\.11/);
    await admin.pressesOn(id, /✅ Apply these prices/);
    await admin.showsOn(id, /All prices are as the rules make them/);
    const prices = await panel.world.query<{ price: string }>(
      'SELECT DISTINCT price FROM offers WHERE is_active ORDER BY 1',
    );
    // One offer has a route that may cost $100: no rule sells below that.
    expect(prices.map(({ price }) => String(price))).toEqual(['11100', '1000000']);
  });

  it('shows how the lists of a provider stand, and reads them when told to', async () => {
    const list = await opensPanel(admin, /🚚 Supply/);
    const [{ name }] = (await panel.world.query<{ name: string }>(
      'SELECT name FROM providers ORDER BY id LIMIT 1',
    )) as [{ name: string }];
    await admin.pressesOn(list, new RegExp(name));
    await admin.showsOn(list, /Services listed: /);
    await admin.pressesOn(list, /🔄 Read now/);
    await admin.showsOn(list, /Services listed: /);
  });
});
