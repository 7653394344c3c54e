import { createResaleKey } from '../../../src/usecases/resale/create-resale-key';
import { setResaleWebhook, testResaleWebhook } from '../../../src/usecases/resale/resale-webhook';
import { rotateWebhookSecret } from '../../../src/usecases/webhooks/rotate-webhook-secret';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('webhooks in the panel', () => {
  let panel: PanelShop;

  beforeAll(async () => {
    panel = await openPanelShop();
  });
  afterAll(() => panel?.close());

  it('show what came, and read a delivery again, in the name of the admin', async () => {
    const admin = await panel.admin();
    const { app, address } = panel.shop;
    const actor = { type: 'ADMIN', id: 'test' } as const;
    const rotated = await rotateWebhookSecret(app, { providerId: 2, actor });
    if (rotated.kind !== 'rotated') throw new Error(rotated.kind);
    const answer = await fetch(address + rotated.path, { method: 'POST', body: '{"broken' });
    expect(answer.status).toBe(400);
    const id = await opensPanel(admin, /📥 Webhooks/);
    const { text } = await admin.showsOn(id, /№ 1 · classic/);
    expect(text).toContain('⚠️ cannot be read\n💬 Send a JSON object');
    expect(text).not.toContain('broken');
    expect((await admin.pressesOn(id, /Read № 1 again/)).message).toBe('⚠️ cannot be read');
    const audit = await panel.world.query(
      `SELECT actor_type AS type, entity_id AS id FROM audit_log WHERE action = 'webhook_delivery.replayed'`,
    );
    expect(audit).toEqual([{ type: 'ADMIN', id: '1' }]);
  });

  it('of a buyer’s key show what its program did not take, and send it again, without where exactly', async () => {
    const { app } = panel.shop;
    const buyer = await panel.world.buyer();
    const [{ id: userId }] = (await panel.world.query<{ id: string }>('SELECT id FROM users WHERE telegram_id = $1', [
      String(buyer.telegramId),
    ])) as [{ id: string }];
    const author = { actor: { type: 'USER', id: userId } } as const;
    const made = await createResaleKey(app, { userId: BigInt(userId), name: 'Reseller', scopes: ['BUY'], ...author });
    if (made.kind !== 'created') throw new Error(made.problem.kind);
    const key = { keyId: made.row.id, userId: BigInt(userId) };
    await setResaleWebhook(app, { ...key, url: 'http://127.0.0.1:9/my-secret' }, author);
    await testResaleWebhook(app, key);
    const admin = await panel.admin();
    await opensPanel(admin, /👥 Users/);
    const { id } = await admin.asks(String(buyer.telegramId));
    await admin.pressesOn(id, /· \$/);
    await admin.showsOn(id, /💳 Available/);
    await admin.pressesOn(id, /API keys/);
    await admin.showsOn(id, /API keys/);
    await admin.pressesOn(id, /Reseller/);
    await admin.showsOn(id, /Buys and looks/);
    await admin.pressesOn(id, /📮 Webhook/);
    const { text } = await admin.showsOn(id, /⏳ .*: .*waits/);
    expect(text).toContain('http://127.0.0.1:9');
    expect(text).not.toContain('my-secret');
    expect((await admin.pressesOn(id, /Send № \d+ again/)).message).toBe('It is on its way.');
  });

  it('get a new address, shown once, and say what becomes of the old one', async () => {
    const admin = await panel.admin();
    const card = await opensPanel(admin, /🏭 Providers/);
    await admin.pressesOn(card, /classic/);
    await admin.pressesOn(card, /🔗 Webhook address/);
    const told = await admin.showsOn(card, /It has an address[\s\S]*24 hours more/);
    expect(told.text).not.toContain('/webhooks/');
    const answersAt = async (path: string) => {
      const answer = await fetch(panel.shop.address + path, { method: 'POST', body: '{"broken' });
      return answer.status;
    };
    const shown = async (o: { after: number }) => {
      const message = await admin.sees(
        () => admin.fromBot().find(({ id, text }) => id > o.after && /new webhook address of classic/.test(text)),
        'a new address',
      );
      return { ...message, path: /\/webhooks\/2\/[\w-]{43}/.exec(message.text)![0] };
    };

    expect((await admin.pressesOn(card, /New one, the old one 24 hours more/)).message).toMatch(/comes into this chat/);
    const first = await shown({ after: card });
    expect(first.text).toMatch(/never shown again[\s\S]*The old one is taken until/);
    expect(await answersAt(first.path)).toBe(400);

    await admin.showsOn(card, /^classic/);
    await admin.pressesOn(card, /🔗 Webhook address/);
    await admin.pressesOn(card, /the old one ends now/);
    const second = await shown({ after: first.id });
    expect(second.text).not.toContain('The old one is taken');
    expect([await answersAt(second.path), await answersAt(first.path)]).toEqual([400, 404]);

    // The address leaves the chat, and is nowhere in the database.
    await admin.pressesOn(second.id, /take it out of the chat/);
    await admin.showsOn(second.id, /^classic\n/);
    const secret = second.path.slice(-43);
    const kept = await panel.world.query(`SELECT id FROM outbox WHERE payload::text LIKE '%' || $1 || '%'`, [secret]);
    expect(kept).toEqual([]);
    const audit = await panel.world.query(
      `SELECT facts FROM audit_log WHERE action = 'provider.webhook_rotated' AND actor_id <> 'test' ORDER BY id`,
    );
    expect(audit).toEqual([{ facts: { overlapHours: 24 } }, { facts: { overlapHours: 0 } }]);
  });

  it('are refused in words by a supplier that knows none, in Arabic and Russian, too', async () => {
    for (const [language, button, make, refusal] of [
      ['ru', /Адрес вебхука/, /Создать адрес/, /не знает вебхуков/],
      ['ar', /عنوان التسليم/, /أنشئ عنوانًا/, /لا يعرف التسليم/],
    ] as const) {
      const admin = await panel.admin({ language });
      const card = await opensPanel(admin, /🏭/);
      await admin.pressesOn(card, /inbox/);
      await admin.pressesOn(card, button);
      expect((await admin.pressesOn(card, make)).message).toMatch(refusal);
    }
  });
});
