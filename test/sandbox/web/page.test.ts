import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { Api } from 'telegram';
import { openWebStage, ownNumber, type WebStage } from './web-stage';

const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** The page is for people; without a browser on this machine there is nobody to look at it. */
const inChromium = existsSync(program) ? describe : describe.skip;
const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

const faintTexts = readFileSync(join(__dirname, 'faint-texts.js'), 'utf8');

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };
const FREE = '447400111333';

/** What of axe-core's answer is looked at. */
interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
  }[];
}

const callback = (text: string) => new Api.KeyboardButtonCallback({ text, data: Buffer.from(text) });

inChromium('the page of the sandbox, in Chromium (CHROMIUM names its program)', () => {
  let stage: WebStage;
  let browser: Browser;
  let page: Page;
  let axe: string;

  beforeAll(async () => {
    stage = await openWebStage();
    stage.vendor.addNumbers([FREE]);
    axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
    browser = await chromium.launch({ executablePath: program, args, headless: true });
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });
  afterEach(async () => {
    stage.numbers.length = 0;
    stage.others.length = 0;
    await page?.context().close();
  });

  async function open(o: { viewport: { width: number; height: number }; as?: string; dark?: boolean }): Promise<void> {
    const colorScheme = o.dark ? 'dark' : 'light';
    page = await browser.newPage({ viewport: o.viewport, colorScheme, reducedMotion: 'reduce' });
    await page.goto(`${stage.origin}/sandbox/page/${o.as ? `#${o.as}` : ''}`);
    await page.locator('#chat-status:not(.is-busy):not(:empty)').waitFor();
  }

  /** A number in use, one given up, one of nobody. */
  function withNumbers(): void {
    const { control } = stage.vendor;
    const since = new Date();
    stage.numbers.push({ phone: ownNumber, service: 'WhatsApp', country: 'GB', vendor: 'Inbox', control, since });
    stage.others.push({ phone: ownNumber, service: 'WhatsApp', kind: 'ended', buyer: 'Bob' });
    stage.others.push({ phone: FREE, service: 'Telegram', kind: 'free' });
  }

  /** Everything that a chat can show: own words, formats, two keyboards, an invoice. */
  async function talk(to: bigint): Promise<void> {
    const text = 'Code 123456 for @ann_user, hidden, quoted';
    const entities = [
      new Api.MessageEntityCode({ offset: 5, length: 6 }),
      new Api.MessageEntityMention({ offset: 16, length: 9 }),
      new Api.MessageEntitySpoiler({ offset: 27, length: 6 }),
      new Api.MessageEntityBlockquote({ offset: 35, length: 6 }),
    ];
    await page.locator('.wide.is-start, #composer textarea').first().waitFor();
    if (await page.locator('.wide.is-start').isVisible()) await page.locator('.wide.is-start').click();
    await page.locator('#messages .is-own').first().waitFor();
    await stage.bot.say(to, { text, entities, buttons: [callback('Old one'), callback('Old two')] });
    await stage.bot.sell(to, 50);
    await stage.bot.say(to, { text: 'The newest', buttons: [callback('New one'), callback('New two')] });
    await key('New one').last().waitFor();
  }

  const key = (text: string) => page.locator('#messages .key').filter({ hasText: text });
  const focused = () => page.evaluate<string>('document.activeElement.textContent');

  /** What axe-core finds, as lines that can be read in a failure. */
  async function findings(): Promise<string[]> {
    await page.evaluate(axe);
    const { violations } = (await page.evaluate('axe.run()')) as Found;
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
    );
  }

  describe.each([
    ['light', false],
    ['dark', true],
  ])('in its %s colours', (_, dark) => {
    it.each([
      ['390', PHONE],
      ['1280', DESK],
    ])('gives axe-core nothing to complain about at %s px', async (_width, viewport) => {
      withNumbers();
      await open({ viewport, as: 'ann_user', dark });
      const complaints: Record<string, string[]> = {};
      await talk(stage.ann.number);
      complaints.chat = await findings();
      await page.locator('#open-menu').click();
      complaints.menu = await findings();
      await page.keyboard.press('Escape');
      if (viewport === PHONE) {
        await page.locator('#sms-hint').click();
        await page.locator('#close-numbers').waitFor();
      }
      await page.locator('.number .prepared').first().waitFor();
      await page.locator('#elsewhere select').waitFor();
      complaints.numbers = await findings();
      if (viewport === PHONE) {
        await page.locator('#close-numbers').click();
        await page.locator('#shade').waitFor({ state: 'hidden' });
        await page.locator('#open-people').click();
        complaints.people = await findings();
      }
      expect(complaints).toEqual(Object.fromEntries(Object.keys(complaints).map((name) => [name, []])));
    });

    it('writes every text with a contrast of 4.5:1 and more, on coloured grounds, too', async () => {
      withNumbers();
      await open({ viewport: DESK, as: 'ann_user', dark });
      await talk(stage.ann.number);
      expect(await page.evaluate(faintTexts)).toEqual([]);
    });
  });

  it('keeps the focus where it was when a keyboard changes, and lets Tab pass old ones by', async () => {
    await open({ viewport: DESK, as: 'bob_user' });
    const to = stage.bob.number;
    await page.locator('.wide.is-start, #composer textarea').first().waitFor();
    if (await page.locator('.wide.is-start').isVisible()) await page.locator('.wide.is-start').click();
    await page.locator('#messages .is-own').first().waitFor();
    await stage.bot.say(to, { text: 'Before', buttons: [callback('Past')] });
    const id = await stage.bot.say(to, { text: 'Now', buttons: [callback('One'), callback('Two'), callback('Three')] });
    await key('Two').waitFor();
    expect(await page.locator('#messages .key[tabindex="0"]').allTextContents()).toEqual(['One', 'Two', 'Three']);

    await key('Two').focus();
    await stage.bot.edit(to, id, { text: 'Later', buttons: [callback('Eins'), callback('Zwei')] });
    await key('Zwei').waitFor();
    expect(await focused()).toBe('Zwei');
    // The same words elsewhere win over the same place.
    await stage.bot.edit(to, id, {
      text: 'Later still',
      buttons: [callback('Zwei'), callback('Drei'), callback('Vier')],
    });
    await key('Vier').waitFor();
    expect(await focused()).toBe('Zwei');
    await stage.bot.edit(to, id, { text: 'Short', buttons: [callback('Back')] });
    await key('Back').waitFor();
    expect(await focused()).toBe('Back');
    // Arrow keys still lead to the old one.
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('Past');
    await page.keyboard.press('ArrowDown');
    await stage.bot.remove(id);
    await key('Back').waitFor({ state: 'detached' });
    expect(await focused()).toBe('Past');
    expect(await page.locator('#messages .key[tabindex="0"]').allTextContents()).toEqual(['Past']);
  });

  it('leads on a phone from the chat to the SMS, and back to the code', async () => {
    await open({ viewport: PHONE, as: 'ann_user' });
    await page.locator('#open-numbers').getByText('SMS').waitFor();
    expect(await page.locator('#sms-hint').isVisible()).toBe(false);
    withNumbers();
    const hint = page.locator('#sms-hint');
    await hint.waitFor();
    expect(await hint.textContent()).toContain(`+${ownNumber}`);
    await hint.click();
    await page.locator('.number .prepared').first().click();
    await page.locator('.number .sent.is-good').waitFor();
    await page.locator('#shade').waitFor({ state: 'hidden' });
  });

  it('sends late codes, and SMS to nobody', async () => {
    withNumbers();
    await open({ viewport: DESK, as: 'ann_user' });
    const select = page.locator('#elsewhere select');
    await select.waitFor();
    expect(await select.locator('option').allTextContents()).toEqual([
      `+${ownNumber} · WhatsApp · Bob`,
      `+${FREE} · Telegram`,
    ]);
    for (const phone of [ownNumber, FREE]) {
      await select.selectOption(phone);
      await page.locator('#elsewhere input').fill(`late, at ${phone}`);
      await page.locator('#elsewhere button').click();
      await page.locator('#last-sms').getByText(`late, at ${phone}`).waitFor();
    }
    await page.locator('#elsewhere .is-good').waitFor();
  });

  it('knows after a reload, and without an address, who was played and in which language', async () => {
    await open({ viewport: DESK, as: 'ann_user' });
    await page.locator('#chat[lang="ar"]').waitFor();
    expect(new URL(page.url()).hash).toBe('#ann_user');
    await page.goto(`${stage.origin}/sandbox`);
    await page.goto(`${stage.origin}/sandbox/page/`);
    await page.locator('[data-person][aria-current="true"]').waitFor();
    expect(await page.locator('[aria-current="true"]').getAttribute('data-person')).toBe(stage.ann.id);
    await page.locator('.person').nth(1).click();
    await page.locator('#chat[lang="en"]').waitFor();
    await page.reload();
    await page.locator('[data-person][aria-current="true"]').waitFor();
    expect(new URL(page.url()).hash).toBe('#bob_user');
    expect(await page.locator('#chat').getAttribute('lang')).toBe('en');
  });
});
