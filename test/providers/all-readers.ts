import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WebhookRequest } from '../../src/ports/sms-provider';
import type { VendorReply } from '../../src/providers/kit/reply';
import { textVerifiedSignature } from '../../src/providers/textverified/read-sms';

const ROOT = path.join(__dirname, '../../src/providers');
type Read = (...given: unknown[]) => unknown;
type Feed = (read: Read, reply: VendorReply) => unknown;

/** One reader of an adapter, fed with what came over the wire. */
export interface Reader {
  readonly name: string;
  read(reply: VendorReply): unknown;
}

/** The folders of all adapters, and of what they share. */
export const adapterFolders = (): string[] =>
  readdirSync(ROOT, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));

const filesOf = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder)).filter((file) => /^read-.*\.ts$/.test(file));

/** Every exported `read...` of every `read-*.ts` in the folder. Throws for one that nobody has told how to feed. */
export function readersOf(folder: string): Reader[] {
  return filesOf(folder).flatMap((file) => {
    const exported = Object.entries(require(path.join(ROOT, folder, file)) as Record<string, unknown>);
    return exported.flatMap(([name, read]): Reader[] => {
      if (typeof read !== 'function' || !name.startsWith('read')) return [];
      const feed = FEEDS[`${folder}/${name}`] ?? (read.length === 1 ? (one: Read, reply) => one(reply) : undefined);
      if (!feed)
        throw new Error(`Tell in FEEDS of all-readers.ts how ${folder}/${name} is fed: it takes more than a reply.`);
      return [{ name: `${folder}/${name}`, read: (reply) => feed(read as Read, reply) }];
    });
  });
}

/** What the readers of a folder look for, taken from their source: the names of fields, and words that are values. */
export function wordsOf(folder: string): { names: string[]; values: string[] } {
  const source = filesOf(folder)
    .map((file) => readFileSync(path.join(ROOT, folder, file), 'utf8').replace(/^import .*$/gm, ''))
    .join('\n');
  const all = (pattern: RegExp) => [...source.matchAll(pattern)].map((hit) => hit[1]!);
  const unpacked = all(/const \{([^}]*)\} =/g).flatMap((list) => list.match(/\w+/g) ?? []);
  const unique = (words: string[]) => [...new Set(words)];
  return { names: unique(['x', ...unpacked, ...all(/\.(\w+)\b(?!\()/g)]), values: unique(all(/'([\w-]+)'/g)) };
}

const json = ({ body }: VendorReply): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};
const field = (reply: VendorReply, name: string) => (json(reply) as Record<string, unknown> | null)?.[name];
const request = ({ body }: VendorReply, headers = {}, contentType = 'application/json'): WebhookRequest => ({
  ...{ method: 'POST', rawBody: Buffer.from(body), headers, contentType },
  ...{ url: 'https://shop.test/webhooks/1/secret', now: new Date('2026-01-02T03:04:05Z') },
});
const form = (reply: VendorReply) => request(reply, {}, 'application/x-www-form-urlencoded');
const spoolFile = (body: string) => ({ bytes: Buffer.from(body), writtenAt: new Date('2026-01-02T03:04:05Z') });
const shapes: Feed = (read, reply) =>
  [
    { kind: 'json', value: json(reply) },
    { kind: 'words', text: reply.body },
    { kind: 'unclear', detail: 'torn' },
  ].map((shape) => read(shape, reply.status, 'unknown_outcome'));
const afterReading =
  (folder: string, file: string, name: string): Feed =>
  (read, reply) =>
    read((require(path.join(ROOT, folder, file)) as Record<string, Read>)[name]!(reply), reply.status, 'unavailable');
const each =
  (...firsts: readonly string[]): Feed =>
  (read, reply) =>
    firsts.map((first) => read(first, reply));

const PLACES = { phone: 'to', text: 'body', id: 'id', time: 'at', timeFormat: 'iso' };
const PULL = {
  pull: { method: 'GET', path: '/', headers: {}, query: {}, limit: 10 },
  reply: { ...PLACES, list: 'messages', order: 'oldest_first' },
  paging: { cursor: { from: 'reply', place: 'next' }, more: { when: 'flag', place: 'more' } },
};

/** Readers that take something else than a reply alone. */
const FEEDS: Readonly<Record<string, Feed>> = {
  'smpp/readDelivery': (read, { body }) =>
    read({ command: 5, status: 0, sequence: 1, bytes: Buffer.from(body.padStart(16, ' ')) }),
  'smpp/readMessage': (read, { body }) => {
    const [source, destination] = [
      { ton: 5, address: 'Bank' },
      { ton: 1, address: '37120000001' },
    ];
    const delivery = { source, destination, esmClass: 0x40, dataCoding: 8, text: Buffer.from(body) };
    return read(delivery, { alphabet: 'gsm', ia5: 'ascii' });
  },
  'kit/readParameter': (read, { body }) =>
    read({ method: 'POST', url: 'https://shop.test/', rawBody: Buffer.from(body) }, 'text'),
  'five-sim/readOrder': (read, reply) => read(reply, 'unknown_outcome'),
  'five-sim/readOperatorPrices': (read, reply) => [read(reply, true), read(reply, false)],
  'five-sim/readClose': each('cancel', 'finish', 'ban'),
  'five-sim/readFault': shapes,
  'five-sim/readMessages': (read, reply) => read('1', json(reply)),
  'gammu-smsd/readInboxFiles': (read, { body }) =>
    read([{ ...spoolFile(body), name: 'IN20260102_030405_00_+37120000001_00.txt' }], { phoneId: 'sim1' }),
  'gammu-smsd/readInboxRows': (read, reply) => {
    const row = {
      id: '1',
      coding: 'Default_No_Compression',
      imsi: null,
      phoneId: 'sim1',
      sentAt: '2026-01-02 03:04:05',
    };
    return read([{ ...row, ageS: 1, sender: '', udh: reply.body, decoded: reply.body }], { now: new Date() });
  },
  'gammu-smsd/readGammuPush': (read, reply) => read(form(reply)),
  'sms-server-tools/readSmsFile': (read, { body }) =>
    [body, `From: 1\nModem: GSM1\nAlphabet: UCS2\n\n${body}`].map((text) => read(Buffer.from(text), {})),
  'sms-server-tools/readSmsFilePush': (read, reply) => read(request(reply), undefined),
  'kit/readByteParameters': (read, { body }) => read(body),
  'kannel/readKannelDelivery': (read, reply) =>
    read({ ...form(reply), method: 'GET', url: `https://shop.test/webhooks/1/x?${reply.body}` }),
  'generic-inbox/readList': (read, reply) => read(json(reply), 'messages.*.body'),
  'generic-inbox/readInbox': (read, reply) => read(reply, PULL, undefined),
  'generic-inbox/readItem': (read, reply) => read([json(reply)], PLACES),
  'generic-inbox/readPush': (read, reply) =>
    read(request(reply), { ...PLACES, list: 'list' }, { key: '', canPull: false }),
  'handler-api/readClose': each('cancel', 'finish', 'resend'),
  'handler-api/readFault': afterReading('handler-api', 'read-body.ts', 'readBody'),
  'handler-api/readHandlerWebhook': (read, { body }) => read(body),
  'onlinesim/readClose': each('close', 'resend'),
  'onlinesim/readFault': afterReading('onlinesim', 'read-answer.ts', 'readAnswer'),
  'onlinesim/readPrices': (read, reply) => read(reply, undefined),
  'sms-man/readFault': afterReading('sms-man', 'read-answer.ts', 'readAnswer'),
  'sms-pool/readFault': shapes,
  'sms-pool/readSms': (read, reply) => read(field(reply, 'sms'), field(reply, 'full_sms')),
  'sms-pva/readFault': (read, reply) => read(reply, 'unknown_outcome'),
  'sms-pva/readSms': (read, reply) => read(json(reply)),
  'textverified/readFault': shapes,
  'textverified/readLink': (read, reply) => read(json(reply)),
  'textverified/readNationalPhone': (read, reply) => read(json(reply)),
  'textverified/readTextVerifiedWebhook': (read, reply) => {
    const signature = textVerifiedSignature('the key', Buffer.from(reply.body));
    return read(request(reply, { 'x-webhook-signature': signature }), 'the key');
  },
  'twilio/readTwilioWebhook': (read, reply) => read(form(reply), { token: 'the key' }),
  'vak-sms/readFault': afterReading('vak-sms', 'read-answer.ts', 'readAnswer'),
  'vak-sms/readPrices': (read, reply) => read('lv', reply),
  'vonage/readVonageWebhook': (read, reply) =>
    [request(reply), form(reply)].map((one) => read(one, { signature: 'none', secret: '' })),
  'kit/readForm': (read, reply) => read(form(reply)),
  'kit/readFlatJson': (read, reply) => read(request(reply)),
};
