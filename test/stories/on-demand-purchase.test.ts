import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

describe('a number bought from a supplier', () => {
  it('is kept, paid with its code, and finished at the supplier when its time is over', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const buyer = await shop.buyer({ balance: usd('1') });

    const reservation = await buyer.buys(offer);
    expect(reservation).toMatchObject({ stage: 'WAITING_CODE', origin: 'ON_DEMAND' });
    hero.receive(reservation.phone!, 'Telegram code: 54321');
    await shop.runs('poll-providers');
    const paid = await buyer.sees(reservation);
    expect(paid).toMatchObject({ stage: 'COMPLETED', canAskForMore: true });
    expect(paid.messages[0]).toMatchObject({ code: '54321' });
    expect(await buyer.balance()).toBe(usd('0.20'));

    await shop.passes({ minutes: 20 });
    await shop.runs();
    await shop.runs();
    expect(hero.orders()[0]!.phase).toBe('finished');
    expect(await shop.number(reservation.phone!)).toMatchObject({ status: 'DELETED', usageCount: 1 });
  });

  it('brings a second SMS for nothing when the buyer asks for one', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    hero.receive(reservation.phone!, 'Telegram code: 11111');
    await shop.runs('poll-providers');
    expect(await buyer.asksForMore(reservation)).toEqual({ kind: 'asked' });
    hero.receive(reservation.phone!, 'Telegram code: 22222');
    await shop.passes({ seconds: 3 });
    await shop.runs('poll-providers');
    const codes = (await buyer.sees(reservation)).messages.map((message) => message.code);
    expect(codes).toEqual(['11111', '22222']);
    expect(await buyer.balance()).toBe(usd('0.20'));
  });

  it('comes from the next route, and then from the pool, when suppliers have none', async () => {
    const offer = await shop.offer();
    const [first, second] = [await shop.scripted('first', ['acquire']), await shop.scripted('second', ['acquire'])];
    await shop.route(offer, first.id, { priority: 0 });
    await shop.route(offer, second.id, { priority: 1 });
    const { phones } = await shop.pool(offer, { priority: 2 });
    first.always('acquire', { kind: 'fault', fault: 'out_of_stock', detail: 'NO_NUMBERS' });
    second.always('acquire', { kind: 'fault', fault: 'unavailable', detail: '503' });
    const buyer = await shop.buyer({ balance: usd('2') });

    expect(await buyer.buys(offer)).toMatchObject({ stage: 'WAITING_CODE', origin: 'POOL', phone: phones[0] });
    expect([first.called('acquire'), second.called('acquire')]).toEqual([1, 1]);
    expect(await buyer.buys(offer)).toMatchObject({ stage: 'CANCELED', endReason: 'PROVIDER_REFUSED' });
    expect([await buyer.balance(), await buyer.held()]).toEqual([usd('1.20'), usd('0.80')]);
    expect(await shop.notices(buyer)).toEqual([]); // the screen said it
  });

  it('is not bought from a supplier whose key or balance is refused, until the pause is over', async () => {
    const offer = await shop.offer();
    const broken = await shop.scripted('broken', ['acquire']);
    await shop.route(offer, broken.id);
    broken.next('acquire', { kind: 'fault', fault: 'balance_empty', detail: 'NO_BALANCE' });
    const buyer = await shop.buyer();
    expect(await buyer.buys(offer)).toMatchObject({ stage: 'CANCELED', endReason: 'PROVIDER_REFUSED' });
    expect(await buyer.outcomeOf(offer)).toBe('out_of_stock');
    await shop.passes({ minutes: 6 });
    broken.next('acquire', { kind: 'acquired', orderId: '1', phone: '37121111111', cost: usd('0.10') });
    expect(await buyer.buys(offer)).toMatchObject({ stage: 'WAITING_CODE' });
  });

  it('is given back at once when it costs more than its route allows', async () => {
    const offer = await shop.offer();
    const dear = await shop.scripted('dear', ['acquire', 'cancel']);
    const hero = await shop.vendor();
    await shop.route(offer, dear.id, { maxCost: usd('0.30'), priority: 0 });
    await shop.route(offer, hero.id, { priority: 1 });
    dear.next('acquire', { kind: 'acquired', orderId: 'dear-1', phone: '37121111111', cost: usd('0.31') });
    dear.next('cancel', { kind: 'done' });
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    expect(reservation).toMatchObject({ stage: 'WAITING_CODE' });
    expect(reservation.phone).not.toBe('37121111111');
    await shop.runs('close-upstream');
    expect(dear.calls.map(({ method, asked }) => [method, asked[0]]).at(-1)).toEqual(['cancel', 'dear-1']);
    expect(dear.calls[0]!.asked[0]).toMatchObject({ maxCost: usd('0.30') });
  });

  it('is not taken again from a supplier who sells one that the buyer completed with before', async () => {
    const offer = await shop.offer();
    const again = await shop.scripted('again', ['acquire', 'orderState', 'cancel', 'finish']);
    await shop.route(offer, again.id);
    const sold = { kind: 'acquired', phone: '37121111111', cost: usd('0.10') } as const;
    again.next('acquire', { ...sold, orderId: '1' }).next('acquire', { ...sold, orderId: '2' });
    again.always('finish', { kind: 'done' }).always('cancel', { kind: 'done' });
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    again.next('orderState', { kind: 'received', messages: [{ externalId: 'm1', text: 'Code 12345' }] });
    await shop.runs('poll-providers');
    await shop.passes({ minutes: 21 });
    await shop.runs();
    expect(await buyer.stageOf(reservation)).toBe('COMPLETED');
    expect(await buyer.buys(offer)).toMatchObject({ stage: 'CANCELED', endReason: 'OUT_OF_STOCK' });
    await shop.passes({ minutes: 3 });
    await shop.runs('close-upstream');
    expect(again.calls.filter(({ method }) => method === 'cancel').map(({ asked }) => asked[0])).toEqual(['2']);
  });

  it('ends with the price back when the supplier calls the order off', async () => {
    const offer = await shop.offer();
    const moody = await shop.scripted('moody', ['acquire', 'listActive', 'orderState']);
    await shop.route(offer, moody.id);
    moody.next('acquire', { kind: 'acquired', orderId: '1', phone: '37121111111' });
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    moody.next('listActive', { kind: 'orders', orders: [] }).next('orderState', { kind: 'ended' });
    await shop.runs('poll-providers');
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'CANCELED', endReason: 'PROVIDER_LOST_ORDER' });
    expect(await buyer.balance()).toBe(usd('1'));
    expect(await shop.notices(buyer)).toEqual(['reservation_ended']);
  });

  it("stays the buyer's when the supplier only fails to answer", async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    hero.faults.next({ kind: 'status', status: 500, body: '<html>' }, { times: 3 });
    for (let i = 0; i < 3; i += 1) {
      await shop.runs('poll-providers');
      await shop.passes({ seconds: 10 });
    }
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    hero.receive(reservation.phone!, 'Telegram code 33333');
    await shop.passes({ seconds: 30 });
    await shop.runs('poll-providers');
    expect(await buyer.stageOf(reservation)).toBe('COMPLETED');
  });
});

describe('a supplier that hangs', () => {
  it('delays no other supplier', async () => {
    const [slow, quick] = [await shop.offer({ service: 'Telegram' }), await shop.offer({ service: 'WhatsApp' })];
    const hanging = await shop.scripted('hanging', ['acquire', 'orderState']);
    const hero = await shop.vendor();
    await shop.route(slow, hanging.id);
    await shop.route(quick, hero.id, { maxCost: usd('2') });
    let release: (() => void) | undefined;
    hanging.next('acquire', { kind: 'acquired', orderId: '1', phone: '37121111111' });
    hanging.next('orderState', () => new Promise((resolve) => (release = () => resolve({ kind: 'waiting' }))));
    const [first, second] = [await shop.buyer(), await shop.buyer()];
    await first.buys(slow);
    const reservation = await second.buys(quick);
    hero.receive(reservation.phone!, 'WhatsApp 777-888');
    const polling = shop.runs('poll-providers');
    await shop.until(async () => (await second.stageOf(reservation)) === 'COMPLETED');
    expect(release).toBeDefined();
    release!();
    await polling;
  });
});
