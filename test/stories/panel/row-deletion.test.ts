import type { ChatBuyer } from '../../support/chat-buyer';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';

describe('deleting countries, offers, routes and providers in the panel', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;

  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  const query = <Row>(text: string) => panel.world.query<Row>(text);
  const audited = async () =>
    (
      await query<{ action: string }>(
        `SELECT action FROM audit_log WHERE action ~ '[.](deleted|restored)$' AND actor_type = 'ADMIN' ORDER BY id`,
      )
    ).map(({ action }) => action);

  it('acts at once without a question, and Undo brings an offer back as it was, routes and all', async () => {
    // A job puts routes in order every fifteen seconds, also just before or between the two looks: done at each look, it is
    // the same at both.
    const state = async () => {
      await query('SELECT rank_routes(now())');
      return query(`SELECT to_jsonb(o) AS offer, (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.id) FROM routes r WHERE r.offer_id = o.id)
        AS routes FROM offers o ORDER BY o.id`);
    };
    const before = await state();
    const id = await opensPanel(admin, /🏷 Offers/);
    await admin.pressesOn(id, /Telegram/);
    await admin.pressesOn(id, /🗑 Delete/);
    await admin.showsOn(
      id,
      /🗑 Deleted: ✈️ Telegram · 🇰🇿 Kazakhstan\n\nRoutes that went along: 1\.[\s\S]*brought back until/,
    );
    const buyer = await panel.world.buyer();
    expect((await buyer.asks('/services')).buttons.flat().some(({ text }) => /Telegram/.test(text))).toBe(false);

    await admin.pressesOn(id, /↩️ Undo/);
    await admin.showsOn(id, /Telegram · 🇰🇿 Kazakhstan\n🟢 on/);
    expect(await state()).toEqual(before);
    expect(await audited()).toEqual(['offer.deleted', 'offer.restored']);
  });

  it('gives a route and an unused country back, unless the place was taken or the time is over', async () => {
    const routes = await opensPanel(admin, /🛣 Routes/);
    await admin.pressesOn(routes, /Telegram/);
    await admin.pressesOn(routes, /🗑 Delete/);
    await admin.pressesOn(routes, /↩️ Undo/);
    await admin.showsOn(routes, /classic\n🟢 on/);

    await opensPanel(admin, /🌍 Countries/, /➕ Add/);
    await admin.reads(/A new country/);
    for (const answer of ['Norway', 'NO', '47']) await admin.asks(answer);
    const { id } = await admin.reads(/🇳🇴 Norway\n🟢 on/);
    await admin.pressesOn(id, /🗑 Delete/);
    await admin.showsOn(id, /🗑 Deleted: 🇳🇴 Norway/);
    await query(`INSERT INTO countries (iso, name, calling_code, created_at) VALUES ('NO', 'Norge', '47', now())`);
    expect((await admin.pressesOn(id, /↩️ Undo/)).message).toMatch(/took its name or place meanwhile/);

    const list = await opensPanel(admin, /🌍 Countries/);
    await admin.pressesOn(list, /Norway/);
    await admin.pressesOn(list, /🗑 Delete/);
    await admin.showsOn(list, /🗑 Deleted/);
    await query(`UPDATE deleted_rows SET undo_until = now() - interval '1 second'`);
    expect((await admin.pressesOn(list, /↩️ Undo/)).message).toMatch(/too late to bring it back/);
  });

  it('takes a provider with its key, address and routes, and brings all of it back', async () => {
    const id = await opensPanel(admin, /🏭 Providers/);
    await admin.pressesOn(id, /classic/);
    await admin.pressesOn(id, /🔗 Webhook address/);
    await admin.pressesOn(id, /🔗 Make an address/);
    await admin.reads(/new webhook address of classic/);
    const state = () =>
      query(`SELECT name, encode(api_key_sealed, 'hex') AS key, options, (SELECT count(*) FROM routes r WHERE r.provider_id = p.id)
        AS routes, (SELECT encode(hash, 'hex') FROM webhook_secrets w WHERE w.provider_id = p.id) AS hash FROM providers p ORDER BY id`);
    const before = await state();
    await admin.showsOn(id, /^classic/);
    await admin.pressesOn(id, /🗑 Delete/);
    await admin.showsOn(id, /🗑 Deleted: classic[\s\S]*Routes that went along: 1\./);
    expect(await query(`SELECT 1 FROM providers WHERE name = 'classic'`)).toEqual([]);
    await admin.pressesOn(id, /↩️ Undo/);
    await admin.showsOn(id, /classic\n🟢 on/);
    expect(await state()).toEqual(before);
    await admin.pressesOn(id, /🔌 Test the connection/);
    await admin.showsOn(id, /✅ It answers/);
    const facts = await query(`SELECT facts FROM audit_log WHERE action = 'provider.deleted'`);
    expect(JSON.stringify(facts)).not.toMatch(/sealed/);
  });

  it('says what still needs it, and turns it off instead; an open number goes on as if nothing had been', async () => {
    const buyer = await panel.world.buyer();
    const offer = await buyer.asks('/start c_wa_LV');
    await buyer.pressesOn(offer.id, /✅ Get a number/);
    const card = await buyer.showsOn(offer.id, /📞 \+371\d+/);
    const [, phone] = /📞 \+(\d+)/.exec(card.text)!;

    const id = await opensPanel(admin, /🏷 Offers/);
    await admin.pressesOn(id, /Latvia/);
    await admin.pressesOn(id, /🗑 Delete/);
    await admin.showsOn(id, /⚠️ Not deleted: 💬 WhatsApp · 🇱🇻 Latvia[\s\S]*Reservations: 1[\s\S]*Turn it off instead/);
    await admin.pressesOn(id, /⚪ Turn off/);
    await admin.showsOn(id, /Latvia\n⚪ off/);
    await admin.pressesOn(id, /🗑 Delete/);
    await admin.showsOn(id, /It is off already/);
    expect(admin.buttonOf(id, /Turn off/)).toBeUndefined();

    panel.world.inbox.receive(phone!, 'Your code is 240-100');
    await buyer.reads(/^🔑 240-100/);

    for (const [button, row, uses] of [
      [/🌍 Countries/, /Latvia/, /Offers: 1\nNumbers: 400\nReservations: 1/],
      [/🏭 Providers/, /inbox/, /Numbers: 400\nReservations: 1\nMessages: 1/],
      [/🛣 Routes/, /WhatsApp/, /Reservations: 1/],
    ] as const) {
      const message = await opensPanel(admin, button);
      await admin.pressesOn(message, row);
      await admin.pressesOn(message, /🗑 Delete/);
      await admin.showsOn(message, uses);
    }
  });

  it('speaks Russian and Arabic', async () => {
    for (const [language, button, told] of [
      ['ru', /🗑 Удалить/, /Не удалено[\s\S]*Номера: 400/],
      ['ar', /🗑 حذف/, /لم يُحذف[\s\S]*الأرقام/],
    ] as const) {
      const one = await panel.admin({ language });
      const id = await opensPanel(one, /🏭/);
      await one.pressesOn(id, /inbox/);
      await one.pressesOn(id, button);
      await one.showsOn(id, told);
    }
  });
});
