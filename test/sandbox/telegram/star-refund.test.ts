import { Api } from 'telegram';
import { eventually } from './eventually';
import { pushedTo } from './stage';
import { ofKind, openStarStage, payload, type StarStage, serviceActions } from './star-stage';

let nowMs = 1_900_000_000_000;
let stage: StarStage;
beforeEach(async () => {
  stage = await openStarStage({ now: () => nowMs });
  stage.answers('yes');
});
afterEach(() => stage.close());

/** Ann pays; answers the id of the charge. */
async function paid(stars: number): Promise<string> {
  await stage.pays(await stage.sell(stars));
  return stage.sandbox.stars.transactions(stage.botId).at(-1)!.id;
}

const refund = (chargeId: string, userId: bigint = stage.userId) =>
  stage.bot.invoke(new Api.payments.RefundStarsCharge({ userId: userId.toString(), chargeId }));

const status = (client = stage.bot) =>
  client.invoke(new Api.payments.GetStarsStatus({ peer: new Api.InputPeerSelf() }));

const list = (
  words: Partial<ConstructorParameters<typeof Api.payments.GetStarsTransactions>[0]> = {},
  client = stage.bot,
) =>
  client.invoke(
    new Api.payments.GetStarsTransactions({ peer: new Api.InputPeerSelf(), offset: '', limit: 100, ...words }),
  );

const byId = (id: string, isRefund: boolean) =>
  stage.bot.invoke(
    new Api.payments.GetStarsTransactionsByID({
      peer: new Api.InputPeerSelf(),
      id: [new Api.InputStarsTransaction({ id, refund: isRefund || undefined })],
    }),
  );

const amounts = ({ history = [] }: Api.payments.StarsStatus) => history.map(({ stars }) => stars.amount.toJSNumber());

describe('a bot gives a charge back', () => {
  it('whole and once; the payer hears of it, without the payload', async () => {
    const chargeId = await paid(50);
    const heard = pushedTo(stage.user);
    const { updates } = (await refund(chargeId)) as Api.Updates;
    expect(serviceActions(updates)).toMatchObject([
      { className: 'MessageActionPaymentRefunded', currency: 'XTR', payload, charge: { id: chargeId } },
    ]);
    await eventually(() => expect(serviceActions(heard)).toHaveLength(1));
    const [told] = serviceActions(heard) as Api.MessageActionPaymentRefunded[];
    expect([told!.totalAmount.toString(), told!.payload ?? null]).toEqual(['50', null]);
    expect((told!.peer as Api.PeerUser).userId.toString()).toBe(stage.botId.toString());
    expect(ofKind(heard, Api.UpdateStarsBalance).map(({ balance }) => balance.amount.toString())).toEqual(['1000']);
    expect(stage.stars()).toMatchObject({ ann: 1_000n, bot: 0n });
    await expect(refund(chargeId)).rejects.toMatchObject({ code: 400, errorMessage: 'CHARGE_ALREADY_REFUNDED' });
  });

  it.each([
    ['no id', () => refund(''), 'CHARGE_ID_EMPTY'],
    ['an id of nobody', () => refund('stx-unknown'), 'CHARGE_NOT_FOUND'],
  ])('not for %s', async (_what, act, refusal) => {
    await expect(act()).rejects.toThrow(refusal);
  });

  it('not to another user, and not by a user', async () => {
    const chargeId = await paid(50);
    await stage.other.sendMessage('stage_bot', { message: '/start' });
    await expect(refund(chargeId, stage.otherId)).rejects.toThrow('USER_ID_INVALID');
    const request = new Api.payments.RefundStarsCharge({ userId: new Api.InputUserSelf(), chargeId });
    await expect(stage.user.invoke(request)).rejects.toThrow('USER_BOT_REQUIRED');
    expect(stage.stars().bot).toBe(50n);
  });

  it('not with stars that were paid out to its owner', async () => {
    const chargeId = await paid(50);
    stage.sandbox.stars.payOut(stage.botId, 10n);
    await expect(refund(chargeId)).rejects.toThrow('BALANCE_TOO_LOW');
    await paid(10);
    await refund(chargeId);
    expect(stage.stars().bot).toBe(0n);
  });

  it('and finds it done when the answer is lost', async () => {
    const chargeId = await paid(50);
    stage.sandbox.faults.loseAnswer('payments.refundStarsCharge');
    // The client asks again by itself when its link is back.
    await refund(chargeId).catch(() => undefined);
    await expect(refund(chargeId)).rejects.toThrow('CHARGE_ALREADY_REFUNDED');
    expect(amounts(await byId(chargeId, true))).toEqual([-50]);
    expect(stage.stars()).toMatchObject({ ann: 1_000n, bot: 0n });
  });

  it('and is told that it had been, although this very call did it and no message says so', async () => {
    const chargeId = await paid(50);
    const heard = pushedTo(stage.user);
    stage.sandbox.faults.stars.refundsSayAlready = true;
    await expect(refund(chargeId)).rejects.toThrow('CHARGE_ALREADY_REFUNDED');
    await eventually(() => expect(ofKind(heard, Api.UpdateStarsBalance)).toHaveLength(1));
    expect(serviceActions(heard)).toEqual([]);
    expect(stage.stars()).toMatchObject({ ann: 1_000n, bot: 0n });
    expect(amounts(await byId(chargeId, true))).toEqual([-50]);
  });
});

describe("the list of an account's transactions", () => {
  it('has each payment and each refund under the id of the charge, in pages, from either end', async () => {
    const charges = [await paid(10), await paid(20), await paid(30)];
    await refund(charges[1]!);
    const all = await list({ ascending: true });
    expect(all.history!.map(({ id, refund: isRefund }) => [id, isRefund ?? false])).toEqual([
      ...charges.map((id) => [id, false]),
      [charges[1], true],
    ]);
    expect([amounts(all), all.nextOffset ?? null, all.balance.amount.toString()]).toEqual([
      [10, 20, 30, -20],
      null,
      '40',
    ]);
    expect(all.history![0]).toMatchObject({ title: 'Balance', botPayload: payload });
    const peer = (all.history![0]!.peer as Api.StarsTransactionPeer).peer as Api.PeerUser;
    expect([peer.userId.toString(), all.users.length]).toEqual([stage.userId.toString(), 1]);

    expect(amounts(await list())).toEqual([-20, 30, 20, 10]);
    expect(amounts(await list({ inbound: true, ascending: true }))).toEqual([10, 20, 30]);
    expect(amounts(await list({ outbound: true }))).toEqual([-20]);
    expect(amounts(await list({ inbound: true, outbound: true, ascending: true }))).toEqual([10, 20, 30, -20]);

    const first = await list({ ascending: true, limit: 3 });
    expect([amounts(first), first.nextOffset]).toEqual([[10, 20, 30], '3']);
    const second = await list({ ascending: true, limit: 3, offset: first.nextOffset! });
    expect([amounts(second), second.nextOffset ?? null]).toEqual([[-20], null]);
    // What comes later stands behind the same offset.
    await paid(40);
    expect(amounts(await list({ ascending: true, limit: 3, offset: '4' }))).toEqual([40]);
    await expect(list({ offset: 'x' })).rejects.toThrow('OFFSET_INVALID');
  });

  it('of a user shows what he bought and gave, never the payload; the newest five come with the balance', async () => {
    for (const stars of [1, 2, 3, 4, 5]) await paid(stars);
    const mine = await list({ ascending: true }, stage.user);
    expect(amounts(mine)).toEqual([1_000, -1, -2, -3, -4, -5]);
    expect(mine.history!.map(({ botPayload }) => botPayload ?? null)).toEqual(Array(6).fill(null));
    expect(mine.history![0]!.peer.className).toBe('StarsTransactionPeerAppStore');
    const now = await status(stage.user);
    expect([amounts(now), now.balance.amount.toString()]).toEqual([[-5, -4, -3, -2, -1], '985']);
    const foreign = new Api.payments.GetStarsStatus({ peer: await stage.user.getInputEntity('stage_bot') });
    await expect(stage.user.invoke(foreign)).rejects.toThrow('PEER_ID_INVALID');
  });

  it('is asked by id, with and without refund', async () => {
    const chargeId = await paid(50);
    expect(amounts(await byId(chargeId, false))).toEqual([50]);
    await expect(byId(chargeId, true)).rejects.toThrow('TRANSACTION_ID_INVALID');
    await refund(chargeId);
    expect(amounts(await byId(chargeId, true))).toEqual([-50]);
    await expect(byId('stx-unknown', false)).rejects.toThrow('TRANSACTION_ID_INVALID');
  });

  it('alone tells of stars that Telegram took back', async () => {
    const chargeId = await paid(50);
    const [bot, user] = [pushedTo(stage.bot), pushedTo(stage.user)];
    const before = await stage.bot.invoke(new Api.updates.GetState());
    stage.sandbox.stars.clawBack(chargeId);
    expect(amounts(await list({ ascending: true }))).toEqual([50, -50]);
    expect((await list({ outbound: true })).history).toMatchObject([{ id: chargeId, refund: true }]);
    expect(stage.stars()).toMatchObject({ ann: 950n, bot: 0n });
    expect((await stage.bot.invoke(new Api.updates.GetState())).pts).toBe(before.pts);
    expect([bot, user]).toEqual([[], []]);
    await expect(refund(chargeId)).rejects.toThrow('CHARGE_ALREADY_REFUNDED');
    expect(() => stage.sandbox.stars.clawBack(chargeId)).toThrow('there is no charge');
  });

  it('may lag by minutes while the balance is right', async () => {
    stage.sandbox.faults.stars.transactionsLagSeconds = 180;
    const chargeId = await paid(50);
    expect([amounts(await list()), (await status()).balance.amount.toString()]).toEqual([[], '50']);
    await expect(byId(chargeId, false)).rejects.toThrow('TRANSACTION_ID_INVALID');
    nowMs += 180_000;
    expect(amounts(await list())).toEqual([50]);
  });
});

describe('messages about payments go astray', () => {
  it('the bot is asked twice, and its second answer is refused', async () => {
    stage.answers(undefined as never);
    stage.sandbox.faults.stars.preCheckouts = 'twice';
    const paying = stage.pays(await stage.sell(50));
    await eventually(() => expect(ofKind(stage.botHeard, Api.UpdateBotPrecheckoutQuery)).toHaveLength(2));
    const ids = ofKind(stage.botHeard, Api.UpdateBotPrecheckoutQuery).map(({ queryId }) => queryId);
    expect(ids[0]!.equals(ids[1]!)).toBe(true);
    const approve = () =>
      stage.bot.invoke(new Api.messages.SetBotPrecheckoutResults({ queryId: ids[0]!, success: true }));
    await approve();
    await paying;
    await expect(approve()).rejects.toThrow('QUERY_ID_INVALID');
    expect(stage.stars().bot).toBe(50n);
  });

  it('the bot is never asked, and the user hears that it did not answer', async () => {
    Object.assign(stage.sandbox.faults.stars, { preCheckouts: 'lost', preCheckoutTimeoutMs: 40 });
    await expect(stage.pays(await stage.sell(50))).rejects.toThrow('BOT_PRECHECKOUT_TIMEOUT');
    expect(ofKind(stage.botHeard, Api.UpdateBotPrecheckoutQuery)).toEqual([]);
    stage.sandbox.faults.clear();
    expect(stage.sandbox.faults.stars.preCheckoutTimeoutMs).toBe(10_000);
    await paid(50);
  });

  it('the bot hears twice of one payment, with the same pts and charge', async () => {
    stage.sandbox.faults.stars.paymentMessages = 'twice';
    await paid(50);
    await eventually(() => expect(serviceActions(stage.botHeard)).toHaveLength(2));
    const twice = ofKind(stage.botHeard, Api.UpdateNewMessage).filter(
      ({ message }) => message.className === 'MessageService',
    );
    expect(new Set(twice.map(({ pts }) => pts)).size).toBe(1);
    expect(stage.stars().bot).toBe(50n);
  });

  it('the payer does not hear that he has paid; sending the form again pays nothing', async () => {
    stage.sandbox.faults.loseAnswer('payments.sendStarsForm');
    await stage
      .pays(await stage.sell(50))
      .catch(({ errorMessage }) => expect(errorMessage).toBe('FORM_SUBMIT_DUPLICATE'));
    await eventually(() => expect(serviceActions(stage.botHeard)).toHaveLength(1));
    expect(stage.stars()).toMatchObject({ ann: 950n, bot: 50n });
  });
});
