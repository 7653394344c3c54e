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
    const offers = await panel.world.query<{ price: string; isPool: boolean }>(
      `SELECT o.price, r.is_pool AS "isPool" FROM offers o JOIN routes r ON r.offer_id = o.id ORDER BY o.id`,
    );
    // No rule sells below cost: until the list of the supplier on demand is read, that is the $100 its route may cost.
    const cost = { pool: [11_100n], onDemand: [11_100n, 1_000_000n] };
    for (const { price, isPool } of offers) expect(isPool ? cost.pool : cost.onDemand).toContain(BigInt(price));
    expect(offers.map(({ isPool }) => isPool)).toEqual([true, false]);

    // For ten minutes they can be taken back, once; an offer that got another price meanwhile keeps it.
    const [pool] = await panel.world.query<{ id: number }>(
      'SELECT o.id FROM offers o JOIN routes r ON r.offer_id = o.id WHERE r.is_pool',
    );
    await panel.world.query('UPDATE offers SET price = 12345 WHERE id = $1', [pool!.id]);
    const undo = Buffer.from(admin.buttonOf(id, /↩️ Undo/)!.value);
    expect((await admin.pressesData(id, undo)).message).toMatch(
      /Prices as before: 1; changed again meanwhile, so left: 1/,
    );
    const after = await panel.world.query<{ price: string }>('SELECT price FROM offers ORDER BY id');
    expect(after.map(({ price }) => Number(price)).sort()).toEqual([12_345, 8_000].sort());
    const kept = await panel.world.query('SELECT 1 FROM price_batches WHERE undone_at IS NOT NULL');
    expect(kept).toHaveLength(1);
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
