import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TelegramSandbox } from '../../src/sandbox/telegram';

// The package says at load that its CommonJS build will go one day; the test output need not.
(globalThis as { _MTCUTE_CJS_DEPRECATION_WARNED?: boolean })._MTCUTE_CJS_DEPRECATION_WARNED = true;
const { MemoryStorage, TelegramClient } = require('@mtcute/node') as typeof import('@mtcute/node');
const { addPublicKey } = require('@mtcute/core/utils.js') as typeof import('@mtcute/core/utils.js');
const { NodeCryptoProvider } = require('@mtcute/node/utils.js') as typeof import('@mtcute/node/utils.js');

// After a client is destroyed some of its timers still run for ten seconds; none of them may keep a test run waiting.
const { timers } = require(require.resolve('@fuman/utils', { paths: [require.resolve('@mtcute/core')] })) as {
  timers: Record<'setTimeout' | 'setInterval', (...args: unknown[]) => NodeJS.Timeout>;
};
for (const name of ['setTimeout', 'setInterval'] as const) {
  const start = timers[name];
  timers[name] = (...args) => start(...args).unref();
}

// biome-ignore-start lint/suspicious/noExplicitAny: the maps of the package are untyped tables of functions.
type ReaderMap = Record<string, any>;
type WriterMap = Record<string, any>;
interface SchemaEntry {
  name: string;
  id: number;
  arguments?: { name: string; type: string }[];
}

const tlFolder = join(dirname(require.resolve('@mtcute/core')), 'tl');
const camel = (name: string) => name.replace(/_+([A-Za-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

interface Field {
  name: string;
  type: string;
  flag?: { word: string; bit: number };
}

function fieldsOf(text: string): Field[] {
  const parts = text.split(' ').filter((part) => part !== '' && !part.startsWith('{'));
  return parts.map((part) => {
    const [name, type] = [camel(part.slice(0, part.indexOf(':'))), part.slice(part.indexOf(':') + 1)];
    const flag = /^(\w+)\.(\d+)\?(.+)$/.exec(type);
    return flag ? { name, type: flag[3]!, flag: { word: flag[1]!, bit: Number(flag[2]) } } : { name, type };
  });
}

/** Name of the reader's and writer's method for a TL type. */
function methodFor(type: string, isSmallLong: boolean): string {
  const plain: Record<string, string> = { '#': 'uint', long: isSmallLong ? 'int53' : 'long', Bool: 'boolean' };
  if (plain[type]) return plain[type];
  return ['int', 'double', 'string', 'bytes', 'int128', 'int256'].includes(type) ? type : 'object';
}

function readerOf(name: string, fields: Field[], small: Set<string>) {
  return (r: any) => {
    const object: any = { _: name };
    for (const { name: field, type, flag } of fields) {
      const isSet = !flag || (object[flag.word] & (1 << flag.bit)) !== 0;
      if (type === 'true') object[field] = isSet;
      else if (isSet) {
        const item = /^[Vv]ector<(.+)>$/.exec(type)?.[1];
        object[field] = item ? r.vector(r[methodFor(item, small.has(field))]) : r[methodFor(type, small.has(field))]();
      }
    }
    return object;
  };
}

function writerOf(id: number, fields: Field[], small: Set<string>) {
  const isGiven = ({ type }: Field, value: unknown) =>
    type === 'true' ? value === true : value !== undefined && value !== null;
  return (w: any, v: any) => {
    w.uint(id);
    for (const field of fields) {
      const { name, type, flag } = field;
      if (type === '#') {
        const bits = fields.filter((other) => other.flag?.word === name && isGiven(other, v[other.name]));
        w.uint(bits.reduce((sum, other) => (sum | (1 << other.flag!.bit)) >>> 0, 0));
      } else if ((!flag || isGiven(field, v[name])) && type !== 'true') {
        const item = /^[Vv]ector<(.+)>$/.exec(type)?.[1];
        if (item) w.vector(w[methodFor(item, small.has(name))], v[name]);
        else w[methodFor(type, small.has(name))](v[name]);
      }
    }
  };
}

/** The package's maps, with every definition that differs in layer 198 replaced by one made from that layer's schema text. */
function layer198Maps(): { readerMap: ReaderMap; writerMap: WriterMap } {
  const readerMap: ReaderMap = { ...require(join(tlFolder, 'binary/reader.cjs')).__tlReaderMap };
  const own: WriterMap = require(join(tlFolder, 'binary/writer.cjs')).__tlWriterMap;
  const writerMap: WriterMap = { ...own, _staticSize: { ...own._staticSize } };
  const { e: entries } = JSON.parse(readFileSync(join(tlFolder, 'api-schema.json'), 'utf8')) as { e: SchemaEntry[] };
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  for (const line of (require('telegram/tl/apiTl.js') as string).split('\n')) {
    const match = /^([\w.]+)#([0-9a-f]+) (.*)= .*$/.exec(line);
    if (!match || match[1] === 'vector') continue;
    const [name, id, text] = [match[1]!, Number.parseInt(match[2]!, 16), match[3]!];
    const theirs = byName.get(name);
    if (theirs && theirs.id >>> 0 === id) continue;
    const smallTypes = (theirs?.arguments ?? []).filter((argument) => /int53/i.test(argument.type));
    // Ids of people and chats are numbers in this package, also in definitions that it no longer has.
    const small = new Set([
      ...smallTypes.map((argument) => camel(argument.name)),
      'userId',
      'channelId',
      'chatId',
      'botId',
    ]);
    readerMap[id] = readerOf(name, fieldsOf(text), small);
    writerMap[name] = writerOf(id, fieldsOf(text), small);
    delete writerMap._staticSize[name];
  }
  return { readerMap, writerMap };
}
// biome-ignore-end lint/suspicious/noExplicitAny: see above

/** An mtcute client for the sandbox, not yet signed in; always destroy it. */
export async function mtcuteClient(sandbox: TelegramSandbox): Promise<InstanceType<typeof TelegramClient>> {
  const crypto = new NodeCryptoProvider();
  await crypto.initialize();
  addPublicKey(crypto, sandbox.publicKeyPem);
  const dc = { id: sandbox.dcId, ipAddress: sandbox.host, port: sandbox.port };
  return new TelegramClient({
    apiId: sandbox.apiId,
    apiHash: sandbox.apiHash,
    storage: new MemoryStorage(),
    defaultDcs: { main: dc, media: dc },
    overrideLayer: 198,
    logLevel: 0,
    ...(layer198Maps() as object),
  });
}
