import { readTable } from '../../../src/platform/tables/read-table';
import type { ChatBuyer } from '../../support/chat-buyer';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('files in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;

  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  async function fileNamed(name: RegExp): Promise<Buffer> {
    const isIt = ({ media }: ReturnType<ChatBuyer['fromBot']>[number]) =>
      media?.kind === 'document' && name.test(media.name ?? '');
    const message = await admin.sees(() => admin.fromBot().find(isIt), `a file ${name}`);
    return panel.world.telegram.fileBytes(message.media!.fileId)!;
  }

  it('bring an export into the chat, with a line in the audit log', async () => {
    const id = await opensPanel(admin, /🗂 Files/);
    await admin.showsOn(id, /Exports and configuration/);
    await admin.pressesOn(id, /👤 Users/);
    const text = (await fileNamed(/^users-\d{4}-\d\d-\d\d\.csv$/)).toString('utf8');
    expect(text).toMatch(/^\uFEFFid,telegramId,firstName,/);
    expect(text).toContain(`,${admin.telegramId},`);
    const [line] = await panel.world.query<{ actor: string }>(
      `SELECT actor_type AS actor FROM audit_log WHERE action = 'export.read' AND entity_id = 'users'`,
    );
    expect(line).toEqual({ actor: 'ADMIN' });
  });

  it('bring it as a file of Excel, too, whose cells are what they were', async () => {
    const buyer = String((await panel.world.buyer()).telegramId);
    await panel.world.query(`UPDATE users SET first_name = '=1+1 <&"x">' WHERE telegram_id = $1`, [buyer]);
    const id = await opensPanel(admin, /🗂 Files/, /📗 As Excel/);
    await admin.showsOn(id, /As Excel files/);
    await admin.pressesOn(id, /👤 Users/);
    const content = await fileNamed(/^users-\d{4}-\d\d-\d\d\.xlsx$/);
    const rows: string[][] = [];
    const table = await readTable([content]);
    for await (const batch of table.rows) rows.push(...batch.map(({ cells }) => cells.map(String)));
    const column = (name: string) => rows[0]!.indexOf(name);
    const own = rows.find((row) => row[column('telegramId')] === buyer)!;
    expect(own[column('firstName')]).toBe('=1+1 <&"x">');
  });

  it('take the configuration out, show what a changed one would do, and do it when told to', async () => {
    const id = await opensPanel(admin, /🗂 Files/);
    await admin.pressesOn(id, /⚙️ Configuration as a file/);
    const document = JSON.parse((await fileNamed(/configuration\.json/)).toString('utf8'));
    expect(
      document.providers.every(({ apiKey }: { apiKey: unknown }) => apiKey === null || 'keep' in (apiKey as object)),
    ).toBe(true);

    document.settings.maxOpenReservations = 2;
    await admin.pressesOn(id, /📤 Send a configuration/);
    await admin.showsOn(id, /Send the JSON file/);
    await admin.sendsFile('shop.json', Buffer.from(JSON.stringify(document)));
    const told = await admin.reads(/Changes: 1/);
    expect(told.text).toContain('maxOpenReservations 3 -> 2');
    const setting = () => panel.world.query(`SELECT value FROM settings WHERE key = 'maxOpenReservations'`);
    expect(await setting()).toEqual([]);
    await admin.pressesOn(told.id, /✅ Apply/);
    await admin.showsOn(told.id, /Exports and configuration/);
    expect(await setting()).toEqual([{ value: 2 }]);
  });

  it('take a configuration of many megabytes', async () => {
    const id = await opensPanel(admin, /🗂 Files/, /📤 Send a configuration/);
    await admin.showsOn(id, /Send the JSON file/);
    const text = JSON.stringify({ version: 1, settings: { maxOpenReservations: 4 } });
    await admin.sendsFile('large.json', Buffer.from(text.padEnd(6 * 1024 * 1024)));
    expect((await admin.reads(/Changes: 1/)).text).toContain('maxOpenReservations 2 -> 4');
  });

  it('name every mistake of a configuration, and change nothing', async () => {
    const id = await opensPanel(admin, /🗂 Files/, /📤 Send a configuration/);
    await admin.showsOn(id, /Send the JSON file/);
    await admin.sendsFile(
      'bad.json',
      Buffer.from('{"version": 1, "settings": {"maxOpenReservations": 0, "colour": 1}}'),
    );
    const told = await admin.reads(/Mistakes: 2/);
    expect(told.text).toMatch(/\/settings\/colour: .*\n.*\/settings\/maxOpenReservations: Give a whole number/s);
  });
});
