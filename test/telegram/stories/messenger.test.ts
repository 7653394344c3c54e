import type { TelegramGateway } from '../../../src/bot/telegram/gateway';
import type { InboundUpdate } from '../../../src/ports/inbound-update';
import { BotWorld } from '../support/bot-world';
import type { Person } from '../support/person';
import { until } from '../support/until';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the messenger', () => {
  let world: BotWorld;
  let gateway: TelegramGateway;
  let ann: Person;
  let boss: Person;
  let randomId = 100n;
  beforeAll(async () => {
    world = await BotWorld.open();
    gateway = world.gateway();
    await gateway.connect();
    [ann, boss] = [await world.person('Ann'), await world.person('Boss')];
    await ann.says('/start');
  });
  afterEach(() => world.sandbox.faults.clear());
  afterAll(async () => {
    await gateway.close();
    await world.close();
  });

  const text = (value: string) => {
    randomId += 1n;
    return { chatId: ann.id, text: value, randomId };
  };
  const marked = (id: bigint) => -1_000_000_000_000n - id;
  const channel = (username: string) => {
    const { id } = world.sandbox.createChannel({ title: username, username, creatorId: boss.id, kind: 'channel' });
    return marked(id);
  };

  it('sends links with a plus sign as they are', async () => {
    const url = 'https://t.me/+hash?a=1+2';
    const outcome = await gateway.messenger.sendText({
      ...text('Join 😀 here'),
      entities: [{ kind: 'link', offset: 8, length: 4, url }],
      keyboard: [[{ kind: 'url', text: 'Join', url }], [{ kind: 'copy', text: 'Copy', copyText: '123456' }]],
    });
    expect(outcome).toMatchObject({ kind: 'sent', messageId: expect.any(Number) });
    const message = world.sandbox.history(ann.id, world.botId).at(-1)!;
    expect(message.entities).toEqual([{ kind: 'messageEntityTextUrl', offset: 8, length: 4, url }]);
    expect(message.buttons).toEqual([
      [{ kind: 'url', text: 'Join', value: url }],
      [{ kind: 'copy', text: 'Copy', value: '123456' }],
    ]);
  });

  it('edits, says when nothing changed, and removes a keyboard that is not given again', async () => {
    const keyboard = [[{ kind: 'callback', text: 'a', data: 'a' }]] as const;
    const sent = await gateway.messenger.sendText({ ...text('one'), keyboard });
    const messageId = (sent as { messageId: number }).messageId;
    const edit = { chatId: ann.id, messageId, text: 'two' };
    expect(await gateway.messenger.editText(edit)).toEqual({ kind: 'sent', messageId });
    expect(await gateway.messenger.editText(edit)).toEqual({ kind: 'not_modified' });
    expect(world.sandbox.history(ann.id, world.botId).at(-1)).toMatchObject({ text: 'two', buttons: [] });
    const gone = await gateway.messenger.editText({ ...edit, messageId: 9_999 });
    expect(gone).toMatchObject({ kind: 'gone', what: 'message' });
  });

  it('sends a file with its name, and a picture', async () => {
    const content = Buffer.alloc(300_000, 'a,b\n');
    const file = { kind: 'document', name: 'users.csv', mimeType: 'text/csv', content } as const;
    expect(await gateway.messenger.sendFile({ ...text('Your export'), file })).toMatchObject({ kind: 'sent' });
    const { media, text: caption } = world.sandbox.history(ann.id, world.botId).at(-1)!;
    expect(media).toMatchObject({ kind: 'document', name: 'users.csv', mimeType: 'text/csv', size: 300_000 });
    expect(caption).toBe('Your export');
    expect(world.sandbox.fileBytes(media!.fileId)?.equals(content)).toBe(true);
    const photo = { kind: 'photo', name: 'chart.png', mimeType: 'image/png', content: PIXEL } as const;
    expect(await gateway.messenger.sendFile({ ...text(''), file: photo })).toMatchObject({ kind: 'sent' });
  });

  it('fetches a file that somebody sent', async () => {
    const other = await BotWorld.open();
    const received: InboundUpdate[] = [];
    await other.startBot({ handle: async (update) => void received.push(update) });
    const eve = await other.person('Eve');
    const content = Buffer.from('+15550001\n+15550002\n');
    await eve.sendsFile('numbers.csv', content);
    await until('the file is known', () => received.length === 1);
    const [message] = received;
    const document = message?.kind === 'message' ? message.document : null;
    expect(document).toMatchObject({ name: 'numbers.csv', mimeType: 'text/csv', size: content.length });
    expect(await other.edges[0]!.messenger.download(document!, 1_000)).toEqual({ kind: 'downloaded', content });
    expect(await other.edges[0]!.messenger.download(document!, 3)).toMatchObject({ kind: 'refused' });
    await other.close();
  });

  it('tells members, others, and those of whom nothing can be said', async () => {
    const id = channel('required_one');
    const bare = -id - 1_000_000_000_000n;
    expect(await gateway.messenger.findChannel('https://t.me/required_one')).toMatchObject({
      kind: 'found',
      channel: { id, title: 'required_one' },
    });
    expect(await gateway.messenger.lookUpMember(id, ann.id)).toMatchObject({ kind: 'unknown' });
    world.sandbox.setMember(bare, world.botId);
    const found = await gateway.messenger.findChannel('@required_one');
    expect(found).toMatchObject({ channel: { bot: { isIn: true, isAdmin: false, canPost: false } } });
    world.sandbox.setAdmin(bare, world.botId);
    expect(await gateway.messenger.lookUpMember(id, ann.id)).toEqual({ kind: 'not_member' });
    world.sandbox.setMember(bare, ann.id);
    expect(await gateway.messenger.lookUpMember(id, ann.id)).toEqual({ kind: 'member', isAdmin: false });
    expect(await gateway.messenger.lookUpMember(id, boss.id)).toEqual({ kind: 'member', isAdmin: true });
    world.sandbox.mute(bare, ann.id);
    expect(await gateway.messenger.lookUpMember(id, ann.id)).toEqual({ kind: 'member', isAdmin: false });
    world.sandbox.kick(bare, ann.id);
    expect(await gateway.messenger.lookUpMember(id, ann.id)).toEqual({ kind: 'not_member' });
    expect(await gateway.messenger.findChannel('@nobody_has_this')).toMatchObject({ kind: 'not_found' });
  });

  it('asks a hundred memberships at once, half of them negative, and gets every answer', async () => {
    const id = channel('crowded');
    const bare = -id - 1_000_000_000_000n;
    world.sandbox.setMember(bare, world.botId);
    world.sandbox.setAdmin(bare, world.botId);
    world.sandbox.setMember(bare, ann.id);
    await gateway.messenger.findChannel('@crowded');
    const eve = await world.person('Eve');
    await eve.says('/start');
    const asked = Array.from({ length: 100 }, (_, index) =>
      gateway.messenger.lookUpMember(id, index % 2 ? ann.id : eve.id),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter(({ kind }) => kind === 'member')).toHaveLength(50);
    expect(answers.filter(({ kind }) => kind === 'not_member')).toHaveLength(50);
  });

  it('sets commands per language and shows that it is typing', async () => {
    const command = { command: 'start', description: 'Begin' };
    expect(await gateway.messenger.setCommands('ru', [command])).toMatchObject({ kind: 'sent' });
    expect(world.sandbox.botCommands(world.botId)).toEqual([
      expect.objectContaining({ langCode: 'ru', commands: [expect.objectContaining(command)] }),
    ]);
    expect(await gateway.messenger.showTyping(ann.id)).toMatchObject({ kind: 'sent' });
  });

  it('says what it is in each language, and lets its button open the commands', async () => {
    const { messenger } = gateway;
    const english = { description: 'Numbers', about: 'Codes' };
    const russian = { description: 'Номера', about: 'Коды' };
    const isSent = { kind: 'sent' };
    expect(await messenger.setProfile('', english)).toMatchObject(isSent);
    expect(await messenger.setProfile('ru', russian)).toMatchObject(isSent);
    expect(await messenger.setProfile('ru', russian)).toMatchObject(isSent);
    expect(await messenger.showCommandsInMenu()).toMatchObject(isSent);
    expect(world.sandbox.botProfile(world.botId)).toEqual({
      ...english,
      infos: { ru: russian },
      menuButton: expect.objectContaining({ _: 'botMenuButtonCommands' }),
    });
  });

  it('is told of a press that was answered too late', async () => {
    const outcome = await gateway.messenger.answerPress({ queryId: 12_345n });
    expect(outcome).toMatchObject({ kind: 'gone', what: 'press' });
  });

  it('never wrote to a stranger', async () => {
    const outcome = await gateway.messenger.sendText({ ...text('hello'), chatId: 987_654_321n });
    expect(outcome.kind).toMatch(/gone|blocked/);
  });
});
