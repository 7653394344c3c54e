import { loadImage } from '@napi-rs/canvas';
import { buysWhatsApp } from '../../support/buyer-walks';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('statistics in the panel', () => {
  let panel: PanelShop;

  beforeAll(async () => {
    panel = await openPanelShop({ pollIntervalMs: 200 });
    const buyer = await panel.world.buyer();
    for (const code of ['240-100', '240-101']) {
      const { phone } = await buysWhatsApp(buyer);
      panel.world.inbox.receive(phone, `WhatsApp code ${code}`);
      await buyer.reads(new RegExp(`^🔑 ${code}`));
    }
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  it('tell revenue, margin, codes and new users of a day, a week and a month', async () => {
    const admin = await panel.admin();
    const id = await opensPanel(admin, /📊 Statistics/);
    const { text } = await admin.showsOn(id, /📊 Statistics/);
    for (const span of ['The last 24 hours', 'The last 7 days', 'The last 30 days']) {
      expect(text).toMatch(
        new RegExp(`${span}\n💵 Revenue: \\$1\\.60 · margin \\$1\\.60\n🔑 Codes: 2 · 👤 New users: \\d`),
      );
    }
  });

  it.each([
    { language: 'en', button: /📊 Statistics/, charts: [/📈 Sales of 30/, /🎯 Success by/, /📦 Stock by/] },
    { language: 'ar', button: /📊 الإحصاءات/, charts: [/📈 مبيعات/, /🎯 النجاح/, /📦 المخزون/] },
  ])('come as pictures into the chat of an admin who reads $language', async ({ language, button, charts }) => {
    const admin = await panel.admin({ language });
    const id = await opensPanel(admin, button);
    for (const [drawn, chart] of charts.entries()) {
      await admin.sees(() => admin.buttonOf(id, chart), `a button ${chart}`);
      await admin.pressesOn(id, chart);
      const pictures = await admin.sees(() => {
        const found = admin.fromBot().filter(({ media }) => media?.kind === 'photo');
        return found.length > drawn ? found : undefined;
      }, 'a picture');
      const { media, text } = pictures.at(-1)!;
      expect(text.length).toBeGreaterThan(5);
      const bytes = panel.world.telegram.fileBytes(media!.fileId)!;
      const { width, height } = await loadImage(bytes);
      expect(width).toBe(1800);
      expect(height).toBeGreaterThan(500);
      // An empty sheet of this size would be a few kB.
      expect(bytes.length).toBeGreaterThan(15_000);
    }
  });

  it('do not hold up a code while a picture is drawn', async () => {
    const [admin, buyer] = [await panel.admin(), await panel.world.buyer()];
    const { phone } = await buysWhatsApp(buyer);
    const id = await opensPanel(admin, /📊 Statistics/);
    await admin.pressesOn(id, /📈 Sales of 30/);
    panel.world.inbox.receive(phone, 'WhatsApp code 240-900');
    await buyer.reads(/^🔑 240-900/);
    await admin.sees(() => admin.fromBot().find(({ media }) => media?.kind === 'photo'), 'the picture');
  });
});
