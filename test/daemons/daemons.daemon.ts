import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sim } from '../../src/resources/sim';
import { createRow } from '../../src/usecases/catalogue/save-row';
import { openShop, type Shop, usd } from '../support/shop';
import { type AtModem, startAtModem } from './support/at-modem';
import { type Daemon, describeWith, startDaemon, until } from './support/daemon';
import { type Deliver, deliverPdus } from './support/deliver-pdu';

const IMSI = '247011234567890';
const PHONE = '37129990001';

let shop: Shop;
let root: string;
let modem: AtModem;
let running: Daemon[];
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'daemon-'));
  for (const folder of ['incoming', 'outgoing', 'checked', 'failed']) mkdirSync(join(root, folder));
  running = [];
  modem = await startAtModem({ imsi: IMSI });
  shop = await openShop({ spoolRoots: [root] });
});
afterEach(async () => {
  for (const one of running.reverse()) await one.stop();
  await modem.close();
  await shop.booksBalance();
  await shop.close();
  rmSync(root, { recursive: true, force: true });
});

const sms = (from: string, text: string, alphabet?: Deliver['alphabet']): Deliver => ({
  ...{ from, text, alphabet, sentAt: new Date(Math.floor(Date.now() / 1000) * 1000) },
});
const LONG = `${'Do not share this with anybody. '.repeat(6)}Telegram code 777777`;
const LONGER = `${'Никому не говорите этот код. '.repeat(5)}Код 888888`;
const CASES: readonly Deliver[] = [
  sms('+37120000001', 'Your Telegram code is 123456 [€{x}]'),
  sms('Telegram', 'Код 654321 – رمزك', 'ucs2'),
  sms('Servis', 'Telegram kodunuz 4821, şifrenizi paylaşmayın', 'turkish'),
  sms('Two', LONG),
  sms('Three', LONGER, 'ucs2'),
];

/** On the SIM as they came by radio: long ones last part first, and one that says nothing. */
function receiveAll() {
  for (const [index, one] of CASES.entries()) modem.receive(deliverPdus(one, 0x10 + index).reverse());
  modem.receive(deliverPdus(sms('+37120000002', '')));
}

/** A buyer with the number of the SIM in this slot of this daemon. */
async function waitingBuyer(protocol: string, slot: string, options: object) {
  const providerId = await shop.provider({ name: protocol, protocol, options });
  const offer = await shop.offer();
  await shop.all(
    'INSERT INTO routes (offer_id, provider_id, is_pool, created_at) VALUES ($1, $2, true, $3) RETURNING 1',
    [offer.id, providerId, shop.clock.now()],
  );
  const author = { actor: { type: 'ADMIN', id: '1' } } as const;
  expect(await createRow(shop.app, sim, { providerId, slot, phone: PHONE, services: 'tg' }, author)).toMatchObject({
    kind: 'saved',
  });
  const buyer = await shop.buyer({ balance: usd('5') });
  return { buyer, reservation: await buyer.buys(offer), providerId };
}

async function polls() {
  await shop.passes({ seconds: 5 });
  await shop.runs('poll-providers');
}

/** Whatever the SIM had has reached its one buyer, once each, paid once. */
async function reachesItsBuyer({ buyer, reservation }: Awaited<ReturnType<typeof waitingBuyer>>, folder?: string) {
  const texts = async () => (await buyer.sees(reservation)).messages.map(({ text }) => text);
  await until(async () => {
    await polls();
    const { count } = await shop.one<{ count: number }>('SELECT sms_count AS count FROM sims');
    return count > CASES.length && (await texts()).length >= CASES.length;
  }, 'every SMS is with its buyer');
  for (let turn = 0; turn < 3; turn += 1) await polls();
  expect((await texts()).sort()).toEqual(CASES.map(({ text }) => text).sort());
  expect(await buyer.balance()).toEqual(usd('4.20'));
  expect(modem.kept()).toBe(0);
  if (folder) expect(readdirSync(folder).filter((name) => /^(IN|GSM)/.test(name))).toEqual([]);
  // The empty one counts for the SIM as well, and for nobody else.
  expect(await shop.one('SELECT sms_count AS count, phone FROM sims')).toEqual({
    count: CASES.length + 1,
    phone: PHONE,
  });
  expect(await shop.one('SELECT count(*)::int AS count FROM messages')).toEqual({ count: CASES.length });
}

describeWith(['smsd'], 'SMS Server Tools', () => {
  it.each(['', 'incoming_utf8 = yes\n'])('brings each SMS to its buyer once %s', async (more) => {
    const incoming = join(root, 'incoming');
    const waiting = await waitingBuyer('sms_server_tools', 'GSM1', {
      folders: [{ folder: incoming }],
      timeZone: 'UTC',
    });
    writeFileSync(
      join(root, 'smsd.conf'),
      `devices = GSM1
incoming = ${incoming}
outgoing = ${root}/outgoing
checked = ${root}/checked
failed = ${root}/failed
logfile = ${root}/smsd.log
infofile = ${root}/smsd.working
pidfile = ${root}/smsd.pid
delaytime = 1
${more}
[GSM1]
device = @127.0.0.1:${modem.port}
incoming = yes
`,
    );
    receiveAll();
    running.push(startDaemon('smsd', [`-c${root}/smsd.conf`, '-t']));
    await reachesItsBuyer(waiting, incoming);
    expect(await shop.one('SELECT imsi FROM sims')).toEqual({ imsi: IMSI });
  });
});

describeWith(['gammu-smsd', 'socat'], 'Gammu SMSD', () => {
  async function startGammu(service: string) {
    const tty = join(root, 'tty');
    running.push(startDaemon('socat', [`PTY,link=${tty},raw,echo=0`, `TCP:127.0.0.1:${modem.port}`]));
    await until(async () => existsSync(tty), 'a terminal');
    writeFileSync(
      join(root, 'smsdrc'),
      `[gammu]
connection = at115200
device = ${tty}
[smsd]
${service}
phoneid = sim1
commtimeout = 1
receivefrequency = 1
loopsleep = 1
logfile = ${root}/log
`,
    );
    receiveAll();
    running.push(startDaemon('gammu-smsd', ['-c', join(root, 'smsdrc')]));
  }

  it.each(['standard', 'unicode'])(
    'brings each SMS of its files in the format %s to its buyer once',
    async (format) => {
      const folder = join(root, 'incoming');
      const waiting = await waitingBuyer('gammu_smsd', 'sim1', { files: [{ folder, phoneId: 'sim1' }] });
      await startGammu(`service = files
inboxpath = ${folder}/
outboxpath = ${root}/outgoing/
sentsmspath = ${root}/checked/
errorsmspath = ${root}/failed/
inboxformat = ${format}`);
      await reachesItsBuyer(waiting, folder);
    },
  );
});

it('the script for daemons is one that every shell reads', () => {
  execFileSync('sh', ['-n', join(__dirname, '../../scripts/post-sms.sh')]);
});
