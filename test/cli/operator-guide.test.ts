import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import Papa from 'papaparse';
import { freePort } from '../support/free-port';
import { buttonsOf, guideSection } from '../support/guide';
import { PageReader } from '../support/page-reader';
import { projectRoot } from '../support/project-root';
import { until } from '../telegram/support/until';

/**
 * docs/operator.md, followed in the sandbox by somebody who has nothing but the page: what is pressed, typed and run here is
 * taken from it, section by section.
 */
describe('a fresh reader of docs/operator.md, in the sandbox', () => {
  const folder = mkdtempSync(join(tmpdir(), 'numbershop-guide-'));
  let port: number;
  let shop: ChildProcess;
  let operator: PageReader;
  let buyer: PageReader;
  // biome-ignore lint/suspicious/noExplicitAny: the reader takes this as plain JSON
  let sandbox: any;

  const env = (dataDir = folder) => ({
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, npm_config_update_notifier: 'false' },
    ...{ DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn' },
  });
  const runs = (command: string, dataDir?: string) =>
    execFileSync('bash', ['-c', command], { cwd: projectRoot, env: env(dataDir), encoding: 'utf8', stdio: 'pipe' });

  beforeAll(async () => {
    port = await freePort();
    const [start] = guideSection(1).commands;
    expect(start).toBe('npm ci && npm start');
    shop = spawn(process.execPath, ['scripts/start.js'], { cwd: projectRoot, env: env(), stdio: 'ignore' });
    const origin = `http://127.0.0.1:${port}`;
    const isReady = () =>
      fetch(`${origin}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
    await until('the shop answers', isReady, 90_000);
    expect(guideSection(1).code).toContain('/sandbox');
    sandbox = await (await fetch(`${origin}/sandbox`)).json();
    const { users } = (await (await fetch(`${origin}/sandbox/users`)).json()) as { users: Record<string, string>[] };
    const idOf = (name: string) => users.find((user) => user.name!.startsWith(name))!.id!;
    expect(guideSection(1).text).toContain('Alice');
    operator = await PageReader.open(origin, idOf('Alice'));
    buyer = await PageReader.open(origin, idOf(guideSection(6).item(1).code[0]!));
  }, 100_000);
  afterAll(async () => {
    operator?.leaves();
    buyer?.leaves();
    const gone = new Promise((resolve) => shop.once('exit', resolve));
    shop.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });

  /** From the home of the panel along a way such as "🏭 Providers → ➕ Add". */
  async function goes(way: string) {
    await operator.types('/admin');
    for (const button of buttonsOf(way)) await operator.presses(button);
  }

  it('2. enters the panel', async () => {
    expect(guideSection(2).code[0]).toBe('/admin');
    await operator.types('/admin');
    expect((await operator.types(sandbox.adminPassword)).text).toContain('Admin panel');
  });

  it('3. adds a supplier, who answers', async () => {
    const { bold, rows } = guideSection(3);
    await goes(bold[0]!);
    const vendor = sandbox.vendors.find(({ name }: { name: string }) => rows[2]![1]!.includes(`\`${name}\``));
    const given: Record<string, string> = { baseUrl: vendor.baseUrl, apiKey: vendor.apiKey };
    for (const [question, answer] of rows) {
      await operator.reads(new RegExp(`^${question}$`, 'm'));
      const [, word] = /`([^`]+)`/.exec(answer!)!;
      if (answer!.startsWith('press')) await operator.presses(word!);
      else await operator.types(given[word!] ?? word!);
    }
    await operator.reads(/^✅ Saved|^my supplier\n🟢 on/m);
    await operator.presses(bold[1]!);
    await operator.reads('✅ It answers');
  });

  it('4. puts something on sale', async () => {
    const section = guideSection(4);
    const [service, , offer, route] = [1, 2, 3, 4].map((number) => section.item(number));
    await goes(service!.bold[0]!);
    await operator.types(service!.code[0]!);
    await operator.types(service!.code[1]!);
    await operator.presses(service!.bold[1]!);
    await operator.reads(/Garden club\n🟢 on/);

    await goes(section.item(2).bold[0]!);
    expect((await operator.types(section.item(2).code[0]!)).text).toContain('1 found');

    await goes(offer!.bold[0]!);
    for (const answer of ['garden', offer!.code[0]!, offer!.code[1]!]) await operator.types(answer);
    await operator.reads(/Garden club · 🇰🇿 Kazakhstan\n🟢 on[\s\S]*Price: \$0\.80/);

    await goes(route!.bold[0]!);
    for (const answer of ['garden', 'my supplier']) await operator.types(answer);
    await operator.presses(route!.bold[1]!);
    await operator.reads(' 4 / 8');
    for (const answer of route!.code) await operator.types(answer);
    expect(route!.text).toMatch(/Skip\s+the\s+rest/);
    await operator.reads(' 7 / 8');
    await operator.presses('⏭ Skip');
    await operator.reads(' 8 / 8');
    await operator.presses('⏭ Skip');
    await operator.reads(/Garden club · 🇰🇿 Kazakhstan · my supplier\n🟢 on/);
  });

  it('5. asks buyers to join a channel', async () => {
    const section = guideSection(5);
    const [name, [add, skip], [must]] = [section.item(1).code[0]!, section.item(2).bold, section.item(3).bold];
    await goes(add!);
    await operator.types(name);
    await operator.presses(skip!);
    await operator.reads('Nobody has to join it');
    await operator.presses(must!);
    await operator.reads('🔒 Nobody buys before joining it');
  });

  it('6. sells the first number to somebody who joined', async () => {
    const section = guideSection(6);
    const [, money, purchase] = [1, 2, 3].map((number) => section.item(number));
    // The shop reads which channels are required once a second.
    await until('the gate stands', async () => (await buyer.types('/start')).text.includes('One step first'), 10_000);
    await buyer.presses('Numbershop news');
    await buyer.reads('Hello, Dana');

    await goes(money!.bold[0]!);
    await operator.types('dana');
    await operator.presses('Dana');
    await operator.presses(money!.bold[1]!);
    for (const answer of money!.code) await operator.types(answer);
    await operator.presses(money!.bold[2]!);
    await buyer.reads('$5.00 was added to your balance');
    // The channel that they joined pays for it by itself.
    await buyer.reads('$0.50 of free credit was added');
    await operator.reads('Available: $5.50');

    await buyer.types(purchase!.code[0]!);
    for (const button of [purchase!.bold[0]!, purchase!.code[1]!, 'Kazakhstan', purchase!.bold[1]!])
      await buyer.presses(button);
    const card = await buyer.reads(/📞 \+\d+[\s\S]*\$0\.80 is held/);
    const [, phone] = /📞 (\+\d+)/.exec(card.text)!;
    const { numbers } = (await (await fetch(`http://127.0.0.1:${port}/sandbox/numbers`)).json()) as {
      numbers: { phone: string }[];
    };
    // The panel beside the chat shows the number, though its supplier is one that the operator added.
    expect(numbers.map((number) => number.phone.replace('+', ''))).toContain(phone!.slice(1));
    const body = JSON.stringify({ phone, text: 'Your Garden club code is 240-100' });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`http://127.0.0.1:${port}/sandbox/sms`, { method: 'POST', headers, body })).status).toBe(200);
    await buyer.reads(/^🔑 240-100[\s\S]*\$0\.80 was charged/);
    expect((await operator.types('/admin')).text).toContain('$0.80 · 1 code sold');

    const setting = section.bold.find((way) => way.includes('Settings'))!;
    await goes(setting);
    await operator.types(section.code.at(-1)!);
    const isTold = async () => (await buyer.types('/help')).text.includes(section.code.at(-1)!);
    await until('buyers are told whom to ask', isTold, 10_000);
  });

  it('8. exports the sale into the chat, and over HTTP by the lines of the page', async () => {
    const { bold, commands } = guideSection(8);
    await goes(bold[0]!);
    expectSale((await operator.saves(/^reservations-\d{4}-\d\d-\d\d\.csv$/)).toString('utf8'));

    const [createKey, curl] = commands;
    const [key] = /nsk_[\w-]+/.exec(runs(createKey!))!;
    expect(curl).toMatch(/^curl .*Bearer nsk_\.\.\..*127\.0\.0\.1:4000/);
    const file = join(folder, 'reservations.csv');
    const mine = curl!
      .replace('nsk_...', key!)
      .replace(':4000', `:${port}`)
      .replace('-o reservations.csv', `-o ${file}`);
    runs(mine);
    expectSale(readFileSync(file, 'utf8'));
  });

  it('9. takes the shop out as a file, and a changed one back in', async () => {
    const { bold } = guideSection(9);
    const [take, send, apply] = bold;
    await goes(take!);
    const document = JSON.parse((await operator.saves(/^configuration\.json$/)).toString('utf8'));
    expect(document.services).toContainEqual(expect.objectContaining({ code: 'garden', name: 'Garden club' }));
    expect(document.settings.supportContact).toBe('@your_name');
    document.settings.maxOpenReservations = 5;
    await operator.presses(send!);
    const told = await operator.sendsFile('shop.json', JSON.stringify(document));
    expect(told.text).toMatch(/Changes: 1\n\n~ settings maxOpenReservations 3 -> 5/);
    await operator.presses(apply!);
    await operator.reads('Exports and configuration');
  });

  it('10. looks after it: the books hold, and a backup becomes the same shop elsewhere', () => {
    const commands = guideSection(10).rows.map(([command]) => command!.replace(/`/g, ''));
    const backup = join(folder, 'shop.gz');
    const elsewhere = mkdtempSync(join(tmpdir(), 'numbershop-guide-restored-'));
    const named = (word: string) => commands.find((command) => command.includes(` ${word}`))!;
    const inPlace = (command: string) => command.replace(/shop-[\d-]+\.gz/, backup);
    try {
      expect(runs(named('doctor'))).not.toContain('❌');
      runs(named('verify'));
      runs(inPlace(named('backup')));
      expect(runs(inPlace(named('restore')), elsewhere)).toContain('The books are in order.');
      expect(runs('npm run shop -- config export --secrets keep', elsewhere)).toContain('"Garden club"');
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  }, 120_000);
});

/** Two readers that know nothing of each other find the sale in the export. */
function expectSale(csv: string) {
  const text = csv.replace(/^\uFEFF/, '');
  const one = parse(text, { columns: true }) as Record<string, string>[];
  const other = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
  expect(one).toEqual(other);
  expect(one).toEqual([expect.objectContaining({ status: 'COMPLETED', price: '0.8000', country: 'KZ' })]);
  expect(one[0]!.phone).toMatch(/^'\+7\d+$/);
}
