import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from 'telegram';
import { startTelegramSandbox } from '../../../src/sandbox/telegram';
import { gramjsInvoice, payWithGramjs } from '../../support/star-buyer';
import { connectGramjs } from '../../support/telegram-clients';
import { openStarStage, serviceActions } from './star-stage';

describe('a data centre that is killed while people pay', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'star-journal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('knows stars, charges, receipts, links and forms again; who waited for the bot has not paid', async () => {
    const journalPath = join(folder, 'telegram.jsonl');
    const first = await openStarStage({ journalPath });
    const { userId, botId, sandbox } = first;
    first.answers('yes');
    const url = await first.link(20);
    const messageId = await first.sell(50);
    const invoice = await gramjsInvoice(first.user, { bot: 'stage_bot', messageId });
    const paidForm = await first.user.invoke(new Api.payments.GetPaymentForm({ invoice }));
    const state = await first.bot.invoke(new Api.updates.GetState());
    await first.user.invoke(new Api.payments.SendStarsForm({ formId: paidForm.formId, invoice }));
    await payWithGramjs(first.user, { url });
    const refunded = sandbox.stars.transactions(botId).at(-1)!.id;
    await first.bot.invoke(new Api.payments.RefundStarsCharge({ userId: userId.toString(), chargeId: refunded }));
    sandbox.faults.stars.preCheckouts = 'lost';
    const openForm = await first.user.invoke(new Api.payments.GetPaymentForm({ invoice }));
    const waiting = first.user.invoke(new Api.payments.SendStarsForm({ formId: openForm.formId, invoice }));
    waiting.catch(() => undefined);
    await first.user.invoke(new Api.updates.GetState());
    const sessions = [first.bot, first.user].map(({ session }) => (session as unknown as { save(): string }).save());
    const rows = sandbox.stars.transactions(userId);
    await Promise.all([first.bot, first.user, first.other].map((client) => client.destroy()));
    // No stop: a killed process closes nothing, and may leave half a line.
    appendFileSync(journalPath, '["starEvent","99",{"kind":"paym');

    const second = await startTelegramSandbox({ journalPath });
    const [bot, user] = [
      await connectGramjs(second, { session: sessions[0] }),
      await connectGramjs(second, { session: sessions[1] }),
    ] as const;
    try {
      expect(second.stars.transactions(userId)).toEqual(rows);
      expect([second.stars.balance(userId), second.stars.balance(botId)]).toEqual([950n, 50n]);
      expect(second.history(userId, botId).find(({ id }) => id === messageId)!.invoice).toMatchObject({ isPaid: true });
      const send = (formId: Api.long) => user.invoke(new Api.payments.SendStarsForm({ formId, invoice }));
      await expect(send(paidForm.formId)).rejects.toThrow('FORM_SUBMIT_DUPLICATE');
      second.faults.stars.preCheckoutTimeoutMs = 40;
      await expect(send(openForm.formId)).rejects.toThrow('BOT_PRECHECKOUT_TIMEOUT');
      await user.invoke(new Api.payments.GetPaymentForm({ invoice: await gramjsInvoice(user, { url }) }));
      const again = new Api.payments.RefundStarsCharge({ userId: userId.toString(), chargeId: refunded });
      await expect(bot.invoke(again)).rejects.toThrow('CHARGE_ALREADY_REFUNDED');
      const { pts, qts, date } = state;
      const missed = await bot.invoke(new Api.updates.GetDifference({ pts, qts, date }));
      const { newMessages } = missed as Api.updates.Difference;
      const told = serviceActions(
        newMessages.map((message) => new Api.UpdateNewMessage({ message, pts, ptsCount: 1 })),
      );
      expect(told.map(({ className }) => className)).toEqual([
        'MessageActionPaymentSentMe',
        'MessageActionPaymentSentMe',
        'MessageActionPaymentRefunded',
      ]);
      second.stars.buy(userId, 5n, 'once');
      second.stars.buy(userId, 5n, 'once');
      expect(second.stars.balance(userId)).toBe(955n);
    } finally {
      await bot.destroy();
      await user.destroy();
      await second.stop();
      await sandbox.stop();
    }
  });
});
