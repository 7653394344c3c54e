import type { InboxPage, InboxText, SmsProvider } from '../../src/ports/sms-provider';
import type { InboxVendor } from '../../src/sandbox/vendors';
import { startInboxVendor } from '../../src/sandbox/vendors';
import { openProviders, settingsFor } from './provider-at';

const providers = openProviders();
afterAll(() => providers.close());

const PHONES = ['37120000001', '447400000002'];

const shapes = {
  cursor: {
    pull: {
      path: '/messages',
      headers: { Authorization: 'Bearer {apiKey}' },
      query: { after: '{cursor}', limit: '{limit}' },
      limit: 3,
    },
    reply: { list: 'messages', phone: 'to', text: 'body', id: 'id', sender: 'from', time: 'receivedAt' },
    paging: { cursor: { from: 'reply', place: 'next' }, more: { when: 'flag', place: 'hasMore' } },
  },
  bare_list: {
    pull: {
      path: '/api/v2/inbox',
      headers: { 'X-Api-Key': '{apiKey}' },
      query: { since_id: '{cursor}', limit: '{limit}' },
      limit: 3,
    },
    reply: { phone: 'sms.number', text: 'sms.content', id: 'sms.uid', time: 'sms.ts', timeFormat: 'unix_s' },
    paging: { cursor: { from: 'last_id' }, more: { when: 'full_page' } },
  },
} as const;

describe.each(['cursor', 'bare_list'] as const)('an inbox of own numbers, described by configuration (%s)', (shape) => {
  let vendor: InboxVendor;
  let inbox: SmsProvider;
  beforeEach(async () => {
    vendor = await startInboxVendor({ name: 'inbox', apiKey: 'inbox-key', numbers: PHONES, shape });
    inbox = providers.at(settingsFor(vendor, { options: shapes[shape] }));
  });
  afterEach(() => vendor.stop());

  const pull = async (cursor?: string): Promise<InboxPage> => {
    const page = await inbox.pullInbox!(cursor);
    if (page.kind === 'fault') throw new Error(`${page.fault}: ${page.detail}`);
    return page;
  };
  const pullAll = async (cursor?: string) => {
    const texts: InboxText[] = [];
    for (let here = cursor; ; ) {
      const page = await pull(here);
      texts.push(...page.messages);
      here = page.cursor;
      if (!page.more) return { texts, cursor: here };
    }
  };
  const fault = async () => {
    const page = await inbox.pullInbox!(undefined);
    return page.kind === 'fault' ? page.fault : page.kind;
  };

  it('is empty at first, and keeps its place', async () => {
    expect(await pull()).toMatchObject({ messages: [], more: false, cursor: undefined });
    expect(await pull('7')).toMatchObject({ messages: [], more: false, cursor: '7' });
  });

  it('gives each SMS once, in order, over several pages and across pauses', async () => {
    for (let n = 1; n <= 8; n += 1) vendor.receive(PHONES[n % 2]!, `code 100${n}`);
    const first = await pullAll();
    expect(first.texts.map(({ text }) => text)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `code 100${n}`));
    expect(first.texts[0]).toMatchObject({ phone: PHONES[1] });
    expect(new Set(first.texts.map(({ externalId }) => externalId)).size).toBe(8);
    expect(first.texts[0]!.receivedAt!.getTime()).toBeGreaterThan(vendor.now() - 60_000);
    vendor.receive(PHONES[0]!, 'later');
    const second = await pullAll(first.cursor);
    expect(second.texts.map(({ text }) => text)).toEqual(['later']);
  });

  it('gives one SMS the same name at every reading', async () => {
    vendor.receive(PHONES[0]!, 'code 1');
    expect((await pull()).messages).toEqual((await pull()).messages);
  });

  it.each([
    [{ kind: 'bad_key' }, 'auth'],
    [{ kind: 'html' }, 'unavailable'],
    [{ kind: 'truncated' }, 'unavailable'],
    [{ kind: 'status', status: 500 }, 'unavailable'],
    [{ kind: 'close_socket', effect: 'none' }, 'unavailable'],
    [{ kind: 'body', text: '{"unknown":"words"}' }, 'mapping'],
    [{ kind: 'rate_limited', retryAfterSeconds: 9 }, 'rate_limited'],
  ] as const)('%j is a pause of its own class, and nothing is lost', async (spoilt, expected) => {
    vendor.receive(PHONES[0]!, 'code 4242');
    vendor.faults.next(spoilt);
    expect(await fault()).toBe(expected);
    if (expected === 'rate_limited') return;
    expect((await pull()).messages).toMatchObject([{ phone: PHONES[0], text: 'code 4242' }]);
  });

  it('reads through a byte order mark', async () => {
    vendor.receive(PHONES[0]!, 'code 4242');
    vendor.faults.next({ kind: 'bom' });
    expect((await pull()).messages).toHaveLength(1);
  });
});

describe('an inbox configured wrongly', () => {
  it('says where it does not fit, and moves no cursor past unread messages', async () => {
    const vendor = await startInboxVendor({ name: 'inbox', apiKey: 'k', numbers: PHONES });
    const options = { ...shapes.cursor, reply: { ...shapes.cursor.reply, phone: 'telephone' } };
    const inbox = providers.at(settingsFor(vendor, { options }));
    vendor.receive(PHONES[0]!, 'code 1');
    const page = await inbox.pullInbox!(undefined);
    await vendor.stop();
    expect(page).toMatchObject({ fault: 'mapping' });
  });
});
