import {
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sim } from '../../src/resources/sim';
import { createRow, updateRow } from '../../src/usecases/catalogue/save-row';
import { readSearch, startSearch } from '../../src/usecases/sims/find-sim';
import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
let root: string;
let incoming: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'spool-'));
  incoming = join(root, 'incoming');
  mkdirSync(incoming);
  shop = await openShop({ ownerIds: [1n], spoolRoots: [root] });
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
  rmSync(root, { recursive: true });
});

const author = { actor: { type: 'ADMIN', id: '1' } } as const;
const daemon = (options: object = { folders: [{ folder: incoming }] }) =>
  shop.provider({ name: 'sim bank', protocol: 'sms_server_tools', options });

let files = 0;
/** As smsd writes it; finished long ago unless `ageMs` says otherwise. */
function smsFile(text: string, o: { device?: string; imsi?: string; ageMs?: number; name?: string } = {}): string {
  files += 1;
  const { device = 'GSM1', imsi, ageMs = 5_000 } = o;
  const name = o.name ?? `${device}.${String(files).padStart(6, 'x')}`;
  const headers = ['From: 37120000009', 'From_TOA: 91 international', `Modem: ${device}`];
  if (imsi) headers.push(`IMSI: ${imsi}`);
  writeFileSync(
    join(incoming, name),
    `${[...headers, 'Alphabet: UTF-8', `Length: ${text.length}`].join('\n')}\n\n${text}`,
  );
  const at = new Date(Date.now() - ageMs);
  utimesSync(join(incoming, name), at, at);
  return name;
}

const plain = (folder = incoming) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
    one.isFile() && !one.name.startsWith('.') ? [one.name] : [],
  );
const alerts = () => shop.all<{ kind: string }>('SELECT kind FROM operator_alerts ORDER BY kind');
const numbers = () => shop.all<{ phone: string; status: string }>('SELECT phone, status FROM numbers ORDER BY id');

async function polls() {
  await shop.passes({ seconds: 5 });
  await shop.runs('poll-providers');
}

/** A SIM with its number, sold for Telegram by a pool route. */
async function simWith(phone: string, slot = 'GSM1') {
  const providerId = await daemon();
  const offer = await shop.offer();
  await shop.all(
    'INSERT INTO routes (offer_id, provider_id, is_pool, created_at) VALUES ($1, $2, true, $3) RETURNING 1',
    [offer.id, providerId, shop.clock.now()],
  );
  const made = await createRow(shop.app, sim, { providerId, slot, phone, services: 'tg' }, author);
  if (made.kind !== 'saved') throw new Error(JSON.stringify(made));
  return { providerId, offer, id: made.id };
}

describe('a folder of SMS Server Tools', () => {
  it('gives each SMS to whoever has the number of its SIM, once, and is left empty', async () => {
    const { offer } = await simWith('37129990001');
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    expect(reservation.phone).toBe('37129990001');
    const name = smsFile('Telegram code: 12345');
    await polls();
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'COMPLETED', messages: [{ code: '12345' }] });
    expect([plain(), plain(join(incoming, 'done'))]).toEqual([[], [name]]);
    // Somebody moves it back: it is the same SMS.
    smsFile('Telegram code: 12345', { name });
    await polls();
    expect((await buyer.sees(reservation)).messages).toHaveLength(1);
    expect(plain()).toEqual([]);
  });

  it('leaves a file alone while it is written, and puts one aside that is no SMS, which stops none of the others', async () => {
    const { offer } = await simWith('37129990001');
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    const young = smsFile('Telegram code: 99999', { ageMs: -60_000 });
    writeFileSync(join(incoming, 'GSM1.rubbis'), 'no headers');
    utimesSync(join(incoming, 'GSM1.rubbis'), 1, 1);
    symlinkSync('/etc/passwd', join(incoming, 'GSM1.passwd'));
    lutimesSync(join(incoming, 'GSM1.passwd'), 1, 1);
    writeFileSync(join(incoming, 'README'), 'not ours');
    smsFile('Telegram code: 12345');
    await polls();
    await polls();
    expect((await buyer.sees(reservation)).messages.map(({ code }) => code)).toEqual(['12345']);
    expect(plain().sort()).toEqual([young, 'README'].sort());
    expect(readdirSync(join(incoming, 'unreadable')).sort()).toEqual(['GSM1.passwd', 'GSM1.rubbis']);
    expect(await alerts()).toEqual([{ kind: 'inbox_unreadable' }]);
    rmSync(join(incoming, 'unreadable'), { recursive: true });
    await polls();
    expect(await alerts()).toEqual([]);
  });

  it('forgets what was done a week ago, and neither what is newer nor what is not its own', async () => {
    await daemon();
    const done = join(incoming, 'done');
    mkdirSync(done);
    for (const [name, days] of [
      ['GSM1.aaaaaa', 8],
      ['GSM1.aaaaaa.2', 8],
      ['GSM1.bbbbbb', 6],
      ['README', 400],
    ] as const) {
      writeFileSync(join(done, name), 'From: 37120000009\n\ncode');
      const at = new Date(Date.now() - days * 86_400_000);
      utimesSync(join(done, name), at, at);
    }
    const name = smsFile('Telegram code: 12345');
    await polls();
    expect(plain(done)).toEqual(['GSM1.bbbbbb', name, 'README'].sort());
  });

  it('is read only where the environment allows it', async () => {
    const outside = shop.app.providers.problemOf({
      ...{ protocol: 'sms_server_tools', baseUrl: 'http://localhost' },
      options: { folders: [{ folder: '/etc' }] },
    });
    expect(outside).toContain('SMS_SPOOL_ROOTS');
    symlinkSync('/etc', join(root, 'link'));
    await daemon({ folders: [{ folder: join(root, 'link') }] });
    await polls();
    expect(await shop.one('SELECT last_fault AS fault FROM providers')).toEqual({ fault: 'mapping' });
  });
});

describe('a SIM', () => {
  it('appears by itself when it gets something, and gets its number from an SMS with the shown word', async () => {
    const providerId = await daemon();
    smsFile('Telegram code: 12345', { device: 'GSM7' });
    await polls();
    expect(await shop.all('SELECT slot, phone FROM sims')).toEqual([{ slot: 'GSM7', phone: null }]);
    expect(await alerts()).toEqual([{ kind: 'sim_unmapped' }]);
    expect(await startSearch(shop.app, { phone: 'seven', ...author })).toEqual({ kind: 'not_a_phone' });
    const search = await startSearch(shop.app, { phone: '+371 2999 0007', ...author });
    if (search.kind !== 'started') throw new Error(search.kind);
    expect(await readSearch(shop.app, search.word)).toMatchObject({ kind: 'waiting' });
    smsFile(`hello ${search.word.toLowerCase()}!`, { device: 'GSM7' });
    await polls();
    expect(await readSearch(shop.app, search.word)).toMatchObject({ kind: 'found', slot: 'GSM7', isMapped: true });
    expect(await shop.all('SELECT slot, phone FROM sims WHERE provider_id = $1', [providerId])).toEqual([
      { slot: 'GSM7', phone: '37129990007' },
    ]);
    await shop.runs('watch-sims');
    expect(await alerts()).toEqual([]);
  });

  it('keeps its number when it is moved, and another one in its slot does not get it', async () => {
    await simWith('37129990001');
    smsFile('one', { imsi: '247010000000001' });
    await polls();
    smsFile('two', { imsi: '247010000000002' });
    await polls();
    smsFile('three', { device: 'GSM2', imsi: '247010000000001' });
    await polls();
    expect(await shop.all('SELECT text, phone FROM messages ORDER BY id')).toEqual([
      { text: 'one', phone: '37129990001' },
      { text: 'two', phone: null },
      { text: 'three', phone: '37129990001' },
    ]);
    expect(await shop.all('SELECT slot, phone FROM sims ORDER BY id')).toEqual([
      { slot: 'GSM2', phone: '37129990001' },
      { slot: 'GSM1', phone: null },
    ]);
  });

  it('is sold for its services as long as it does not rest', async () => {
    const { id, offer } = await simWith('37129990001');
    expect(await numbers()).toEqual([{ phone: '37129990001', status: 'AVAILABLE' }]);
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    await updateRow(shop.app, sim, id, { isActive: false }, author);
    expect(await numbers()).toEqual([{ phone: '37129990001', status: 'RESERVED' }]);
    await buyer.cancels(reservation);
    expect(await numbers()).toEqual([{ phone: '37129990001', status: 'QUARANTINED' }]);
    await updateRow(shop.app, sim, id, { isActive: true }, author);
    expect(await numbers()).toEqual([{ phone: '37129990001', status: 'AVAILABLE' }]);
    await updateRow(shop.app, sim, id, { isBlocked: true }, author);
    expect(await numbers()).toEqual([{ phone: '37129990001', status: 'QUARANTINED' }]);
    await updateRow(shop.app, sim, id, { isBlocked: false, services: null }, author);
    expect(await numbers()).toEqual([{ phone: '37129990001', status: 'DELETED' }]);
    expect(await updateRow(shop.app, sim, id, { services: 'xx' }, author)).toMatchObject({ kind: 'invalid' });
  });

  it('that brings nothing for its usual time though somebody waited rests, and lives again with its next SMS', async () => {
    const { offer } = await simWith('37129990001');
    smsFile('hello');
    await polls();
    await shop.passes({ hours: 30 });
    await shop.runs('watch-sims');
    // Nobody waited for anything.
    expect([await alerts(), await numbers()]).toEqual([[], [{ phone: '37129990001', status: 'AVAILABLE' }]]);
    const buyer = await shop.buyer({ balance: usd('5') });
    await buyer.buys(offer);
    await shop.passes({ minutes: 25 });
    await shop.runs('expire-reservations');
    await shop.runs('watch-sims');
    expect(await numbers()).toEqual([{ phone: '37129990001', status: 'QUARANTINED' }]);
    expect(await alerts()).toEqual([{ kind: 'daemon_stopped' }, { kind: 'sim_silent' }]);
    expect(await buyer.outcomeOf(offer)).toBe('out_of_stock');
    smsFile('I live', { ageMs: 1_000 });
    await polls();
    await shop.runs('watch-sims');
    expect([await alerts(), await numbers()]).toEqual([[], [{ phone: '37129990001', status: 'AVAILABLE' }]]);
  });
});
