import { processStoredMessages } from '../../src/usecases/messages/process-stored-messages';
import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { openOwnerPool } from '../support/owner-pool';
import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

async function reservedFromPool() {
  const offer = await shop.offer();
  const { providerId, phones } = await shop.pool(offer);
  const buyer = await shop.buyer({ balance: usd('2') });
  return { offer, providerId, phone: phones[0]!, buyer, reservation: await buyer.buys(offer) };
}

const orphans = () =>
  shop.all<{ text: string; reason: string }>(
    `SELECT text, orphan_reason AS reason FROM messages WHERE status = 'ORPHAN'`,
  );
const lateMessage = async () => (await shop.one<{ id: bigint }>(`SELECT id FROM messages WHERE status = 'LATE'`)).id;

describe('a message that a supplier shows again and again', () => {
  it('reaches its buyer once, from two polls at once and from a webhook', async () => {
    const { providerId, phone, buyer, reservation } = await reservedFromPool();
    const messages = [
      { externalId: 'a', phone, text: 'Code 11111' },
      { externalId: 'b', phone, text: 'Code 22222' },
      { externalId: 'a', phone, text: 'Code 11111' },
    ];
    await Promise.all([
      receiveMessages(shop.app, { providerId, source: 'POLL', messages }),
      receiveMessages(shop.app, { providerId, source: 'POLL', messages }),
      receiveMessages(shop.app, { providerId, source: 'WEBHOOK', messages: [...messages].reverse() }),
    ]);
    const codes = (await buyer.sees(reservation)).messages.map((message) => message.code).sort();
    expect(codes).toEqual(['11111', '22222']);
    expect(await buyer.balance()).toBe(usd('1.20'));
    expect(await shop.notices(buyer)).toHaveLength(2);
  });

  it('is known by its content when it has no id', async () => {
    const { providerId, phone, buyer, reservation } = await reservedFromPool();
    const message = { phone, text: 'Code 11111', receivedAt: shop.clock.now() };
    for (let i = 0; i < 3; i += 1) await receiveMessages(shop.app, { providerId, source: 'POLL', messages: [message] });
    expect((await buyer.sees(reservation)).messages).toHaveLength(1);
  });
});

describe('many messages at once', () => {
  const BUYERS = 30;
  /** So many people wait for a code each, and the messages that bring these. */
  async function crowd() {
    const offer = await shop.offer();
    const { providerId, phones } = await shop.pool(offer, { numbers: BUYERS });
    const buyers = await Promise.all(phones.map(() => shop.buyer({ balance: usd('2') })));
    const reservations = await Promise.all(buyers.map((buyer) => buyer.buys(offer)));
    const messages = reservations.map(({ phone }, i) => ({
      ...{ externalId: `m${i}`, phone: phone!, text: `Code ${10_000 + i}` },
    }));
    const stages = () => Promise.all(buyers.map((buyer, i) => buyer.stageOf(reservations[i]!)));
    return { providerId, buyers, reservations, messages, stages };
  }

  it('reach their buyers once each, from both ends at once', async () => {
    const { providerId, buyers, messages, stages } = await crowd();
    await Promise.all([
      receiveMessages(shop.app, { providerId, source: 'POLL', messages }),
      receiveMessages(shop.app, { providerId, source: 'WEBHOOK', messages: [...messages].reverse() }),
      receiveMessages(shop.app, { providerId, source: 'POLL', messages: messages.slice(7) }),
    ]);
    expect(new Set(await stages())).toEqual(new Set(['COMPLETED']));
    for (const buyer of buyers) {
      expect(await buyer.balance()).toBe(usd('1.20'));
      expect(await shop.notices(buyer)).toHaveLength(1);
    }
  });

  it('are not held up by one that cannot be given; that one is, once it can', async () => {
    const { providerId, reservations, messages, stages } = await crowd();
    const owner = openOwnerPool(shop.database.ownerUrl, 1);
    try {
      await owner.pool.query(`
        CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'a fault of a test'; END $$;
        CREATE TRIGGER fails BEFORE UPDATE ON reservations FOR EACH ROW WHEN (OLD.id = ${reservations[3]!.id})
          EXECUTE FUNCTION fails()`);
      await expect(receiveMessages(shop.app, { providerId, source: 'POLL', messages })).rejects.toThrow('a fault');
      await shop.until(async () => (await stages()).filter((stage) => stage === 'COMPLETED').length === BUYERS - 1);
      expect((await stages()).flatMap((stage, i) => (stage === 'COMPLETED' ? [] : [i]))).toEqual([3]);
      await owner.pool.query('DROP TRIGGER fails ON reservations');
    } finally {
      await owner.close();
    }
    await shop.passes({ seconds: 4 });
    expect(await processStoredMessages(shop.app)).toMatchObject({ messages: 1, completed: 1 });
    expect(new Set(await stages())).toEqual(new Set(['COMPLETED']));
  });
});

describe('a message for nobody', () => {
  it("is kept as an orphan: an unknown phone, another supplier's phone, a time before the reservation", async () => {
    const { providerId, phone, buyer, reservation } = await reservedFromPool();
    const other = await shop.scripted('other', []);
    const before = new Date(shop.clock.now().getTime() - 1);
    await receiveMessages(shop.app, { providerId, source: 'POLL', messages: [{ phone: '37129999999', text: 'one' }] });
    await receiveMessages(shop.app, { providerId: other.id, source: 'POLL', messages: [{ phone, text: 'two' }] });
    await receiveMessages(shop.app, {
      providerId,
      source: 'POLL',
      messages: [{ phone, text: 'three', receivedAt: before }],
    });
    expect(await orphans()).toEqual([
      { text: 'one', reason: 'NO_RESERVATION' },
      { text: 'two', reason: 'NO_RESERVATION' },
      { text: 'three', reason: 'OLDER_THAN_RESERVATION' },
    ]);
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
  });

  it("of two services on one phone is the one it names; naming neither, it is nobody's", async () => {
    const [telegram, whatsapp] = [await shop.offer({ service: 'Telegram' }), await shop.offer({ service: 'WhatsApp' })];
    const { providerId, phones } = await shop.pool(telegram);
    await shop.pool(whatsapp, { phones, providerId });
    const [first, second] = [await shop.buyer(), await shop.buyer()];
    const [one, two] = [await first.buys(telegram), await second.buys(whatsapp)];
    await receiveMessages(shop.app, {
      providerId,
      source: 'POLL',
      messages: [{ phone: phones[0]!, text: 'Code 12345' }],
    });
    expect(await orphans()).toEqual([{ text: 'Code 12345', reason: 'AMBIGUOUS' }]);
    await second.gets(two, 'Your WHATSAPP code 123-456');
    expect([await first.stageOf(one), await second.stageOf(two)]).toEqual(['WAITING_CODE', 'COMPLETED']);
    await shop.all(`UPDATE services SET code_pattern = 'login (\\d+)' WHERE name = 'Telegram'`);
    await first.gets(one, 'Use login 99887 now');
    expect((await first.sees(one)).messages[0]).toMatchObject({ code: '99887' });
  });

  it("is delivered after all when its order is found to be a reservation's", async () => {
    const offer = await shop.offer();
    const early = await shop.scripted('early', ['acquire']);
    await shop.route(offer, early.id);
    early.next('acquire', async () => {
      const messages = [{ orderId: '7', phone: '37121111111', text: 'Code 55555' }];
      await receiveMessages(shop.app, { providerId: early.id, source: 'WEBHOOK', messages });
      return { kind: 'acquired', orderId: '7', phone: '37121111111' };
    });
    const buyer = await shop.buyer();
    expect(await buyer.buys(offer)).toMatchObject({ stage: 'COMPLETED', messages: [{ code: '55555' }] });
    expect(await orphans()).toEqual([]);
  });
});

describe('a message without a code', () => {
  it('is delivered whole, and counts', async () => {
    const { buyer, reservation } = await reservedFromPool();
    await buyer.gets(reservation, 'Tap the link to sign in');
    const seen = await buyer.sees(reservation);
    expect(seen).toMatchObject({ stage: 'COMPLETED', messages: [{ text: 'Tap the link to sign in', code: null }] });
  });
});

describe('a code that comes too late', () => {
  async function lateCode() {
    const story = await reservedFromPool();
    await shop.passes({ minutes: 20 });
    await shop.runs('expire-reservations');
    await shop.passes({ minutes: 1 });
    await story.buyer.gets(story.reservation, 'Telegram code 12345');
    return story;
  }

  it('is offered, hidden and unpaid; claimed, it is paid once and shown', async () => {
    const { buyer, reservation, phone } = await lateCode();
    expect(await buyer.balance()).toBe(usd('2'));
    expect(await buyer.sees(reservation)).toMatchObject({
      stage: 'EXPIRED',
      messages: [{ text: '', code: null, status: 'LATE' }],
    });
    expect(await shop.notices(buyer)).toEqual(['reservation_ended', 'late_code']);
    const messageId = await lateMessage();
    const taps = await Promise.all([buyer.claims(messageId), buyer.claims(messageId)]);
    expect(taps.map((tap) => tap.kind).sort()).toEqual(['claimed', 'repeated']);
    const claimed = taps.find((tap) => tap.kind === 'claimed');
    if (claimed?.kind !== 'claimed') throw new Error('nothing was claimed');
    expect(await buyer.sees({ id: claimed.reservationId })).toMatchObject({
      stage: 'COMPLETED',
      claimOfId: reservation.id,
      messages: [{ code: '12345', status: 'APPLIED' }],
    });
    expect(await buyer.balance()).toBe(usd('1.20'));
    expect(await shop.number(phone)).toMatchObject({ usageCount: 1 });
  });

  it('is not to be had without money, by a stranger, or after ten minutes', async () => {
    const { buyer } = await lateCode();
    const messageId = await lateMessage();
    expect(await (await shop.buyer()).claims(messageId)).toEqual({ kind: 'not_yours' });
    const actor = { type: 'ADMIN', id: 'test' } as const;
    const taken = { key: 'take', type: 'DEDUCT', amount: usd('1.50'), userId: buyer.id, actor, reason: '' } as const;
    await shop.db.ledger.post({ ...taken, at: shop.clock.now() });
    expect(await buyer.claims(messageId)).toEqual({
      kind: 'insufficient_funds',
      price: usd('0.80'),
      available: usd('0.50'),
    });
    await shop.passes({ minutes: 10 });
    expect(await buyer.claims(messageId)).toEqual({ kind: 'too_late' });
  });

  it('belongs to whoever has the number by then', async () => {
    const { offer, providerId, phone, buyer, reservation } = await reservedFromPool();
    await shop.passes({ minutes: 20 });
    await shop.runs('expire-reservations');
    const next = await shop.buyer();
    const theirs = await next.buys(offer);
    expect(theirs.phone).toBe(phone);
    await receiveMessages(shop.app, { providerId, source: 'POLL', messages: [{ phone, text: 'Code 12345' }] });
    expect(await next.stageOf(theirs)).toBe('COMPLETED');
    expect((await buyer.sees(reservation)).messages).toEqual([]);
  });

  it('cannot be claimed once the number was sold again', async () => {
    const { offer, buyer } = await lateCode();
    const messageId = await lateMessage();
    await (await shop.buyer()).buys(offer);
    expect(await buyer.claims(messageId)).toEqual({ kind: 'too_late' });
  });

  it('that only the cancel at the supplier brought to light is offered too', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    await shop.passes({ minutes: 19, seconds: 50 });
    hero.receive(reservation.phone!, 'Telegram code 12345');
    await shop.all('UPDATE reservations SET expires_at = $2 WHERE id = $1', [reservation.id, shop.clock.now()]);
    await shop.runs('expire-reservations', 'close-upstream');
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'EXPIRED', messages: [{ status: 'LATE' }] });
    expect(await buyer.claims(await lateMessage())).toMatchObject({ kind: 'claimed' });
  });
});
