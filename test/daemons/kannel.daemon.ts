import { type SmscVendor, startSmscVendor } from '../../src/sandbox/vendors';
import { freePort } from '../support/free-port';
import { describeWith, docBlock, until } from './support/daemon';
import { deliverSms } from './support/deliver-pdu';
import { BLANK, CASES, openSimWorld, PHONE, type SimWorld } from './support/sim-world';

const FAKE_SMSC = 'fakesmsc';

let world: SimWorld;
let smsc: SmscVendor;
beforeEach(async () => {
  world = await openSimWorld();
  smsc = await startSmscVendor({ name: 'bank', systemId: 'kannel', apiKey: 'password', numbers: [PHONE] });
});
afterEach(async () => {
  await world.close();
  await smsc.stop();
});

describeWith(['bearerbox', 'smsbox', FAKE_SMSC], 'Kannel', () => {
  /** With the groups of the docs for what is ours, and those of an operator for the rest. */
  async function startKannel(ours: string): Promise<{ fakePort: number }> {
    const [admin, boxes, sendsms, fakePort] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
    const conf = world.file(
      'kannel.conf',
      `group = core
admin-port = ${admin}
admin-interface = 127.0.0.1
admin-password = password
smsbox-port = ${boxes}
box-allow-ip = 127.0.0.1

group = smsc
smsc = smpp
smsc-id = bank1
host = 127.0.0.1
port = ${smsc.port}
transceiver-mode = true
smsc-username = kannel
smsc-password = password
system-type = ""

group = smsc
smsc = fake
smsc-id = fake
port = ${fakePort}
connect-allow-ip = 127.0.0.1

${ours.replace('group = smsbox\n', `group = smsbox\nsendsms-port = ${sendsms}\n`)}`,
    );
    world.starts('bearerbox', [conf]);
    await until(async () => smsc.sessions === 1, 'Kannel is bound');
    world.starts('smsbox', [conf]);
    return { fakePort };
  }

  const ways = ['get-url', 'post-url'].flatMap((way) => [`${way}`, `${way} without mo-recode`]);
  it.each(ways)('brings each SMS to its buyer once by %s', async (way) => {
    const waiting = await world.waitingBuyer('kannel', 'bank1');
    const address = await world.shop.address(waiting.providerId);
    const shown = { "<the webhook's address>": address };
    const groups = docBlock('Kannel', 'group = sms-service', shown);
    const withPost = groups.replace(/^get-url.*\n/m, docBlock('Kannel', 'post-url', shown));
    const ours = way.startsWith('post') ? withPost : groups;
    const { fakePort } = await startKannel(way.endsWith('mo-recode') ? ours.replace('mo-recode = yes\n', '') : ours);
    for (const [index, one] of CASES.entries())
      for (const piece of deliverSms(one, PHONE, 0x10 + index).reverse()) smsc.deliver(piece);
    for (const piece of deliverSms(BLANK, PHONE)) smsc.deliver(piece);
    await world.reachesItsBuyer(waiting);
    expect(smsc.waiting).toBe(0);

    // Nobody has mapped this smsc-id, so the number that Kannel names counts.
    const sms = `+37120000003 ${PHONE} text Fake code 313131 €`;
    world.starts(FAKE_SMSC, ['-r', String(fakePort), '-m', '1', '-i', '0.1', sms]);
    await until(async () => (await waiting.texts()).includes('Fake code 313131 €'), 'what fakesmsc sent');
    const statuses = await world.shop.deliveries();
    expect(statuses.sort()).toEqual([...Array<string>(CASES.length + 1).fill('ACCEPTED'), 'IGNORED']);
  });

  it('keeps what comes while the shop is away', async () => {
    const waiting = await world.waitingBuyer('kannel', 'bank1');
    const shown = { "<the webhook's address>": await world.shop.address(waiting.providerId) };
    await startKannel(docBlock('Kannel', 'group = sms-service', shown));
    const comesBack = await world.shop.goesAway();
    for (const piece of deliverSms(CASES[0]!, PHONE)) smsc.deliver(piece);
    await until(async () => smsc.waiting === 0, 'Kannel has taken it');
    await comesBack();
    await until(async () => (await waiting.texts()).length === 1, 'it is with its buyer');
  });
});
