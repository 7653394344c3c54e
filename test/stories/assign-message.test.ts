import { readMessages } from '../../src/database/queries/messages';
import { assignMessage } from '../../src/usecases/messages/assign-message';
import { listAssignable } from '../../src/usecases/messages/list-assignable';
import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

const actor = { type: 'API_KEY', id: '7' } as const;
const orphans = () => readMessages(shop.app.db, { statuses: ['ORPHAN'] }, { limit: 50, backward: false });
const assign = (messageId: bigint, reservationId: bigint) =>
  assignMessage(shop.app, { messageId, reservationId, actor });

/** Two services on one phone, both waiting, and an SMS that names neither. */
async function ambiguous(text = 'Code 12345') {
  const [telegram, whatsapp] = [await shop.offer({ service: 'Telegram' }), await shop.offer({ service: 'WhatsApp' })];
  const { providerId, phones } = await shop.pool(telegram);
  await shop.pool(whatsapp, { phones, providerId });
  const [first, second] = [await shop.buyer({ balance: usd('2') }), await shop.buyer({ balance: usd('2') })];
  const [one, two] = [await first.buys(telegram), await second.buys(whatsapp)];
  const phone = phones[0]!;
  await receiveMessages(shop.app, { providerId, source: 'CHAT', messages: [{ phone, text, externalId: 'x' }] });
  const { rows } = await orphans();
  return { providerId, phone, first, second, one, two, message: rows[0]! };
}

describe('an orphan that an operator assigns', () => {
  it('is seen with the reservations that it may belong to', async () => {
    const { one, two, message } = await ambiguous();
    expect(message).toMatchObject({ orphanReason: 'AMBIGUOUS', text: 'Code 12345', source: 'CHAT', status: 'ORPHAN' });
    const assignable = await listAssignable(shop.app, message.id);
    expect(assignable.map(({ reservationId }) => reservationId)).toEqual([two.id, one.id]);
    expect(assignable[0]).toMatchObject({ serviceName: 'WhatsApp', status: 'WAITING_CODE' });
  });

  it('completes the reservation and is paid, once, as if it had found it by itself', async () => {
    const { first, second, one, two, message, phone } = await ambiguous();
    const outcomes = await Promise.all([
      assign(message.id, two.id),
      assign(message.id, two.id),
      assign(message.id, one.id),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['captured', 'not_an_orphan', 'not_an_orphan']);
    const [winner, other] = outcomes[2]!.kind === 'captured' ? [first, second] : [second, first];
    const won = winner === first ? one : two;
    expect(await winner.sees(won)).toMatchObject({ stage: 'COMPLETED', messages: [{ code: '12345' }] });
    expect([await winner.balance(), await other.held()]).toEqual([usd('1.20'), usd('0.80')]);
    expect(await shop.notices(winner)).toEqual(['code_received']);
    expect(
      await shop.one(`SELECT max(usage_count) AS used, sum(usage_count)::int AS sum FROM numbers WHERE phone = $1`, [
        phone,
      ]),
    ).toEqual({ used: 1, sum: 1 });
    expect(await shop.all('SELECT action, actor_type AS by, facts FROM audit_log')).toEqual([
      { action: 'message.assigned', by: 'API_KEY', facts: { as: 'captured', reservationId: String(won.id) } },
    ]);
    expect((await orphans()).rows).toEqual([]);
  });

  it("is read by the pattern of the reservation's service", async () => {
    const { second, two, message } = await ambiguous('1111 or login 99887');
    await shop.all(`UPDATE services SET code_pattern = 'login (\\d+)' WHERE name = 'WhatsApp'`);
    await assign(message.id, two.id);
    expect((await second.sees(two)).messages[0]).toMatchObject({ code: '99887' });
  });

  it('is free for a reservation that is paid, and only offered for one that ended', async () => {
    const { providerId, phone, first, second, one, two } = await ambiguous();
    await second.gets(two, 'WhatsApp code 55555');
    expect(await second.stageOf(two)).toBe('COMPLETED');
    const again = { phone, text: 'Code 77777', externalId: 'y' };
    await shop.passes({ minutes: 1 });
    await receiveMessages(shop.app, { providerId, source: 'CHAT', messages: [again] });
    const [y] = (await orphans()).rows;
    expect(await assign(y!.id, two.id)).toEqual({ kind: 'appended', reservationId: two.id });
    expect(await second.balance()).toBe(usd('1.20'));
    await first.cancels(one);
    const [x] = (await orphans()).rows;
    expect(await assign(x!.id, one.id)).toEqual({ kind: 'late', reservationId: one.id });
    expect(await first.sees(one)).toMatchObject({ stage: 'CANCELED', messages: [{ status: 'LATE', code: null }] });
    expect(await first.balance()).toBe(usd('2'));
    expect(await shop.notices(first)).toContain('late_code');
  });
});

describe('an orphan is not assigned', () => {
  it('to a reservation of another number, a younger one, one that is long over, or one that is not there', async () => {
    const { one, first, message } = await ambiguous();
    const other = await shop.offer({ country: 'Germany' });
    await shop.pool(other, { phones: ['4915112345678'] });
    const stranger = await shop.buyer();
    const elsewhere = await stranger.buys(other);
    expect(await assign(message.id, elsewhere.id)).toEqual({ kind: 'other_number' });
    expect(await assign(message.id, 999n)).toEqual({ kind: 'reservation_not_found' });
    expect(await assign(999n, one.id)).toEqual({ kind: 'message_not_found' });
    await first.cancels(one);
    await shop.passes({ minutes: 11 });
    expect(await assign(message.id, one.id)).toEqual({ kind: 'too_late' });
    // Refused is refused: it is still what it was.
    expect((await orphans()).rows[0]).toMatchObject({ orphanReason: 'AMBIGUOUS' });
    const again = await first.buys({ id: one.offerId, price: one.price, serviceId: 0, countryId: 0 });
    expect(again.phone).toBe(one.phone);
    expect(await assign(message.id, again.id)).toEqual({ kind: 'older_than_reservation' });
    expect(await shop.all('SELECT action FROM audit_log')).toEqual([]);
  });
});

describe('texts that are older than the shop keeps them', () => {
  it('are forgotten, and their messages still known: shown again, they reach nobody twice', async () => {
    const { providerId, phone, second, two } = await ambiguous();
    const said = { phone, text: 'WhatsApp code 55555', externalId: 'paid' };
    const bare = { phone: '37129999999', text: 'for nobody', receivedAt: shop.clock.now() };
    await receiveMessages(shop.app, { providerId, source: 'POLL', messages: [said, bare] });
    await shop.set('messageTextDays', 30);
    await shop.passes({ days: 29 });
    await shop.runs('forget');
    expect((await second.sees(two)).messages).toMatchObject([{ code: '55555' }]);
    await shop.passes({ days: 2 });
    await shop.runs('forget');
    expect(await shop.all('SELECT DISTINCT text, code, provider_code AS given FROM messages')).toEqual([
      { text: '', code: null, given: null },
    ]);
    expect((await second.sees(two)).messages).toEqual([]);
    await shop.runs('expire-reservations');
    const before = await shop.all('SELECT id, status, reservation_id FROM messages ORDER BY id');
    // The number of the forgotten orphan is sold now, and the supplier shows everything again.
    const offer = await shop.offer({ service: 'Google' });
    await shop.pool(offer, { phones: ['37129999999'], providerId });
    const buyer = await shop.buyer();
    const fresh = await buyer.buys(offer);
    for (const source of ['POLL', 'WEBHOOK', 'CHAT'] as const)
      await receiveMessages(shop.app, { providerId, source, messages: [said, bare] });
    expect(await shop.all('SELECT id, status, reservation_id FROM messages ORDER BY id')).toEqual(before);
    expect(await buyer.stageOf(fresh)).toBe('WAITING_CODE');
    const [orphan] = (await orphans()).rows;
    expect(await assign(orphan!.id, fresh.id)).toEqual({ kind: 'erased' });
  });

  it('are kept for ever where the shop is set to that', async () => {
    await ambiguous();
    await shop.set('messageTextDays', 0);
    await shop.passes({ days: 4_000 });
    await shop.runs('forget', 'expire-reservations');
    expect((await orphans()).rows[0]).toMatchObject({ text: 'Code 12345', erasedAt: null });
  });
});

describe('an SMS with direction marks, markup and four thousand characters', () => {
  it('is kept as it came, and read all the same', async () => {
    const offer = await shop.offer();
    await shop.pool(offer);
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    const text = `\u202e<b>رمز</b> \u2066١٢٣٤٥\u2069 ${'x'.repeat(3_960)}`;
    await buyer.gets(reservation, text);
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ code: '12345', text }]);
  });
});
