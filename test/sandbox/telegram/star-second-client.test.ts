import type { Message } from '@mtcute/node';
import bigInt from 'big-integer';
import { Api } from 'telegram';
import { mtcuteClient } from '../../support/mtcute-client';
import { type MtcuteClient, payWithMtcute } from '../../support/star-buyer';
import { eventually } from './eventually';
import { invoiceMedia, openStarStage, type StarStage } from './star-stage';

describe('a client of another make pays with stars', () => {
  let stage: StarStage;
  let person: { id: bigint; phone: string; loginCode: string };
  let user: MtcuteClient;
  beforeEach(async () => {
    stage = await openStarStage();
    person = stage.sandbox.createUser({ phone: '+10000000081', firstName: 'Fay' });
    user = await mtcuteClient(stage.sandbox);
    await user.start({ phone: person.phone, code: person.loginCode, codeSentCallback: () => {} });
  });
  afterEach(async () => {
    await user.destroy();
    await stage.close();
  });

  it('by an invoice in the chat: refused, then paid, then given back', async () => {
    stage.sandbox.stars.buy(person.id, 100n);
    const seen: Message[] = [];
    user.onNewMessage.add((message) => void seen.push(message));
    await user.sendText('stage_bot', '/start');
    const request = { peer: person.id.toString(), message: '', randomId: bigInt(4715), media: invoiceMedia(30) };
    await eventually(() => expect(stage.sandbox.history(stage.botId, person.id)).toHaveLength(1));
    await stage.bot.invoke(new Api.messages.SendMedia(request));
    await eventually(() => expect(seen.at(-1)?.media?.type).toBe('invoice'));
    const what = { bot: 'stage_bot', messageId: seen.at(-1)!.id };

    stage.answers({ no: 'Not today' });
    await expect(payWithMtcute(user, what)).rejects.toMatchObject({ code: 406, text: 'PRECHECKOUT_FAILED' });
    stage.answers('yes');
    await payWithMtcute(user, what);
    expect(stage.sandbox.stars.balance(person.id)).toBe(70n);
    await stage.bot.sendMessage(person.id.toString(), { message: 'Thank you' });
    await eventually(() => expect(seen.map(({ action }) => action?.type)).toContain('payment_sent'));

    const chargeId = stage.sandbox.stars.transactions(person.id).at(-1)!.id;
    await stage.bot.invoke(new Api.payments.RefundStarsCharge({ userId: person.id.toString(), chargeId }));
    const peer = { _: 'inputPeerSelf' } as const;
    const { balance, history } = await user.call({
      _: 'payments.getStarsTransactions',
      peer,
      ascending: true,
      offset: '',
      limit: 10,
    });
    expect([balance.amount.toString(), history?.map(({ refund }) => refund)]).toEqual(['100', [false, false, true]]);
  });

  it('by a link, with too few stars and with enough', async () => {
    stage.answers('yes');
    const url = await stage.link(40);
    await expect(payWithMtcute(user, { url })).rejects.toMatchObject({ code: 400, text: 'BALANCE_TOO_LOW' });
    stage.sandbox.stars.buy(person.id, 40n);
    const { form } = await payWithMtcute(user, { url });
    expect(form.title).toBe('Balance');
    expect([stage.sandbox.stars.balance(person.id), stage.stars().bot]).toEqual([0n, 40n]);
  });
});
