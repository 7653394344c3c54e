import { deliver, openWebhookShop, type WebhookShop } from './webhook-shop';

let shop: WebhookShop;
beforeEach(async () => {
  shop = await openWebhookShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.closeAll();
});

const ROTATE = `mutation ($id: Int!, $hours: Int) { rotateWebhookSecret(providerId: $id, overlapHours: $hours) {
  __typename ... on WebhookAddress { address previousUntil } ... on Refusal { message } } }`;
const REPLAY = `mutation ($id: BigIntId!) { replayWebhookDelivery(id: $id) {
  __typename ... on DeliveryReplayed { status problem } ... on Refusal { message } } }`;

const rotate = async (id: number, hours?: number) => (await shop.ask(ROTATE, { id, hours })).data.rotateWebhookSecret;
const replay = async (id: string) => (await shop.ask(REPLAY, { id })).data.replayWebhookDelivery;

describe('webhooks over GraphQL', () => {
  it('shows an address at its rotation, and never again', async () => {
    const vendor = await shop.vendor();
    const first = await rotate(vendor.id);
    expect(first).toMatchObject({ __typename: 'WebhookAddress', previousUntil: null });
    expect(first.address).toMatch(new RegExp(`^${shop.origin}/webhooks/${vendor.id}/[\\w-]{43}$`));
    expect((await rotate(vendor.id, 1)).previousUntil).not.toBeNull();
    const { data } = await shop.ask('{ providers { edges { node { hasWebhookAddress webhookSeenAt } } } }');
    expect(data.providers.edges).toEqual([{ node: { hasWebhookAddress: true, webhookSeenAt: null } }]);
    const audit = await shop.all<{ facts: object }>(
      `SELECT facts FROM audit_log WHERE action = 'provider.webhook_rotated'`,
    );
    expect(audit.map(({ facts }) => facts)).toEqual([{ overlapHours: 24 }, { overlapHours: 1 }]);
  });

  it('says why there is no address: no provider, no webhooks, too long an overlap', async () => {
    const plain = await shop.scripted('plain', ['orderState']);
    const vendor = await shop.vendor();
    expect(await rotate(999)).toMatchObject({ __typename: 'NotFound' });
    expect(await rotate(plain.id)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await rotate(vendor.id, 169)).toMatchObject({ message: 'Give 0 to 168 hours.' });
  });

  it('lists what came, with its content for those who may read messages', async () => {
    const vendor = await shop.vendor();
    const address = await shop.address(vendor.id);
    for (let i = 0; i < 2; i += 1) await deliver(address, '{"broken');
    await deliver(address, { activationId: 1, text: 'Code 1234', code: '1234' });
    const query = `{ webhookDeliveries { totalCount edges { node { status problem times messages body provider { name } } } } }`;
    const { data } = await shop.ask(query);
    expect(data.webhookDeliveries.totalCount).toBe(2);
    expect(data.webhookDeliveries.edges.map(({ node }: { node: object }) => node)).toMatchObject([
      {
        status: 'UNCONFIRMED',
        messages: 1,
        times: 1,
        body: expect.stringContaining('1234'),
        provider: { name: 'hero' },
      },
      { status: 'UNREADABLE', problem: expect.stringContaining('JSON'), times: 2, messages: 0, body: '{"broken' },
    ]);
    const only = await shop.ask(
      `{ webhookDeliveries(statuses: [REFUSED], providerId: ${vendor.id}) { edges { node { id } } } }`,
    );
    expect(only.data.webhookDeliveries.edges).toEqual([]);
  });
});

describe('a delivery that could not be taken', () => {
  it('reaches its buyer when it is replayed after the settings were mended, and only once', async () => {
    const offer = await shop.offer();
    const { providerId, phones } = await shop.pool(offer);
    const pool = await shop.supplier(providerId, ['readWebhook']);
    pool.next('readWebhook', { kind: 'refused', detail: 'The signature does not fit.' });
    const address = await shop.address(providerId);
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    expect(await deliver(address, {})).toMatchObject({ status: 403, message: 'The signature does not fit.' });
    expect(await shop.deliveries()).toEqual(['REFUSED']);

    pool.always('readWebhook', {
      kind: 'messages',
      trust: 'believe',
      messages: [{ phone: phones[0]!, text: 'Code 4711' }],
    });
    const { id } = await shop.one<{ id: bigint }>('SELECT id FROM webhook_deliveries');
    for (let i = 0; i < 2; i += 1)
      expect(await replay(String(id))).toMatchObject({ status: 'ACCEPTED', problem: null });
    expect((await buyer.sees(reservation)).messages).toMatchObject([{ code: '4711' }]);
    expect(await shop.all(`SELECT 1 FROM audit_log WHERE action = 'webhook_delivery.replayed'`)).toHaveLength(2);
  });

  it('gives nothing to somebody who reserved the number after it came', async () => {
    const offer = await shop.offer();
    const { providerId, phones } = await shop.pool(offer);
    const pool = await shop.supplier(providerId, ['readWebhook']);
    pool.next('readWebhook', { kind: 'unreadable', detail: 'No text.' });
    await deliver(await shop.address(providerId), {});
    await shop.passes({ minutes: 5 });
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    pool.always('readWebhook', {
      kind: 'messages',
      trust: 'believe',
      messages: [{ phone: phones[0]!, text: 'Code 4711' }],
    });
    const { id } = await shop.one<{ id: bigint }>('SELECT id FROM webhook_deliveries');
    expect(await replay(String(id))).toMatchObject({ status: 'ACCEPTED' });
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
  });

  it('is gone after thirty days', async () => {
    const vendor = await shop.vendor();
    await deliver(await shop.address(vendor.id), '{"broken');
    const { id } = await shop.one<{ id: bigint }>('SELECT id FROM webhook_deliveries');
    await shop.passes({ days: 29 });
    await shop.runs('prune-webhooks');
    expect(await replay(String(id))).toMatchObject({ status: 'UNREADABLE' });
    await shop.passes({ days: 1, seconds: 1 });
    await shop.runs('prune-webhooks');
    expect(await replay(String(id))).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('a provider in webhook mode', () => {
  async function pushing() {
    const offer = await shop.offer();
    const { providerId, phones } = await shop.pool(offer);
    const pool = await shop.supplier(providerId, ['readWebhook', 'pullInbox']);
    await shop.all(`UPDATE providers SET mode = 'WEBHOOK' WHERE id = $1`, [providerId]);
    pool.always('pullInbox', { kind: 'page', messages: [], more: false });
    return { offer, pool, phone: phones[0]!, address: await shop.address(providerId) };
  }

  it('is polled every 30 seconds only, while its deliveries come', async () => {
    const { offer, pool, phone, address } = await pushing();
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    pool.always('readWebhook', { kind: 'messages', trust: 'believe', messages: [{ phone, text: 'Code 4711' }] });
    await deliver(address, {});
    expect(await buyer.stageOf(reservation)).toBe('COMPLETED');
    // A turn may come up to a tenth early, so the third is due after 54 to 60 seconds.
    for (let second = 0; second < 54; second += 1) {
      await shop.runs('poll-providers');
      await shop.passes({ seconds: 1 });
    }
    // Turns are spread a little, so a minute holds two or three.
    expect([2, 3]).toContain(pool.called('pullInbox'));
  });

  it('loses no message of which the delivery got lost, and is polled as usual until one comes again', async () => {
    const { offer, pool, phone, address } = await pushing();
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    pool.next('pullInbox', { kind: 'page', messages: [{ externalId: 'a', phone, text: 'Code 4711' }], more: false });
    await shop.runs('poll-providers');
    expect(await buyer.stageOf(reservation)).toBe('COMPLETED');
    const polls = async (seconds: number) => {
      const before = pool.called('pullInbox');
      for (let second = 0; second < seconds; second += 1) {
        await shop.passes({ seconds: 1 });
        await shop.runs('poll-providers');
      }
      return pool.called('pullInbox') - before;
    };
    await polls(30);
    expect(await polls(30)).toBeGreaterThanOrEqual(9);
    pool.always('readWebhook', {
      kind: 'messages',
      trust: 'believe',
      messages: [{ externalId: 'b', phone, text: 'Code 4712' }],
    });
    await deliver(address, {});
    await polls(3);
    expect(await polls(30)).toBeLessThanOrEqual(2);
  });
});
