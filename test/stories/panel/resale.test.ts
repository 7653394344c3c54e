import type { ChatBuyer } from '../../support/chat-buyer';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('keys of buyers and price groups, in the chat and in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;
  let buyer: ChatBuyer;
  let key: string;

  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
    buyer = await panel.world.buyer();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  const asks = (path: string, init?: RequestInit) =>
    fetch(`${panel.shop.address}/api/v1${path}`, { ...init, headers: { 'x-api-key': key, ...init?.headers } });

  async function opensKey(): Promise<number> {
    await opensPanel(admin, /👥 Users/);
    const { id } = await admin.asks(String(buyer.telegramId));
    await admin.pressesOn(id, /· \$/);
    await admin.pressesOn(id, /🔌 API keys/);
    await admin.pressesOn(id, /🔑 .*my router.* ··/);
    await admin.showsOn(id, /At which prices does it buy\?/);
    return id;
  }

  it('are made by a buyer, who reads the key this once', async () => {
    const { id } = await buyer.asks('/balance');
    await buyer.pressesOn(id, /🔌 .*API/);
    await buyer.pressesOn(id, /➕ New key/);
    await buyer.showsOn(id, /Type a name/);
    await buyer.says('my router');
    const page = await buyer.reads(/What may it do/);
    await buyer.pressesOn(page.id, /🛒 Buy and look/);
    const { text } = await buyer.reads(/It is shown this once/);
    [key] = /nsr[A-Za-z0-9]{43}/.exec(text)! as unknown as [string];
    expect(await (await asks('/balance')).json()).toEqual({ available: '10.0000', held: '0.0000', currency: 'USD' });
  });

  it('buy at the prices of a group that the panel made and gave to it', async () => {
    const page = await opensPanel(admin, /🏷 Price groups/, /➕/);
    await admin.showsOn(page, /Name/);
    await admin.asks('wholesale');
    const asked = await admin.reads(/Per cent off the list price/);
    expect(asked.text).toMatch(/\d \/ \d/);
    await admin.asks('95');
    await admin.reads(/⚠️/);
    await admin.says('25');
    await admin.reads(/wholesale.?\n🟢 on/);

    const card = await opensKey();
    await admin.pressesOn(card, /⚪ .?wholesale/);
    await admin.sees(() => admin.buttonOf(card, /🔘 .?wholesale/), 'the group as the chosen one');
    const headers = { 'idempotency-key': 'by-group', 'content-type': 'application/json' };
    const wish = () =>
      asks('/orders', { method: 'POST', headers, body: JSON.stringify({ service: 'wa', country: 'LV' }) });
    // What was read of a key is believed for a second.
    const bought = await admin.sees(async () => {
      const { data } = (await (await asks('/offers?service=wa')).json()) as { data: { price: string }[] };
      return data[0]?.price === '0.6000' ? wish() : undefined;
    }, 'the price of the group');
    expect(await bought.json()).toMatchObject({ price: '0.6000', status: 'waiting', service: 'wa' });
    const list = await opensPanel(admin, /🏷 Price groups/);
    await admin.sees(() => admin.buttonOf(list, /wholesale.? · 🔑 1/), 'one key of the group');
  });

  it('end in the panel, once, while the number stays the buyer’s', async () => {
    const card = await opensKey();
    expect(admin.message(card)!.text).toMatch(/1 order/);
    await admin.pressesOn(card, /🗑 End this key/);
    await admin.showsOn(card, /🗑 End .?my router.?\?/);
    const end = Buffer.from((await admin.sees(() => admin.buttonOf(card, /🗑 End it/), 'the last button')).value);
    const said = [await admin.pressesData(card, end), await admin.pressesData(card, end)].map(({ message }) => message);
    expect(said[0]).toBe('The key has ended.');
    expect(said[1]).not.toBe(said[0]);
    await admin.sees(async () => ((await asks('/balance')).status === 401 ? true : undefined), 'the closed door');
    const [row] = await panel.world.query<{ phone: string; status: string }>('SELECT phone, status FROM reservations');
    expect(row!.status).toBe('WAITING_CODE');
    panel.world.inbox.receive(row!.phone, 'WhatsApp code 240-777');
    await buyer.reads(/^🔑 240-777[\s\S]*\$0\.60/);
  });
});
