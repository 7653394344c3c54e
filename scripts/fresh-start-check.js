/**
 * What a newcomer would do, by script: starts the shop in an empty folder, waits until it is ready, buys a WhatsApp number
 * in the sandbox's chat, lets an SMS arrive, reads the code in the chat, stops the shop. Prints how long each step took.
 */
const { spawn } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const READY_WITHIN_MS = 60_000;
const STEP_WITHIN_MS = 15_000;
const CODE = '482913';

async function main() {
  const dataDir = mkdtempSync(join(tmpdir(), 'numbershop-fresh-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const began = Date.now();
  const shop = spawn(process.execPath, [join(__dirname, 'start.js')], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = new Promise((resolve) => shop.once('exit', (code, signal) => resolve(code ?? signal)));
  try {
    await until('the shop is ready', READY_WITHIN_MS, async () => (await fetch(`${base}/readyz`)).ok);
    say(`ready after ${Date.now() - began} ms`);
    await buy(base);
  } finally {
    shop.kill('SIGTERM');
    const code = await exited;
    rmSync(dataDir, { recursive: true, force: true });
    say(`stopped with ${code}`);
    if (code !== 0) process.exitCode = 1;
  }
}

async function buy(base) {
  const { telegram, adminApiKey } = await (await fetch(`${base}/sandbox`)).json();
  const { id } = telegram.users[0];
  const chat = await openChat(base, id);
  try {
    await chat.post('start', {});
    await chat.press(/Get a number/);
    await chat.press(/WhatsApp/);
    await chat.press(/Latvia/);
    await chat.press(/✅ Get a number/);
    const { numbers } = await until('a number is in use', STEP_WITHIN_MS, async () => {
      const answer = await (await fetch(`${base}/sandbox/numbers`)).json();
      return answer.numbers.length > 0 && answer;
    });
    const sentAt = Date.now();
    await post(`${base}/sandbox/sms`, { phone: numbers[0].phone, text: `Your WhatsApp code is ${CODE}` });
    await chat.sees((message) => message.text.includes(CODE), 'the code');
    say(`code in the chat ${Date.now() - sentAt} ms after the SMS`);
    await ledgerIsRight(base, adminApiKey);
  } finally {
    chat.close();
  }
}

async function ledgerIsRight(base, key) {
  const query = '{ ledgerCheck { isOk } }';
  const answer = await post(`${base}/graphql`, { query }, { authorization: `Bearer ${key}` });
  if (answer.data?.ledgerCheck?.isOk !== true) throw new Error(`The books: ${JSON.stringify(answer)}`);
  say('the books balance');
}

/** The chat of one user as the page sees it: a stream of events in, acts out. */
async function openChat(base, user) {
  const url = `${base}/sandbox/users/${user}`;
  const abort = new AbortController();
  const messages = new Map();
  const stream = await fetch(`${url}/events`, { signal: abort.signal });
  readEvents(stream.body, (event, facts) => {
    const { state, message, messages: several, ids } = facts;
    for (const one of state?.messages ?? several ?? (message ? [message] : [])) messages.set(one.id, one);
    for (const gone of event === 'gone' ? (ids ?? []) : []) messages.delete(gone);
  }).catch(() => undefined);
  const newest = () => [...messages.values()].sort((a, b) => b.id - a.id);
  const find = (text) => {
    for (const message of newest()) {
      const button = message.rows.flat().find((one) => text.test(one.text) && one.data);
      if (button) return { message, button };
    }
    return undefined;
  };
  const chat = {
    post: (act, body) => post(`${url}/${act}`, body),
    sees: (matches, what) => until(`the chat shows ${what}`, STEP_WITHIN_MS, async () => newest().find(matches)),
    async press(text) {
      const { message, button } = await until(`there is a button ${text}`, STEP_WITHIN_MS, async () => find(text));
      await chat.post('press', { messageId: message.id, data: button.data });
    },
    close: () => abort.abort(),
  };
  return chat;
}

async function readEvents(body, take) {
  let rest = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const field = (name) => block.match(new RegExp(`^${name}: ?(.*)$`, 'm'))?.[1];
      if (field('data')) take(field('event'), JSON.parse(field('data')));
    }
  }
}

async function post(url, body, headers = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`POST ${new URL(url).pathname}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

async function until(what, withinMs, look) {
  const deadline = Date.now() + withinMs;
  let last;
  while (Date.now() < deadline) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Not within ${withinMs} ms: ${what}`, { cause: last });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const say = (text) => console.log(`fresh start: ${text}`);

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
