import { logsIn, openPanelShop, PASSWORD, type PanelShop } from '../../support/panel-shop';

describe('the door of the panel', () => {
  let panel: PanelShop;

  beforeAll(async () => {
    panel = await openPanelShop();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  const idleFor = (telegramId: bigint, minutes: number) =>
    panel.world.query(
      `UPDATE admin_sessions s SET last_used_at = now() - make_interval(mins => $2)
       FROM users u WHERE u.id = s.user_id AND u.telegram_id = $1`,
      [String(telegramId), minutes],
    );

  it('opens for who knows the password, and the message with it leaves chat and database at once', async () => {
    const admin = await panel.world.buyer();
    expect((await admin.asks('/admin')).text).toContain('Send the password');
    const sent = await admin.says(PASSWORD);
    await admin.reads(/🛠 Admin panel/);
    expect(admin.message(sent)).toBeUndefined();
    expect(admin.messages().some(({ text }) => text.includes(PASSWORD))).toBe(false);
    const kept = await panel.world.query(`SELECT 1 FROM inbox WHERE payload::text LIKE '%' || $1 || '%'`, [PASSWORD]);
    expect(kept).toEqual([]);
    const [entry] = await panel.world.query<{ action: string; actor: string }>(
      `SELECT action, actor_type AS actor FROM audit_log WHERE action = 'admin.logged_in' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toEqual({ action: 'admin.logged_in', actor: 'ADMIN' });
    // Inside, the command leads to the panel without a question.
    expect((await admin.asks('/admin')).text).toContain('Today (UTC)');
  });

  it('takes the password behind the command as well, and deletes that message too', async () => {
    const admin = await panel.world.buyer();
    const sent = await admin.says(`/admin ${PASSWORD}`);
    await admin.reads(/Today \(UTC\)/);
    expect(admin.message(sent)).toBeUndefined();
  });

  it('closes for 15 minutes after five wrong passwords, also for the right one, and says until when', async () => {
    const guesser = await panel.world.buyer();
    await panel.owner.asks('/start');
    await guesser.asks('/admin');
    for (const left of [4, 3, 2, 1]) {
      expect((await guesser.asks(`guess ${left}`)).text).toMatch(new RegExp(`not the password\n${left} (try|tries)`));
    }
    expect((await guesser.asks('guess 0')).text).toMatch(/closed to you until \d\d:\d\d UTC/);
    expect((await guesser.asks(PASSWORD)).text).toContain('Too many wrong passwords');
    expect(guesser.messages().some(({ text }) => text.includes('guess') || text.includes(PASSWORD))).toBe(false);
    const locks = await panel.world.query(`SELECT 1 FROM audit_log WHERE action = 'admin.locked'`);
    expect(locks).toHaveLength(1);
    // The owners hear of it while it happens.
    await panel.owner.reads(/Somebody tries passwords at the admin panel/);

    await panel.world.query(
      `UPDATE admin_attempts SET locked_until = now() - interval '1 second', last_at = now() - interval '16 minutes'
       WHERE locked_until IS NOT NULL`,
    );
    expect((await guesser.asks('guess again')).text).toContain('4 tries');
    expect((await guesser.asks(PASSWORD)).text).toContain('Today (UTC)');
  });

  it('does not show itself to a stranger who presses copied buttons, and nothing changes', async () => {
    const [admin, stranger] = [await panel.admin(), await panel.world.buyer()];
    await stranger.asks('/start');
    const copied = admin.fromBot().findLast(({ text }) => text.includes('Today (UTC)'))!;
    const keyboard = copied.buttons.map((row) =>
      row.map(({ text, value }) => ({ kind: 'callback', text, data: Buffer.from(value).toString() })),
    );
    const [{ id: userId }] = (await panel.world.query<{ id: string }>('SELECT id FROM users WHERE telegram_id = $1', [
      String(stranger.telegramId),
    ])) as [{ id: string }];
    await panel.world.query(
      `INSERT INTO outbox (key, lane, user_id, kind, payload, random_id, due_at, created_at)
       VALUES ('copied', 0, $1, 'message', $2, 4711, now(), now())`,
      [userId, JSON.stringify({ text: 'A copied panel', keyboard })],
    );
    const { id } = await stranger.reads(/A copied panel/);
    const before = await panel.world.query('SELECT count(*) FROM audit_log');
    for (const { text, value } of copied.buttons.flat()) {
      if (text.includes('To the shop')) continue;
      const answer = await stranger.pressesData(id, Buffer.from(value)).catch(() => undefined);
      // After the first press the message shows the shop, and Telegram itself refuses what is not under it.
      if (answer) expect(answer.message).toContain('out of date');
    }
    expect((await stranger.showsOn(id, /Hello, Buyer/)).text).not.toContain('password');
    expect(await panel.world.query('SELECT count(*) FROM audit_log')).toEqual(before);
  });

  it('asks again after an hour without a press, and says that the press changed nothing', async () => {
    const admin = await panel.admin();
    const { id } = admin.fromBot().at(-1)!;
    await idleFor(admin.telegramId, 61);
    await admin.pressesOn(id, /🧰 Shop/);
    await admin.showsOn(id, /Your session is over[\s\S]*Nothing was changed/);
    expect((await admin.asks(PASSWORD)).text).toContain('Today (UTC)');
  });

  it('lets an admin see and end sessions, and log out', async () => {
    const [first, second] = [await panel.admin(), await panel.admin()];
    const { id } = first.fromBot().at(-1)!;
    await first.pressesOn(id, /🧰 Shop/);
    await first.pressesOn(id, /👤 Sessions/);
    const shown = await first.showsOn(id, /Who is in the panel/);
    const [, name] = /(Buyer \d+)\nsince/.exec(shown.text)!;
    const all = shown.buttons.flat().filter(({ text }) => text.startsWith('🚫'));
    expect(all.length).toBeGreaterThan(0);
    expect(shown.text).toContain('(you)');
    expect(name).toBeDefined();
    for (let left = all.length; left > 0; left -= 1) {
      expect((await first.pressesOn(id, /🚫 End/)).message).toBe('The session is ended.');
      await first.sees(
        () =>
          first
            .message(id)!
            .buttons.flat()
            .filter(({ text }) => text.startsWith('🚫')).length < left
            ? true
            : undefined,
        'a session less',
      );
    }
    expect((await second.asks('/admin')).text).toContain('Your session is over');
    await first.pressesOn(id, /‹ Back/);
    await first.pressesOn(id, /🚪 Log out/);
    await first.showsOn(id, /You are logged out/);
    expect((await first.asks('/admin')).text).toContain('Send the password');
  });

  it('gives every admin a new password to learn when one of them changes it', async () => {
    const [changer, other] = [await panel.admin(), await panel.admin()];
    const { id } = changer.fromBot().at(-1)!;
    await changer.pressesOn(id, /🧰 Shop/);
    await changer.pressesOn(id, /🔑 Password/);
    await changer.showsOn(id, /The password as it is/);
    expect((await changer.asks('not the one')).text).toMatch(/1 \/ 3|2 \/ 3/);
    await changer.asks('a new long password');
    expect((await changer.asks('another long one')).text).toContain('not the password as it is');
    await changer.asks(PASSWORD);
    await changer.asks('a new long password');
    expect((await changer.asks('another long one')).text).toContain('not the same');
    await changer.asks('a new long password');
    expect((await changer.asks('a new long password')).text).toContain('The password is changed');
    expect(changer.messages().some(({ text }) => text.includes('long password'))).toBe(false);
    expect((await other.asks('/admin')).text).toContain('session is over');
    expect((await other.asks(PASSWORD)).text).toContain('not the password');
    expect((await other.asks('a new long password')).text).toContain('Today (UTC)');
    const kept = await panel.world.query(
      `SELECT 1 FROM inbox WHERE payload::text LIKE '%long password%'
       UNION ALL SELECT 1 FROM dialogues WHERE answers::text LIKE '%long password%'
       UNION ALL SELECT 1 FROM audit_log WHERE facts::text LIKE '%long password%'`,
    );
    expect(kept).toEqual([]);

    // The owner forgot it, and sets it without.
    await panel.owner.asks('/admin');
    await panel.owner.presses(/🔑 Set a new password/);
    await panel.owner.reads(/Set a new password · 1 \/ 2/);
    await panel.owner.asks(PASSWORD);
    expect((await panel.owner.asks(PASSWORD)).text).toContain('The password is changed');
    await logsIn(panel.owner);
    await panel.owner.reads(/Today \(UTC\)/);
  });

  it('is open during maintenance', async () => {
    await panel.world.query(`INSERT INTO settings VALUES ('isInMaintenance', 'true', now())`);
    const admin = await panel.world.buyer();
    try {
      await admin.sees(async () => ((await admin.asks('/start')).text.includes('improving') ? true : undefined), 'it');
      await logsIn(admin);
      await admin.reads(/Maintenance is on/);
    } finally {
      await panel.world.query(`DELETE FROM settings WHERE key = 'isInMaintenance'`);
    }
  });
});
