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
});
