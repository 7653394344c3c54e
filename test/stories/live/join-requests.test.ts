import type { RunningShop } from '../../../src/main';
import { saveRequirement } from '../../../src/usecases/channels/save-requirement';
import type { ChatBuyer } from '../../support/chat-buyer';
import { BOT_ID, type LiveChannel, liveChannel, requires } from '../../support/live-channels';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { until } from '../../telegram/support/until';

const author = { actor: { type: 'ADMIN', id: 'test' } } as const;

describe('a shop behind a channel that approves joins', () => {
  let world: LiveWorld;
  let shop: RunningShop;
  let club: LiveChannel;
  let channelId: number;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    club = liveChannel(world, { title: 'Club', isPrivate: true });
    world.telegram.approveJoins(club.id);
    shop = await startLiveShop(world);
    channelId = await requires(shop, club);
    await until('the gate is read', async () => (await shop.app.requiredChannels()).length === 1);
  });
  afterAll(async () => {
    await shop?.shutdown.run('the stories are told');
    await world?.close();
  });

  const inside = (buyer: ChatBuyer) => world.telegram.memberIds(club.id).includes(buyer.telegramId);
  const asksToJoin = async (buyer: ChatBuyer, gateId: number) => {
    const link = buyer
      .message(gateId)!
      .buttons.flat()
      .find(({ kind }) => kind === 'url')!.value;
    await expect(buyer.joins(link)).rejects.toThrow('INVITE_REQUEST_SENT');
  };
  const approves = (approvesJoins: boolean) => saveRequirement(shop.app, channelId, { approvesJoins }, author);

  it('remembers who asked, says that an admin must approve, and goes on when one did', async () => {
    const buyer = await world.stranger();
    const gate = await buyer.asks('/start c_wa_LV');
    await asksToJoin(buyer, gate.id);
    await buyer.showsOn(gate.id, /You asked to join: an admin there must approve it/);
    const { message } = await buyer.pressesOn(gate.id, /I have joined/);
    expect(message).toMatch(/You have asked to join\. An admin of the channel must approve it/);
    expect(inside(buyer)).toBe(false);
    world.telegram.answerRequest(club.id, buyer.telegramId);
    await buyer.showsOn(gate.id, /WhatsApp[\s\S]*Latvia/);
    expect(buyer.fromBot()).toHaveLength(1);
  });

  it('lets people in by itself where the operator wants it, and brings them to what they came for', async () => {
    expect(await approves(true)).toMatchObject({ kind: 'saved' });
    const buyer = await world.stranger();
    const gate = await buyer.asks('/start c_wa_LV');
    await asksToJoin(buyer, gate.id);
    await buyer.showsOn(gate.id, /WhatsApp[\s\S]*Latvia/);
    expect(inside(buyer)).toBe(true);
    expect(await approves(false)).toMatchObject({ kind: 'saved' });
  });

  it('lets in who asked before that, at the press', async () => {
    const buyer = await world.stranger();
    const gate = await buyer.asks('/start c_wa_LV');
    await asksToJoin(buyer, gate.id);
    await buyer.showsOn(gate.id, /You asked to join/);
    await approves(true);
    await buyer.pressesOn(gate.id, /I have joined/);
    await buyer.showsOn(gate.id, /WhatsApp[\s\S]*Latvia/);
    await approves(false);
  });

  it('needs the right to invite for that; when it is taken later, operators are told', async () => {
    await approves(true);
    const buyer = await world.stranger();
    const gate = await buyer.asks('/start c_wa_LV');
    const refusal = { code: 400, text: 'CHAT_ADMIN_REQUIRED', times: 1 };
    world.telegram.faults.failMethod('messages.hideChatJoinRequest', refusal);
    await asksToJoin(buyer, gate.id);
    await buyer.showsOn(gate.id, /You asked to join/);
    expect(await world.query(`SELECT facts FROM operator_alerts WHERE kind = 'joins_unapproved'`)).toMatchObject([
      { facts: { title: 'Club', detail: 'CHAT_ADMIN_REQUIRED' } },
    ]);
    world.telegram.setAdmin(club.id, BOT_ID, ['changeInfo']);
    expect(await approves(true)).toMatchObject({
      kind: 'invalid',
      problem: { path: 'approvesJoins', kind: 'approve_right' },
    });
  });
});
