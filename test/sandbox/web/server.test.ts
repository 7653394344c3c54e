import { eventually } from '../telegram/eventually';
import { PageVisitor } from './page-visitor';
import { openWebStage, ownNumber, type WebStage } from './web-stage';

describe("the sandbox's HTTP face", () => {
  let stage: WebStage;
  beforeAll(async () => {
    stage = await openWebStage();
  });
  afterAll(() => stage.close());

  const get = (path: string) => fetch(`${stage.origin}${path}`);
  const post = (path: string, body: unknown) =>
    fetch(`${stage.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('answers its description as it was given', async () => {
    expect(await (await get('/sandbox')).json()).toEqual(stage.description);
  });

  it('leads people to the page, which may load nothing but its own files', async () => {
    const page = await get('/');
    expect(new URL(page.url).pathname).toBe('/sandbox/page/');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const html = await page.text();
    expect(html).not.toMatch(/<script(?![^>]*src=)|style=|https?:\/\//);
    for (const [, file] of html.matchAll(/(?:href|src)="([^"]+)"/g))
      expect((await get(`/sandbox/page/${file}`)).status).toBe(200);
  });

  it('sets no text as markup anywhere in the page', async () => {
    const files = new Set(['app.mjs']);
    for (const file of files) {
      const script = await (await get(`/sandbox/page/${file}`)).text();
      expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(/);
      for (const [, next] of script.matchAll(/from '\.\/([^']+)'/g)) files.add(next!);
    }
    expect(files.size).toBeGreaterThan(15);
  });

  it('knows nobody but the demo users', async () => {
    expect((await get('/sandbox/users/42/events')).status).toBe(404);
    const answer = await post('/sandbox/users/42/messages', { text: 'Hi' });
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { code: 'unknown_user', error: 'There is no such user in the sandbox.' },
    ]);
  });

  it.each([
    ['messages', {}],
    ['messages', { text: '   ' }],
    ['messages', { text: 'x'.repeat(4097) }],
    ['messages', 'text'],
    ['press', { messageId: 'one', data: '' }],
    ['press', { messageId: 1, data: '%%%' }],
    ['press', { messageId: -1, data: '' }],
    ['start', { payload: 'no spaces here' }],
    ['block', { blocked: 'yes' }],
  ])('refuses %s with %j, and says why', async (act, body) => {
    const answer = await post(`/sandbox/users/${stage.ann.id}/${act}`, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ code: 'bad_input', error: expect.any(String) });
  });

  it('shows numbers in use and sends an SMS to the vendor whose number it is', async () => {
    const { control } = stage.vendor;
    const since = new Date('2030-01-02T03:04:05Z');
    stage.numbers.push({ phone: `+${ownNumber}`, service: 'WhatsApp', country: 'GB', vendor: 'Inbox', control, since });
    const { numbers, last } = (await (await get('/sandbox/numbers')).json()) as { numbers: object[]; last: unknown };
    expect(numbers).toEqual([{ ...stage.numbers[0], since: since.toISOString() }]);
    expect(last).toBeNull();

    const sent = await post('/sandbox/sms', { phone: `+${ownNumber}`, text: 'Your WhatsApp code is 123-456' });
    expect([sent.status, await sent.json()]).toEqual([
      200,
      expect.objectContaining({ arrived: true, vendor: 'Inbox' }),
    ]);
    expect(await (await get('/sandbox/numbers')).json()).toMatchObject({
      last: { text: 'Your WhatsApp code is 123-456', arrived: true },
    });
  });

  it('says so when nobody waits at a number, and when the input is none', async () => {
    const nobody = await post('/sandbox/sms', { phone: '+10000009999', text: 'Hello' });
    expect([nobody.status, await nobody.json()]).toEqual([
      404,
      expect.objectContaining({ arrived: false, reason: 'unknown_phone' }),
    ]);
    expect((await post('/sandbox/sms', { phone: 'me', text: 'Hello' })).status).toBe(400);
    expect((await post('/sandbox/sms', { phone: ownNumber, text: '' })).status).toBe(400);
  });
});

describe('a sandbox that stops while a page is open', () => {
  it('ends the streams and signs nobody in again', async () => {
    const stage = await openWebStage();
    const tab = await PageVisitor.open(stage.origin, stage.ann.id);
    await stage.server.close();
    await eventually(() => expect(tab.ended).toBe(true));
    await stage.close();
    const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout');
    expect(timers.length).toBeLessThanOrEqual(timersBefore);
  });
  let timersBefore = 0;
  beforeEach(() => {
    timersBefore = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  });
});
