import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { describeWith } from './support/daemon';
import { openSimWorld, POST_SMS, type SimWorld } from './support/sim-world';

let world: SimWorld;
beforeEach(async () => {
  world = await openSimWorld();
});
afterEach(() => world.close());

/** With the words that the daemons say, so that no modem is needed. */
describeWith(['sh', 'curl'], 'the script that daemons run', () => {
  it.each(['gammu_smsd', 'sms_server_tools'])('keeps what %s got while the shop was away', async (protocol) => {
    const { providerId, texts } = await world.waitingBuyer(protocol, 'GSM1');
    const settings = await world.scriptSettings(providerId, { SMS_WEBHOOK_RETRIES: '0', PATH: process.env.PATH });
    const queue = settings.SMS_WEBHOOK_QUEUE!;
    const runs = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
      promisify(execFile)('sh', [POST_SMS, ...args], { env: { ...settings, ...env } }).then(
        () => 0,
        ({ code }) => code,
      );
    const receives = (text: string, name: string) =>
      protocol === 'gammu_smsd'
        ? runs([name], { SMS_MESSAGES: '1', SMS_1_NUMBER: 'Two', SMS_1_TEXT: text, PHONE_ID: 'GSM1' })
        : runs(['RECEIVED', world.file(name, `From: Two\nModem: GSM1\nAlphabet: UTF-8\n\n${text}`)]);

    const comesBack = await world.shop.goesAway();
    expect(await receives('Telegram "code": 1111\n€ & more\n', 'GSM1.aaaaaa')).toBe(1);
    // One that says nothing holds nobody up.
    expect(await receives('', 'GSM1.blanks')).toBe(1);
    expect(await receives('Telegram code: 2222', 'GSM1.bbbbbb')).toBe(1);
    expect([await runs(['resend']), readdirSync(queue).length]).toEqual([1, 3]);
    await comesBack();
    expect([await runs(['resend']), readdirSync(queue).length]).toEqual([0, 0]);
    expect(await receives('Telegram code: 3333', 'GSM1.cccccc')).toBe(0);
    expect(await texts()).toEqual(['Telegram "code": 1111\n€ & more\n', 'Telegram code: 2222', 'Telegram code: 3333']);
    expect(await runs(['SENT', '/nowhere'])).toBe(0);
    expect(await runs([])).toBe(2);
  });
});
