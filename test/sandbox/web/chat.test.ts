import { Api } from 'telegram';
import { picture } from '../../support/picture';
import { eventually } from '../telegram/eventually';
import { PageVisitor } from './page-visitor';
import { openWebStage, token, type WebStage } from './web-stage';

const callback = (data: string) => new Api.KeyboardButtonCallback({ text: 'Press', data: Buffer.from(data) });

describe('a person who plays a Telegram user in the browser', () => {
  let stage: WebStage;
  let tab: PageVisitor;

  beforeAll(async () => {
    stage = await openWebStage();
    tab = await PageVisitor.open(stage.origin, stage.ann.id);
    await tab.act('start');
    await eventually(() => expect(stage.bot.heard).toEqual(['/start']));
  });
  afterAll(async () => {
    tab.leave();
    await stage.close();
  });

  it('sees the own message, the answer, and each edit in place', async () => {
    const id = await stage.bot.say(stage.ann.number, { text: 'Waiting for the code' });
    await eventually(() =>
      expect(tab.of('message').map(({ message }) => message.text)).toEqual(['/start', 'Waiting for the code']),
    );
    expect(tab.of('message')[0].message.out).toBe(true);

    await stage.bot.edit(stage.ann.number, id, { text: 'The code is 123456' });
    await eventually(() => expect(tab.of('message').at(-1).message.text).toBe('The code is 123456'));
    const [shown, edited] = tab.of('message').slice(1);
    expect(edited.message.id).toBe(shown.message.id);
    expect(edited.message.editDate).toEqual(expect.any(Number));
  });

  it('joins a channel by its link and leaves it again, public or by invitation', async () => {
    const { sandbox, bob } = stage;
    const open = { title: 'Open', username: 'open_channel', creatorId: bob.number, kind: 'channel' } as const;
    const { id } = sandbox.createChannel(open);
    const { inviteLink } = sandbox.createChannel({ title: 'Closed', creatorId: bob.number, kind: 'supergroup' });
    for (const [url, title] of [
      ['https://t.me/open_channel', 'Open'],
      [inviteLink, 'Closed'],
    ] as const) {
      expect((await tab.act('channel', { url })).said).toEqual({ title, isMember: false });
      expect((await tab.act('membership', { url, isMember: true })).status).toBe(200);
      expect((await tab.act('channel', { url })).said).toEqual({ title, isMember: true });
    }
    expect(sandbox.memberIds(id)).toContain(stage.ann.number);
    await tab.act('membership', { url: 'https://t.me/open_channel', isMember: false });
    expect(sandbox.memberIds(id)).not.toContain(stage.ann.number);
    await tab.act('membership', { url: inviteLink, isMember: false });
    expect((await tab.act('channel', { url: inviteLink })).said).toEqual({ title: 'Closed', isMember: false });
    expect((await tab.act('channel', { url: 'https://t.me/nobody_has_this' })).status).toBe(422);
    expect((await tab.act('channel', { url: 'https://example.com/open_channel' })).status).toBe(400);
  });

  it('sees a deleted message disappear, and the bot typing', async () => {
    const id = await stage.bot.say(stage.ann.number, { text: 'Soon gone' });
    await eventually(() => expect(tab.of('message').at(-1).message.text).toBe('Soon gone'));
    await stage.bot.typeTo(stage.ann.number);
    await eventually(() => expect(tab.of('typing')).toEqual([{ on: true }]));
    await stage.bot.remove(id);
    await eventually(() => expect(tab.of('gone')).toEqual([{ ids: [tab.of('message').at(-1).message.id] }]));
  });

  it('gets formats and buttons as facts, and every text as plain text', async () => {
    const text = '<script>alert(1)</script> 42 https://t.me/+a';
    const entities = [
      new Api.MessageEntityCode({ offset: 26, length: 2 }),
      new Api.MessageEntityTextUrl({ offset: 29, length: 14, url: 'https://example.org/' }),
    ];
    const buttons = [
      callback('go'),
      new Api.KeyboardButtonUrl({ text: 'Open', url: 'https://example.org/' }),
      new Api.KeyboardButtonCopy({ text: 'Copy', copyText: '42' }),
    ];
    await stage.bot.say(stage.ann.number, { text, entities, buttons });
    await eventually(() => expect(tab.of('message').at(-1).message.text).toBe(text));
    expect(tab.of('message').at(-1).message).toMatchObject({
      spans: [
        { kind: 'code', offset: 26, length: 2 },
        { kind: 'link', offset: 29, length: 14, url: 'https://example.org/' },
      ],
      rows: [
        [{ kind: 'callback', text: 'Press', data: Buffer.from('go').toString('base64') }],
        [{ kind: 'url', text: 'Open', url: 'https://example.org/' }],
        [{ kind: 'copy', text: 'Copy', copyText: '42' }],
      ],
    });
    expect(tab.state.bot.name).toBe('<b>Stage</b>');
    expect(tab.state.user).toMatchObject({ name: '<img src=x onerror=alert(1)> Ann', language: 'ar' });
  });

  it('sends a file, which the bot receives whole and the chat shows by its name', async () => {
    const url = `${stage.origin}/sandbox/users/${stage.ann.id}/files`;
    const send = (name: string, body: string | Buffer, type = 'application/octet-stream') =>
      fetch(`${url}?name=${encodeURIComponent(name)}`, { method: 'POST', headers: { 'content-type': type }, body });
    const content = Buffer.alloc(700_000, '+37120000000\n');
    expect((await send('أرقام.txt', content)).status).toBe(200);
    await eventually(() => expect(tab.of('message').at(-1).message.file?.name).toBe('أرقام.txt'));
    const { message } = tab.of('message').at(-1);
    expect(message).toMatchObject({ out: true, file: { kind: 'document', mimeType: 'text/plain', bytes: 700_000 } });
    const { number } = stage.ann;
    const received = stage.sandbox.history(number, BigInt(token.split(':')[0]!)).at(-1)!.media!;
    expect(Buffer.compare(stage.sandbox.fileBytes(received.fileId)!, content)).toBe(0);
    const refusals = [send('a/b.txt', 'x'), send('empty.txt', Buffer.alloc(0)), send('page.txt', 'x', 'text/plain')];
    expect((await Promise.all(refusals)).map(({ status }) => status)).toEqual([400, 400, 400]);
    expect((await send('much.txt', Buffer.alloc(10 * 1024 * 1024 + 1))).status).toBe(413);
  });

  it('sees a picture in the chat, and saves a file, which the page never runs', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await stage.bot.sendFile(stage.ann.number, 'photo', 'chart.png', png);
    await eventually(() => expect(tab.of('message').at(-1).message.file?.kind).toBe('photo'));
    const file = (id: number) => fetch(`${stage.origin}/sandbox/users/${stage.ann.id}/files/${id}`);
    const picture = await file(tab.of('message').at(-1).message.id);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(png);

    await stage.bot.sendFile(stage.ann.number, 'document', 'evil.html', Buffer.from('<script>alert(1)</script>'));
    await eventually(() => expect(tab.of('message').at(-1).message.file?.kind).toBe('document'));
    const saved = await file(tab.of('message').at(-1).message.id);
    expect(saved.headers.get('content-type')).toBe('application/octet-stream');
    expect(saved.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''evil.html`);
    expect(await saved.text()).toBe('<script>alert(1)</script>');
    expect((await file(999_999)).status).toBe(404);
  });

  it('sends a picture as a picture, with the words that were written', async () => {
    const url = `${stage.origin}/sandbox/users/${stage.ann.id}/files?name=face.PNG&caption=Look%20at%20me`;
    const headers = { 'content-type': 'application/octet-stream' };
    expect((await fetch(url, { method: 'POST', headers, body: picture() })).status).toBe(200);
    await eventually(() => expect(tab.of('message').at(-1).message.file?.kind).toBe('photo'));
    expect(tab.of('message').at(-1).message).toMatchObject({ out: true, text: 'Look at me' });
  });

  it('presses a button and gets what the bot answers, as a notice or as an alert', async () => {
    stage.bot.answers.set('notice', { message: 'Saved' });
    stage.bot.answers.set('alert', { message: 'Too late', alert: true });
    await stage.bot.say(stage.ann.number, { text: 'Two buttons', buttons: [callback('notice'), callback('alert')] });
    await eventually(() => expect(tab.of('message').at(-1).message.text).toBe('Two buttons'));
    const { id, rows } = tab.of('message').at(-1).message;
    const press = (row: number) => tab.act('press', { messageId: id, data: rows[row][0].data });
    expect(await press(0)).toEqual({ status: 200, said: { text: 'Saved', alert: false } });
    expect(await press(1)).toEqual({ status: 200, said: { text: 'Too late', alert: true } });
    const forged = await tab.act('press', { messageId: id, data: Buffer.from('forged').toString('base64') });
    expect(forged).toEqual({
      status: 422,
      said: { code: 'DATA_INVALID', error: 'This button is not there any more.' },
    });
  });

  it('goes on where it was when the stream is opened again, and in a second tab', async () => {
    tab.leave();
    await stage.bot.say(stage.ann.number, { text: 'While nobody looked' });
    tab = await PageVisitor.open(stage.origin, stage.ann.id);
    const second = await PageVisitor.open(stage.origin, stage.ann.id);
    await eventually(() => {
      for (const { state, of } of [tab, second]) {
        const texts = [...state.messages, ...of('message').map(({ message }) => message)].map(({ text }) => text);
        expect(texts).toContain('While nobody looked');
      }
    });
    await stage.bot.say(stage.ann.number, { text: 'To both tabs' });
    await eventually(() => {
      expect(tab.of('message').at(-1).message.text).toBe('To both tabs');
      expect(second.of('message').at(-1).message.text).toBe('To both tabs');
    });
    second.leave();
  });

  it('blocks the bot, is told so when writing, and unblocks it', async () => {
    await tab.act('block', { blocked: true });
    await eventually(() => expect(tab.of('blocked')).toEqual([{ blocked: true }]));
    await expect(stage.bot.say(stage.ann.number, { text: 'Unheard' })).rejects.toMatchObject({
      errorMessage: 'USER_IS_BLOCKED',
    });
    await tab.act('block', { blocked: false });
    await eventually(() => expect(tab.of('blocked').at(-1)).toEqual({ blocked: false }));
  });

  it('restarts the chat: an empty one with a new /start, after which a deep link starts with its payload', async () => {
    await tab.act('restart');
    await eventually(() => expect(tab.of('message').at(-1).message.text).toBe('/start'));
    const fresh = await PageVisitor.open(stage.origin, stage.ann.id);
    expect(fresh.state.messages.map(({ text }: { text: string }) => text)).toEqual(['/start']);
    fresh.leave();
    await tab.act('start', { payload: 'gift-7' });
    await eventually(() => expect(stage.bot.heard.at(-1)).toBe('/start gift-7'));
  });

  it('keeps the chats of two users apart', async () => {
    const other = await PageVisitor.open(stage.origin, stage.bob.id);
    await other.act('messages', { text: 'Hello from Bob' });
    await eventually(() => expect(stage.bot.heard.at(-1)).toBe('Hello from Bob'));
    expect(other.state.messages).toEqual([]);
    expect(tab.of('message').map(({ message }) => message.text)).not.toContain('Hello from Bob');
    await eventually(() => expect(tab.of('people').at(-1).users[1].last.text).toBe('Hello from Bob'));
    other.leave();
  });

  it('says that it connects again when the link is cut, and loses nothing', async () => {
    stage.sandbox.faults.cut(stage.ann.number);
    await eventually(() => expect(tab.of('connection').length).toBeGreaterThan(0), 10_000);
    expect(tab.of('connection')[0]).toEqual({ connection: 'connecting' });
    await stage.bot.say(stage.ann.number, { text: 'After the cut' });
    await eventually(() => {
      const seen = [...tab.state.messages, ...tab.of('message').map(({ message }) => message)];
      expect(seen.map(({ text }) => text)).toContain('After the cut');
    }, 15_000);
  });

  it('notices an update that never came', async () => {
    stage.sandbox.faults.updates({ drop: 1 }, stage.ann.number);
    await stage.bot.say(stage.ann.number, { text: 'Dropped on the way' });
    stage.sandbox.faults.updates({}, stage.ann.number);
    await stage.bot.say(stage.ann.number, { text: 'The next one' });
    await eventually(() => {
      const texts = tab.state.messages.map(({ text }: { text: string }) => text);
      expect(texts.slice(-2)).toEqual(['Dropped on the way', 'The next one']);
    }, 10_000);
  });
});
