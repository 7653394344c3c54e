import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sim } from '../../../src/resources/sim';
import { createRow } from '../../../src/usecases/catalogue/save-row';
import { projectRoot } from '../../support/project-root';
import { usd } from '../../support/shop';
import type { TestBuyer } from '../../support/test-buyer';
import { OPERATOR, openWebhookShop } from '../../webhooks/webhook-shop';
import { startAtModem } from './at-modem';
import { type Daemon, startDaemon, until } from './daemon';
import { type Deliver, deliverPdus } from './deliver-pdu';

export const IMSI = '247011234567890';
export const PHONE = '37129990001';

const sms = (from: string, text: string, alphabet?: Deliver['alphabet']): Deliver => ({
  ...{ from, text, alphabet, sentAt: new Date(Math.floor(Date.now() / 1000) * 1000) },
});

/** What a SIM gets in these stories: each alphabet, one part and several. */
export const CASES: readonly Deliver[] = [
  sms('+37120000001', 'Your Telegram code is 123456 [€{x}]'),
  sms('Telegram', 'Код 654321 – رمزك', 'ucs2'),
  sms('Arabic', 'رمز التحقق الخاص بك هو 445566', 'ucs2'),
  sms('Servis', 'Telegram kodunuz 4821, şifrenizi paylaşmayın', 'turkish'),
  sms('Two', `${'Do not share this with anybody. '.repeat(6)}Telegram code 777777`),
  sms('Three', `${'Никому не говорите этот код. '.repeat(5)}Код 888888`, 'ucs2'),
  sms('Turkish', `${'Bu şifreyi paylaşmayın. '.repeat(7)}Kod 999999`, 'turkish'),
];
export const BLANK = sms('+37120000002', '');

/** What daemons on another machine run at each SMS. */
export const POST_SMS = join(projectRoot, 'scripts/post-sms.sh');

interface WaitingBuyer {
  readonly buyer: TestBuyer;
  readonly providerId: number;
  /** What reached them, sorted. */
  texts(): Promise<string[]>;
}

export type SimWorld = Awaited<ReturnType<typeof openSimWorld>>;

/** A whole shop with its webhooks open, a modem with one SIM, and a folder for a daemon. */
export async function openSimWorld() {
  const root = mkdtempSync(join(tmpdir(), 'daemon-'));
  const modem = await startAtModem({ imsi: IMSI });
  const shop = await openWebhookShop({ spoolRoots: [root] });
  const running: Daemon[] = [];

  async function polls() {
    await shop.passes({ seconds: 5 });
    await shop.runs('poll-providers');
  }

  return {
    ...{ root, modem, shop },

    folder(name: string): string {
      mkdirSync(join(root, name), { recursive: true });
      return join(root, name);
    },

    file(name: string, text: string): string {
      writeFileSync(join(root, name), text);
      return join(root, name);
    },

    starts(program: string, args: readonly string[], env?: NodeJS.ProcessEnv) {
      running.push(startDaemon(program, args, env));
    },

    /** What the script for daemons reads its settings from. */
    async scriptSettings(providerId: number, more: NodeJS.ProcessEnv = {}): Promise<NodeJS.ProcessEnv> {
      const address = join(root, 'sms-webhook');
      writeFileSync(address, `${await shop.address(providerId)}\n`);
      return { SMS_WEBHOOK_FILE: address, SMS_WEBHOOK_QUEUE: join(root, 'queue'), ...more };
    },

    /** On the SIM as they came by radio: long ones last part first, and one that says nothing. */
    receiveAll() {
      for (const [index, one] of CASES.entries()) modem.receive(deliverPdus(one, 0x10 + index).reverse());
      modem.receive(deliverPdus(BLANK));
    },

    /** A buyer with the number of the SIM in this slot of this daemon. */
    async waitingBuyer(
      protocol: string,
      slot: string,
      o: { options?: object; key?: string } = {},
    ): Promise<WaitingBuyer> {
      const providerId = await shop.provider({ name: protocol, protocol, ...o });
      const offer = await shop.offer();
      await shop.all(
        'INSERT INTO routes (offer_id, provider_id, is_pool, created_at) VALUES ($1, $2, true, $3) RETURNING 1',
        [offer.id, providerId, shop.clock.now()],
      );
      const row = { providerId, slot, phone: PHONE, services: 'tg' };
      expect(await createRow(shop.app, sim, row, OPERATOR)).toMatchObject({ kind: 'saved' });
      const buyer = await shop.buyer({ balance: usd('5') });
      const reservation = await buyer.buys(offer);
      const texts = async () => (await buyer.sees(reservation)).messages.map(({ text }) => text).sort();
      return { buyer, providerId, texts };
    },

    /** Whatever the SIM had has reached its one buyer, once each, paid once. */
    async reachesItsBuyer({ buyer, texts }: WaitingBuyer, folder?: string) {
      await until(async () => {
        await polls();
        const { count } = await shop.one<{ count: number }>('SELECT sms_count AS count FROM sims');
        return count > CASES.length && (await texts()).length >= CASES.length;
      }, 'every SMS is with its buyer');
      for (let turn = 0; turn < 3; turn += 1) await polls();
      expect(await texts()).toEqual(CASES.map(({ text }) => text).sort());
      expect(await buyer.balance()).toEqual(usd('4.20'));
      await until(async () => modem.kept() === 0, 'nothing is left on the SIM');
      if (folder) expect(readdirSync(folder).filter((name) => /^(IN|GSM)/.test(name))).toEqual([]);
      // The blank one counts for the SIM as well, and for nobody else.
      const count = CASES.length;
      expect(await shop.one('SELECT sms_count AS count, phone FROM sims')).toEqual({ count: count + 1, phone: PHONE });
      expect(await shop.one('SELECT count(*)::int AS count FROM messages')).toEqual({ count });
    },

    async stopDaemons() {
      for (const one of running.splice(0).reverse()) await one.stop();
    },

    async close() {
      await this.stopDaemons();
      await modem.close();
      await shop.booksBalance();
      await shop.closeAll();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
